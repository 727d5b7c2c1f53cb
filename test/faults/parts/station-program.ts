/**
 * The voice part of one station as a process of its own, to be killed at any moment: real journal, real uplink to
 * a real relay, real audio host on a WAV file. Its tickets are a file; its one argument is the plan.
 */
import { fork } from 'node:child_process';
import {
  appendFileSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { createRelayClient } from '../../../src/main/relay-client/relay-client.ts';
import type { Identity } from '../../../src/main/relay-client/identity-port.ts';
import { RelayLine } from '../../../src/main/relay-line.ts';
import { wavOf } from '../../../src/main/voice/batch/wav.ts';
import { systemClock } from '../../../src/main/voice/clock.ts';
import type { AudioHostProcess } from '../../../src/main/voice/lane/audio-host-process.ts';
import { createPactl } from '../../../src/main/voice/sound-server/pactl.ts';
import { openVoice, type Voice } from '../../../src/main/voice/voice.ts';
import type { VoiceDeps } from '../../../src/main/voice/voice-deps.ts';
import { DEFAULT_ENDPOINTING } from '../../../src/shared/audio-port/audio-port.ts';
import { laneIdSchema, sessionIdSchema, type LaneId } from '../../../src/shared/ids.ts';
import type { LaneView, TranscriptEntry } from '../../../src/shared/ipc/views.ts';
import { ok } from '../../../src/shared/result.ts';
import { witnessFramesWritten } from './frames-written.ts';
import { startInsideAudioHost } from './inside-audio-host.ts';
import { makeSound } from './sound.ts';
import { LAB_STATION_KEY, soundSeed, stationFiles } from './station-files.ts';
import { askSchema, stationPlanSchema, type Told } from './station-messages.ts';

const ANSWERED: readonly TranscriptEntry['status'][] = [
  'final',
  'nothing-heard',
  'words-not-available',
];

const plan = stationPlanSchema.parse(JSON.parse(process.argv[2] ?? ''));
const files = stationFiles(plan.folder);
const audioHostEntry = process.argv[3] ?? '';
let wallOffsetMs = plan.wallOffsetMs;
let hostCount = 0;
const laneViews = new Map<LaneId, LaneView>();
const unanswered = new Set<string>();
const parked = new Set<string>();

witnessFramesWritten(files.framesWritten(plan.life));
const clock = { ...systemClock, wallMs: () => Date.now() + wallOffsetMs };
const identity = JSON.parse(readFileSync(files.identity, 'utf8')) as Identity;
const line = new RelayLine();
const client = createRelayClient({
  baseUrl: plan.relayUrl,
  identity: { current: () => identity, save: () => Promise.resolve(ok(undefined)) },
  fetch: line.fetch,
  wallMs: clock.wallMs,
  nowMs: () => performance.now(),
});
const voice = await openVoice({
  lanes: Array.from({ length: plan.lanes }, (_, index) =>
    lane(laneIdSchema.parse(`lane-${index + 1}`)),
  ),
  forkAudioHost: forkHost,
  soundServer: plan.device === undefined ? undefined : createPactl(process.env),
  keepsSpareHost: plan.audioHost === 'process',
  relay: { url: plan.relayUrl, accessToken: client.accessToken, forgetToken: client.forgetToken },
  line,
  journal: {
    directory: plan.journalFolder,
    stationKey: LAB_STATION_KEY,
    retention: () => ({ keepDeliveredMs: plan.keepDeliveredMs, maxBytes: 1e10 }),
  },
  deliver: store,
  events: {
    onLane: tellLane,
    onLevel: () => undefined,
    onHealth: () => undefined,
    onTranscript: tellLeft,
    onConnection: (view) =>
      tell({
        is: 'connection',
        isOnline: view.state === 'online',
        ...('reason' in view && { reason: view.reason }),
        isStreaming: view.state === 'online' && view.streaming,
      }),
    onSpool: () => undefined,
    onConfigChanged: () => undefined,
    onSoldOut: () => undefined,
    onNotice: ({ kind }) => tell({ is: 'notice', kind }),
  },
  clock,
  random: Math.random,
  newId: v7,
  log: quietLog(),
});
process.on('message', (message) => {
  const asked = askSchema.parse(message);
  if (asked.ask === 'set-clock') wallOffsetMs = asked.wallOffsetMs;
  else void stop(voice);
});
await voice.start();
tell({ is: 'left', unanswered: unanswered.size, parked: parked.size });

async function stop(stopping: Voice): Promise<void> {
  await stopping.stop();
  tell({ is: 'stopped' });
  process.disconnect();
}

function tell(told: Told): void {
  process.send?.(told, undefined, undefined, () => undefined);
}

function lane(laneId: LaneId): VoiceDeps['lanes'][number] {
  return {
    laneId,
    name: laneId,
    sessionId: sessionIdSchema.parse(v7()),
    capture:
      plan.device === undefined
        ? { kind: 'wav', path: laneId, speed: plan.speed }
        : { kind: 'device', name: plan.device },
    playback: undefined,
    mode: 'hands-free',
    endpointing: DEFAULT_ENDPOINTING,
  };
}

/** Each host hears a sound of its own: a microphone does not begin anew because its host did. */
function forkHost(): AudioHostProcess {
  const host = plan.audioHost === 'inside' ? startInsideAudioHost() : forkProcess();
  return {
    ...host,
    send: (message) => {
      if (message.type !== 'open' || message.capture.kind !== 'wav') {
        host.send(message);
        return;
      }
      const path = writeSound();
      host.send({ ...message, capture: { ...message.capture, path } });
    },
  };
}

function forkProcess(): AudioHostProcess {
  const child = fork(audioHostEntry, {
    serialization: 'advanced',
    env: { ...process.env, LD_PRELOAD: '', UV_THREADPOOL_SIZE: '16' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return {
    send: (message) => {
      if (message.type === 'open') tell({ is: 'host', pid: child.pid ?? 0 });
      child.send(message, undefined, undefined, () => undefined);
    },
    onMessage: (receive) => child.on('message', receive),
    onExit: (left) => child.on('exit', left),
    processId: () => child.pid,
    kill: () => child.kill('SIGKILL'),
  };
}

function writeSound(): string {
  const path = files.sound(plan.life, hostCount);
  const voicePcm = readFileSync(files.voice);
  const samples = new Int16Array(Uint8Array.from(voicePcm).buffer);
  const { seed, utterances, pauseMs = 1_300 } = plan.sound ?? { seed: 1, utterances: 0 };
  const sound = makeSound({ seed: soundSeed(seed, hostCount), utterances, pauseMs }, samples);
  hostCount += 1;
  writeFileSync(`${path}.json`, JSON.stringify(sound.spoken));
  writeFileSync(path, wavOf([new Uint8Array(sound.samples.buffer)]));
  return path;
}

/** Knows an utterance that it has, as the tickets do; synced as theirs are. */
function store({ utteranceId, finalTranscription: text }: Parameters<VoiceDeps['deliver']>[0]) {
  const known = existsSync(files.tickets) ? readFileSync(files.tickets, 'utf8') : '';
  const isKnown = known.includes(`{"utteranceId":"${utteranceId}"`);
  if (!isKnown) appendDurably(files.tickets, `${JSON.stringify({ utteranceId, text })}\n`);
  return Promise.resolve(ok(undefined));
}

function appendDurably(path: string, line: string): void {
  const file = openSync(path, 'a');
  writeSync(file, line);
  fsyncSync(file);
  closeSync(file);
}

function tellLane(view: LaneView): void {
  laneViews.set(view.laneId, view);
  const views = [...laneViews.values()];
  const areOpen = views.every(({ device }) => device.state === 'open');
  const gapMs = views.reduce((sum, { listeningGaps }) => sum + listeningGaps.totalMs, 0);
  tell({ is: 'lane', isListening: areOpen && views.length === plan.lanes, gapMs });
}

function tellLeft({ utteranceId, status }: TranscriptEntry): void {
  const before = `${unanswered.size} ${parked.size}`;
  const isAnswered = ANSWERED.includes(status);
  if (isAnswered) unanswered.delete(utteranceId);
  else unanswered.add(utteranceId);
  if (status === 'parked') parked.add(utteranceId);
  else parked.delete(utteranceId);
  if (before !== `${unanswered.size} ${parked.size}`) {
    tell({ is: 'left', unanswered: unanswered.size, parked: parked.size });
  }
}

function quietLog(): VoiceDeps['log'] {
  const write = (fields: object, message: string) =>
    appendFileSync(
      join(plan.folder, 'station.log'),
      `${JSON.stringify({ life: plan.life, message, ...fields })}\n`,
    );
  return { debug: () => undefined, info: write, warn: write, error: write };
}
