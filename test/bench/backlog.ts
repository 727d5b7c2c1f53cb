/**
 * First words of a guest who speaks now, beside 200 utterances of the past and without them, in turns of one run: the
 * voice part, relay, local BuildPanel and its recogniser are the real ones, the microphone gives real sentences.
 */
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startStack, type Stack } from '../../scripts/station/stack.ts';
import { RelayLine, type RelayFetch } from '../../src/main/relay-line.ts';
import { FRAME_BYTES, FRAME_MS } from '../../src/shared/speech/audio-format.ts';
import { ok } from '../../src/shared/result.ts';
import { UPLOAD_HEADERS, type Problem } from '../../src/shared/wire/http.ts';
import { Station as Enrolled } from '../integration/relay/station-client.ts';
import {
  end,
  journalIn,
  laneId,
  newSessionId,
  newUtteranceId,
} from '../support/journal-fixture.ts';
import { spokenBy } from '../support/synthetic-voice.ts';
import {
  openHost,
  startStation,
  until,
  untilOnline,
  type Station,
} from '../support/voice-fixture.ts';
import { spreadOf, type Spread } from './report.ts';
import { SENTENCES } from './sentences.ts';
import { round } from './statistics.ts';

const BACKLOG = 200;
/** A place of the relay has rested by then, and nothing of the last turn is under way. */
const BETWEEN_MS = 1_500;

export type BacklogFigures = {
  /** Milliseconds from the beginning of speech. */
  readonly without: Spread;
  readonly beside: Spread;
  readonly medianRatio: number;
  readonly p95Ratio: number;
  readonly delivered: number;
};

/** `utterances` in each arm. */
export async function measureBacklog(
  utterances: number,
  tell: (line: string) => void,
): Promise<BacklogFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'backlog-'));
  const stack = await startStack({ folder, upstream: 'd2' });
  const gate = new Gate();
  try {
    const sounds = await Promise.all(
      SENTENCES.map(async (each) => framesOf(await spokenBy('rms', each))),
    );
    const journal = join(folder, 'journal');
    await fillJournal(journal, sounds);
    const station = await startWith(stack, journal, gate);
    try {
      return await measure({ station, gate, sounds, utterances, tell });
    } finally {
      await station.voice.stop();
    }
  } finally {
    await stack.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(run: {
  readonly station: Station;
  readonly gate: Gate;
  readonly sounds: readonly (readonly Uint8Array[])[];
  readonly utterances: number;
  readonly tell: (line: string) => void;
}): Promise<BacklogFigures> {
  const { station, gate, sounds, utterances, tell } = run;
  const arms = { without: [] as number[], beside: [] as number[] };
  let inBacklogArm = 0;
  for (let turn = 0; turn < 2 * utterances; turn += 1) {
    const isBeside = turn % 2 === 1;
    gate.isOpen = isBeside;
    const before = station.delivered.length;
    await delay(BETWEEN_MS);
    const sound = sounds[Math.floor(turn / 2) % sounds.length] ?? [];
    arms[isBeside ? 'beside' : 'without'].push(await speakAndMeasure(station, sound));
    if (isBeside) inBacklogArm += station.delivered.length - before - 1;
    const { waiting } = station.voice.views().spool;
    if (waiting < 5) throw new Error('the backlog ran out before the guests did');
    if (turn % 10 === 9) tell(`${turn + 1} of ${2 * utterances} utterances, ${waiting} still wait`);
  }
  const without = spreadOf(arms.without, 0);
  const beside = spreadOf(arms.beside, 0);
  return {
    without,
    beside,
    medianRatio: round(beside.p50 / without.p50, 3),
    p95Ratio: round(beside.p95 / without.p95, 3),
    delivered: inBacklogArm,
  };
}

async function speakAndMeasure(station: Station, sound: readonly Uint8Array[]): Promise<number> {
  const host = await openHost(station);
  host.startSpeech();
  const startedAt = performance.now();
  for (const [index, frame] of sound.entries()) {
    host.hear(1, () => frame);
    await delay(Math.max(0, startedAt + (index + 1) * FRAME_MS - performance.now()));
  }
  host.endSpeech();
  const mine = station.voice.views().transcripts.at(-1)?.utteranceId;
  const entry = () =>
    station.voice.views().transcripts.find(({ utteranceId }) => utteranceId === mine);
  await until('a final', () => entry()?.status === 'final');
  const { firstPartialAtUs = NaN, speechStartedAtUs = NaN } = entry()?.times ?? {};
  return (firstPartialAtUs - speechStartedAtUs) / 1_000;
}

async function fillJournal(
  directory: string,
  sounds: readonly (readonly Uint8Array[])[],
): Promise<void> {
  const { journal } = await journalIn(directory);
  for (let index = 0; index < BACKLOG; index += 1) {
    const utterance = journal.open({
      utteranceId: newUtteranceId(),
      sessionId: newSessionId(),
      laneId,
      startedAtUs: 1_000,
    });
    for (const [sequence, pcm] of (sounds[index % sounds.length] ?? []).entries()) {
      const capturedAtUs = 1_000 + sequence * FRAME_MS * 1_000;
      journal.appendFrame(utterance, { sequence, capturedAtUs, discontinuity: false, pcm });
    }
    end(journal, utterance);
  }
  await journal.close();
}

async function startWith(stack: Stack, directory: string, gate: Gate): Promise<Station> {
  const { code } = await stack.createCode();
  const identity = await new Enrolled(stack.relayUrl).join(code);
  const line = new RelayLine();
  const station = await startStation({
    relayUrl: stack.relayUrl,
    directory,
    line: Object.assign(line, { fetch: gate.around(line.fetch) }),
    accessToken: async () => {
      await identity.renew();
      return ok(identity.token);
    },
  });
  await untilOnline(station);
  await until('streaming', () => {
    const { connection } = station.voice.views();
    return connection.state === 'online' && connection.verdict === 'WEBSOCKET_PROXY_INTEGRATION';
  });
  return station;
}

/** Shut, it turns the backlog away as a busy relay does. */
class Gate {
  isOpen = false;

  around(fetch: RelayFetch): RelayFetch {
    return (url, request) => {
      const isBacklog = request.headers?.[UPLOAD_HEADERS.priority] === 'backlog';
      if (this.isOpen || !isBacklog) return fetch(url, request);
      const problem: Problem = {
        type: 'about:blank',
        title: 'busy',
        status: 503,
        code: 'busy',
        detail: 'the gate is shut',
        retryAfterMs: 200,
      };
      return Promise.resolve(Response.json(problem, { status: problem.status }));
    };
  }
}

function framesOf(pcm: Uint8Array): readonly Uint8Array[] {
  const count = Math.floor(pcm.length / FRAME_BYTES);
  return Array.from({ length: count }, (_, index) =>
    pcm.subarray(index * FRAME_BYTES, (index + 1) * FRAME_BYTES),
  );
}
