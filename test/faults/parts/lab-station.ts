/**
 * The voice part of one station: real journal, real uplink to a real relay, real audio host on a WAV file (where there are
 * hundreds, a scripted one). Its tickets are a file.
 */
import { fork } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { createRelayClient } from '../../../src/main/relay-client/relay-client.ts';
import type { Identity } from '../../../src/main/relay-client/identity-port.ts';
import { RelayLine } from '../../../src/main/relay-line.ts';
import { wavOf } from '../../../src/main/voice/batch/wav.ts';
import { systemClock } from '../../../src/main/voice/clock.ts';
import type { AudioHostProcess } from '../../../src/main/voice/lane/audio-host-process.ts';
import { createPactl } from '../../../src/main/voice/sound-server/pactl.ts';
import { openVoice } from '../../../src/main/voice/voice.ts';
import type { VoiceDeps } from '../../../src/main/voice/voice-deps.ts';
import { DEFAULT_ENDPOINTING } from '../../../src/shared/audio-port/audio-port.ts';
import { laneIdSchema, type LaneId, type SessionId } from '../../../src/shared/ids.ts';
import type { LaneView, TranscriptEntry } from '../../../src/shared/ipc/views.ts';
import { ok } from '../../../src/shared/result.ts';
import { startInsideAudioHost } from './inside-audio-host.ts';
import { LabTickets } from './lab-tickets.ts';
import { startScriptedAudioHost } from './scripted-audio-host.ts';
import { makeSound } from './sound.ts';
import { LAB_STATION_KEY, soundSeed, stationFiles } from './station-files.ts';
import type { StationPlan, Told } from './station-messages.ts';

const ANSWERED: readonly TranscriptEntry['status'][] = [
  'final',
  'nothing-heard',
  'words-not-available',
];

export type LabStation = {
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly setClock: (wallOffsetMs: number) => void;
};

type Tell = (told: Told) => void;

/** Reads its journal and connects; listens once it is started. `audioHostEntry`: the program of one that is a process. */
export async function openLabStation(
  plan: StationPlan,
  audioHostEntry: string,
  tell: Tell,
): Promise<LabStation> {
  let wallOffsetMs = plan.wallOffsetMs;
  const files = stationFiles(plan.folder);
  const clock = { ...systemClock, wallMs: () => Date.now() + wallOffsetMs };
  const identity = JSON.parse(readFileSync(files.identity, 'utf8')) as Identity;
  const line = new RelayLine();
  const left = new Left(tell);
  const client = createRelayClient({
    baseUrl: plan.relayUrl,
    identity: { current: () => identity, save: () => Promise.resolve(ok(undefined)) },
    fetch: line.fetch,
    wallMs: clock.wallMs,
    nowMs: () => performance.now(),
  });
  const tickets = await LabTickets.open(plan.folder, plan.life);
  const lanes: VoiceDeps['lanes'][number][] = [];
  for (let number = 1; number <= plan.lanes; number += 1) {
    const laneId = laneIdSchema.parse(`lane-${number}`);
    lanes.push(laneOf(plan, laneId, await tickets.openLane(laneId)));
  }
  const voice = await openVoice({
    lanes,
    forkAudioHost: audioHosts(plan, audioHostEntry, tell),
    soundServer: plan.device === undefined ? undefined : createPactl(process.env),
    keepsSpareHost: plan.audioHost === 'process',
    relay: { url: plan.relayUrl, accessToken: client.accessToken, forgetToken: client.forgetToken },
    line,
    journal: {
      directory: plan.journalFolder,
      stationKey: LAB_STATION_KEY,
      retention: () => ({ keepDeliveredMs: plan.keepDeliveredMs, maxBytes: 1e10 }),
    },
    deliver: (result) => tickets.deliver(result),
    events: eventsOf(plan, tell, left),
    clock,
    random: Math.random,
    newId: v7,
    log: quietLog(plan),
  });
  return {
    start: async () => {
      await voice.start();
      left.tell();
    },
    stop: async () => {
      await voice.stop();
      tell({ is: 'stopped' });
    },
    setClock: (offsetMs) => {
      wallOffsetMs = offsetMs;
    },
  };
}

