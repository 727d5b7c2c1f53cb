import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fail } from '../../../src/shared/result.ts';
import { CLOSE } from '../../../src/shared/wire/close-codes.ts';
import { temporaryDirectory } from '../../support/journal-fixture.ts';
import { digestOf, ScriptedRelay } from '../../support/scripted-relay.ts';
import {
  openHost,
  startStation,
  until,
  untilOnline,
  type Station,
} from '../../support/voice-fixture.ts';

let relay: ScriptedRelay;
let station: Station;

beforeEach(async () => {
  relay = new ScriptedRelay();
  await relay.start();
});

afterEach(async () => {
  await station.voice.stop();
  await relay.stop();
});

const connection = () => station.voice.views().connection;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('a revoked station stops instead of retrying, and still writes down what is said', async () => {
  station = await startStation({ relayUrl: relay.url });
  await untilOnline(station);
  relay.close(CLOSE.revoked.code);
  await until('it stops', () => connection().state === 'stopped');
  await pause(700);
  expect(relay.connectionCount).toBe(1);
  expect(connection()).toEqual({ state: 'stopped', reason: 'revoked' });
  const host = await openHost(station);
  host.startSpeech();
  host.hear(10);
  host.endSpeech();
  await until('it is kept', () => station.voice.views().spool.waiting === 1);
  const [entry] = station.voice.views().transcripts;
  expect(entry && (await station.voice.recentFrames(entry.utteranceId))).toHaveLength(10);
});

test('a station comes back when the relay that said goodbye told it to', async () => {
  station = await startStation({ relayUrl: relay.url });
  await untilOnline(station);
  relay.send({ type: 'go_away', retryAfterMs: 300 });
  relay.close(CLOSE.goingAway.code);
  await until('it waits', () => connection().state === 'offline');
  expect(connection()).toEqual({ state: 'offline', reason: 'going-away', retryInMs: 300 });
  await untilOnline(station);
  expect(relay.connectionCount).toBe(2);
});

test('an upgrade that is refused for its token asks for a new one', async () => {
  relay.behaviour.refuseUpgrade = 401;
  station = await startStation({ relayUrl: relay.url });
  await until('refused', () => connection().state === 'offline');
  expect(connection()).toMatchObject({ reason: 'token-refused' });
  relay.behaviour.refuseUpgrade = undefined;
  await untilOnline(station);
});

test('a station that is not enrolled says so and tries nothing', async () => {
  station = await startStation({
    relayUrl: relay.url,
    accessToken: () => Promise.resolve(fail('not-enrolled')),
  });
  await until('it says so', () => connection().state === 'not-enrolled');
  expect(relay.connectionCount).toBe(0);
});

test('the time of the relay’s words is told on the station’s clock', async () => {
  relay.behaviour.keepsResults = true;
  station = await startStation({ relayUrl: relay.url });
  await untilOnline(station);
  const isTimed = () => {
    const view = connection();
    return view.state === 'online' && view.rttMs !== undefined;
  };
  await until('a round trip', isTimed);
  const host = await openHost(station);
  host.startSpeech();
  host.hear(5);
  await until('a start', () => relay.upOf('start_voice_streaming').length === 1);
  const [start] = relay.upOf('start_voice_streaming');
  if (start === undefined) throw new Error('one was started');
  const { sessionId, utteranceId } = start;
  relay.send({
    type: 'transcription_update',
    sessionId,
    utteranceId,
    text: 'two greek',
    confidence: 0.5,
    isFinal: false,
    revision: 1,
    sentAtUs: 1_000_000,
  });
  await until('words', () => station.voice.views().transcripts[0]?.status === 'partial');
  const [entry] = station.voice.views().transcripts;
  expect(entry).toMatchObject({ text: 'two greek', partials: 1 });
  // Both clocks are one here, so the truth is known, and the error is at most half a round trip.
  const view = connection();
  const errorUs = view.state === 'online' ? 500 * (view.rttMs ?? 0) + 2 : 0;
  const trueUs = relay.connectedAtUs + 1_000_000;
  expect(Math.abs((entry?.times.relaySentAtUs ?? 0) - trueUs)).toBeLessThanOrEqual(errorUs);
});

test('while the disk refuses the journal, live streaming goes on and it is said', async () => {
  const directory = join(await temporaryDirectory(), 'journal');
  await writeFile(directory, 'a file where the folder should be');
  station = await startStation({ relayUrl: relay.url, directory });
  await untilOnline(station);
  const host = await openHost(station);
  host.startSpeech();
  host.hear(90);
  host.endSpeech();
  await until('a delivery', () => station.delivered.length === 1);
  expect(station.delivered[0]).toMatchObject({
    via: 'streaming',
    finalTranscription: digestOf(host.spoken),
  });
  expect(station.voice.views().spool.writable).toBe(false);
  expect(station.notices).toContainEqual({ kind: 'journal-unwritable', code: 'EEXIST' });
});
