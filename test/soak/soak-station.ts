/** The voice part of a station with two lanes, real audio hosts and a real relay; answers each message with a sample. */
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { createRelayClient } from '../../src/main/relay-client/relay-client.ts';
import type { Identity } from '../../src/main/relay-client/identity-port.ts';
import { RelayLine } from '../../src/main/relay-line.ts';
import { systemClock } from '../../src/main/voice/clock.ts';
import type { AudioHostProcess } from '../../src/main/voice/lane/audio-host-process.ts';
import { createPactl } from '../../src/main/voice/sound-server/pactl.ts';
import { openVoice } from '../../src/main/voice/voice.ts';
import { DEFAULT_ENDPOINTING } from '../../src/shared/audio-port/audio-port.ts';
import { laneIdSchema, sessionIdSchema } from '../../src/shared/ids.ts';
import type { TranscriptEntry } from '../../src/shared/ipc/views.ts';
import { ok } from '../../src/shared/result.ts';
import { footprintOf } from './footprint.ts';
import { soakPlanSchema, type Sample } from './soak-messages.ts';

/** Delivered sound goes soon: what is kept on purpose is no leak. */
const KEEP_DELIVERED_MS = 1_000;
/** Words stay on a till until policy's time for them; a soak has no such time to wait. */
const KEEP_WORDS_MS = 60_000;

const plan = soakPlanSchema.parse(JSON.parse(process.argv[2] ?? ''));
const audioHostEntry = process.argv[3] ?? '';
const hosts = new Set<number>();
const spoken = new Set<string>();
let counts = { spoken: 0, answered: 0 };
let finalMs: number[] = [];

const identity = JSON.parse(readFileSync(join(plan.folder, 'identity.json'), 'utf8')) as Identity;
const line = new RelayLine();
const client = createRelayClient({
  baseUrl: plan.relayUrl,
  identity: { current: () => identity, save: () => Promise.resolve(ok(undefined)) },
  fetch: line.fetch,
  wallMs: Date.now,
  nowMs: () => performance.now(),
});
const voice = await openVoice({
  lanes: plan.lanes.map(({ laneId, capture }) => ({
    laneId: laneIdSchema.parse(laneId),
    name: laneId,
    sessionId: sessionIdSchema.parse(v7()),
    capture,
    playback: capture.kind === 'device' ? capture.name : undefined,
    mode: 'hands-free',
    endpointing: DEFAULT_ENDPOINTING,
  })),
  forkAudioHost: forkHost,
  keepsSpareHost: true,
  soundServer: createPactl(process.env),
  relay: { url: plan.relayUrl, accessToken: client.accessToken, forgetToken: client.forgetToken },
  line,
  journal: {
    directory: join(plan.folder, 'journal'),
    stationKey: new Uint8Array(32).fill(7),
    retention: () => ({ keepDeliveredMs: KEEP_DELIVERED_MS, maxBytes: 1e10 }),
  },
  deliver: () => Promise.resolve(ok(undefined)),
  events: {
    onLane: () => undefined,
    onLevel: () => undefined,
    onHealth: () => undefined,
    onTranscript: count,
    onConnection: () => undefined,
    onSpool: () => undefined,
    onConfigChanged: () => undefined,
    onSoldOut: () => undefined,
    onNotice: () => undefined,
  },
  clock: systemClock,
  random: Math.random,
  newId: v7,
  log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
});
await voice.start();
for (const { laneId, capture } of plan.lanes) {
  if (capture.kind !== 'wav') continue;
  setInterval(() => voice.retryDevice(laneIdSchema.parse(laneId)), plan.replayEveryMs);
}
process.send?.('started');
process.on('message', (asked) => {
  if (asked === 'sample') process.send?.(sample());
  if (asked === 'stop') void voice.stop().then(() => process.disconnect());
});

function ignore(): void {
  // What is logged is not what is measured.
}

function count({ utteranceId, status, times }: TranscriptEntry): void {
  if (!spoken.has(utteranceId) && status === 'hearing') {
    spoken.add(utteranceId);
    counts = { ...counts, spoken: counts.spoken + 1 };
  }
  if (status !== 'final' && status !== 'nothing-heard') return;
  if (!spoken.delete(utteranceId)) return;
  counts = { ...counts, answered: counts.answered + 1 };
  const { endpointedAtUs, finalAtUs } = times;
  if (endpointedAtUs === undefined || finalAtUs === undefined) return;
  finalMs.push((finalAtUs - endpointedAtUs) / 1_000);
}

function sample(): Sample {
  voice.eraseWordsBefore(KEEP_WORDS_MS);
  globalThis.gc?.();
  const taken: Sample = {
    ...counts,
    heapMb: process.memoryUsage().heapUsed / 1_048_576,
    handles: process.getActiveResourcesInfo().length,
    station: footprintOf(process.pid) ?? { residentMb: NaN, threads: NaN, files: NaN },
    hosts: [...hosts].flatMap((pid) => footprintOf(pid) ?? []),
    finalMs,
    isOnline: voice.views().connection.state === 'online',
  };
  finalMs = [];
  return taken;
}

function forkHost(): AudioHostProcess {
  const child = fork(audioHostEntry, {
    serialization: 'advanced',
    execArgv: [],
    env: { ...process.env, UV_THREADPOOL_SIZE: '16' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  if (child.pid !== undefined) hosts.add(child.pid);
  child.once('exit', () => hosts.delete(child.pid ?? 0));
  return {
    send: (message) => child.send(message, undefined, undefined, () => undefined),
    onMessage: (receive) => child.on('message', receive),
    onExit: (left) => child.on('exit', left),
    processId: () => child.pid,
    kill: () => child.kill('SIGKILL'),
  };
}