function eventsOf(plan: StationPlan, tell: Tell, left: Left): VoiceDeps['events'] {
  const lanes = new Map<string, LaneView>();
  return {
    onLane: (view) => {
      lanes.set(view.laneId, view);
      tell(listeningOf([...lanes.values()], plan.lanes));
    },
    onLevel: () => undefined,
    onHealth: () => undefined,
    onTranscript: (entry) => left.note(entry),
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
  };
}

function listeningOf(views: readonly LaneView[], lanes: number): Told {
  const areOpen = views.every(({ device }) => device.state === 'open');
  const gapMs = views.reduce((sum, { listeningGaps }) => sum + listeningGaps.totalMs, 0);
  return { is: 'lane', isListening: areOpen && views.length === lanes, gapMs };
}

/** What has no result yet, and what was set aside. */
class Left {
  readonly #tell: Tell;
  readonly #unanswered = new Set<string>();
  readonly #parked = new Set<string>();

  constructor(tell: Tell) {
    this.#tell = tell;
  }

  note({ utteranceId, status }: TranscriptEntry): void {
    const before = `${this.#unanswered.size} ${this.#parked.size}`;
    if (ANSWERED.includes(status)) this.#unanswered.delete(utteranceId);
    else this.#unanswered.add(utteranceId);
    if (status === 'parked') this.#parked.add(utteranceId);
    else this.#parked.delete(utteranceId);
    if (before !== `${this.#unanswered.size} ${this.#parked.size}`) this.tell();
  }

  tell(): void {
    this.#tell({ is: 'left', unanswered: this.#unanswered.size, parked: this.#parked.size });
  }
}

function laneOf(
  plan: StationPlan,
  laneId: LaneId,
  sessionId: SessionId,
): VoiceDeps['lanes'][number] {
  return {
    laneId,
    name: laneId,
    sessionId,
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
function audioHosts(plan: StationPlan, entry: string, tell: Tell): () => AudioHostProcess {
  let hostCount = 0;
  return () => {
    const host = startHost(plan.audioHost, entry, tell);
    return {
      ...host,
      send: (message) => {
        if (message.type !== 'open' || message.capture.kind !== 'wav') {
          host.send(message);
          return;
        }
        const path = writeSound(plan, hostCount);
        hostCount += 1;
        host.send({ ...message, capture: { ...message.capture, path } });
      },
    };
  };
}

function startHost(how: StationPlan['audioHost'], entry: string, tell: Tell): AudioHostProcess {
  switch (how) {
    case 'inside':
      return startInsideAudioHost();
    case 'scripted':
      return startScriptedAudioHost();
    case 'process':
      return forkProcess(entry, tell);
  }
}

function forkProcess(entry: string, tell: Tell): AudioHostProcess {
  const child = fork(entry, {
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

function writeSound({ folder, life, sound: heard }: StationPlan, nth: number): string {
  const files = stationFiles(folder);
  const path = files.sound(life, nth);
  const samples = new Int16Array(Uint8Array.from(readFileSync(files.voice)).buffer);
  const { seed, utterances, pauseMs = 1_300 } = heard ?? { seed: 1, utterances: 0 };
  const sound = makeSound({ seed: soundSeed(seed, nth), utterances, pauseMs }, samples);
  writeFileSync(`${path}.json`, JSON.stringify(sound.spoken));
  writeFileSync(path, wavOf([new Uint8Array(sound.samples.buffer)]));
  return path;
}

function quietLog({ folder, life }: StationPlan): VoiceDeps['log'] {
  const write = (fields: object, message: string) =>
    appendFileSync(
      join(folder, 'station.log'),
      `${JSON.stringify({ life, message, ...fields })}\n`,
    );
  return { debug: () => undefined, info: write, warn: write, error: write };
}
