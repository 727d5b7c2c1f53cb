import { afterEach, beforeEach, expect, test } from 'vitest';
import { digestOf, ScriptedRelay } from '../../support/scripted-relay.ts';
import {
  openHost,
  startStation,
  until,
  untilOnline,
  type Station,
  type StationOptions,
} from '../../support/voice-fixture.ts';

let relay: ScriptedRelay;
let stations: Station[];

beforeEach(async () => {
  stations = [];
  relay = new ScriptedRelay();
  await relay.start();
});

afterEach(async () => {
  for (const station of stations) await station.voice.stop();
  await relay.stop();
});

async function station(options: Partial<StationOptions> = {}): Promise<Station> {
  const started = await startStation({ relayUrl: relay.url, ...options });
  stations.push(started);
  return started;
}

async function say(to: Station, frameCount: number): Promise<Uint8Array[]> {
  const host = await openHost(to);
  host.spoken.length = 0;
  host.startSpeech();
  host.hear(frameCount);
  host.endSpeech();
  return [...host.spoken];
}

test('what is said is streamed, delivered once and acknowledged', async () => {
  const one = await station();
  await untilOnline(one);
  const spoken = await say(one, 120);
  await until('a result_ack', () => relay.upOf('result_ack').length === 1);
  expect(one.delivered).toHaveLength(1);
  expect(one.delivered[0]).toMatchObject({
    finalTranscription: digestOf(spoken),
    via: 'streaming',
    late: false,
  });
  expect(relay.upOf('end_voice_streaming')[0]).toMatchObject({
    nextSequence: 120,
    frameCount: 120,
  });
  expect(one.entries.at(-1)).toMatchObject({ status: 'final', gapMs: 0, late: false });
  expect(relay.uploads).toEqual([]);
});

test('no more frames are sent than the window allows before an ack', async () => {
  relay.behaviour.windowFrames = 10;
  relay.behaviour.isSilent = false;
  const one = await station();
  await untilOnline(one);
  relay.behaviour.isSilent = true;
  const host = await openHost(one);
  host.startSpeech();
  host.hear(40);
  await until('ten frames', () => relay.frameMessages.length >= 10);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(relay.frameMessages).toHaveLength(10);
  relay.behaviour.isSilent = false;
  host.endSpeech();
});

test('frames travel together when the relay asks for it', async () => {
  relay.behaviour.framesPerMessage = 5;
  const one = await station();
  await untilOnline(one);
  const spoken = await say(one, 23);
  await until('a delivery', () => one.delivered.length === 1);
  expect(relay.frameMessages.map(({ frames }) => frames.length)).toEqual([5, 5, 5, 5, 3]);
  expect(one.delivered[0]?.finalTranscription).toBe(digestOf(spoken));
});

test('a relay that dies in mid-utterance gets the rest after the reconnect, without a gap', async () => {
  relay.behaviour.dieAfterFrames = 30;
  const one = await station();
  await untilOnline(one);
  const host = await openHost(one);
  host.startSpeech();
  host.hear(60);
  await until('a second connection', () => relay.connectionCount === 2);
  host.hear(40);
  host.endSpeech();
  await until('a delivery', () => one.delivered.length === 1);
  expect(one.delivered[0]).toMatchObject({
    finalTranscription: digestOf(host.spoken),
    via: 'streaming',
  });
  expect(relay.upOf('resume')).toHaveLength(1);
});

test('a relay that has forgotten the utterance gets it whole', async () => {
  relay.behaviour.forgetsOnDisconnect = true;
  relay.behaviour.dieAfterFrames = 30;
  const one = await station();
  await untilOnline(one);
  const host = await openHost(one);
  host.startSpeech();
  host.hear(60);
  await until('a resume', () => relay.upOf('resume').length === 1);
  host.hear(10);
  host.endSpeech();
  await until('a delivery', () => one.delivered.length === 1);
  expect(one.delivered[0]).toMatchObject({
    finalTranscription: digestOf(host.spoken),
    via: 'batch',
    late: false,
  });
});

test('where streaming is not supported the same utterance goes whole', async () => {
  relay.behaviour.wantsUpload = true;
  const one = await station();
  await untilOnline(one);
  const spoken = await say(one, 50);
  await until('a delivery', () => one.delivered.length === 1);
  expect(one.delivered[0]).toMatchObject({
    finalTranscription: digestOf(spoken),
    via: 'batch',
    late: false,
  });
});

test('said while the relay is down, delivered once when it is back', async () => {
  await relay.stop();
  const one = await station();
  const spoken = [await say(one, 40), await say(one, 50)];
  await until('both waiting', () => one.voice.views().spool.waiting === 2);
  expect(one.voice.views().connection.state).not.toBe('online');
  expect(one.voice.views().transcripts.map(({ status }) => status)).toEqual(['waiting', 'waiting']);
  await relay.start();
  await until('both delivered', () => one.delivered.length === 2);
  await until('both acknowledged', () => relay.upOf('result_ack').length === 2);
  expect(one.delivered.map((each) => each.finalTranscription)).toEqual(spoken.map(digestOf));
  expect(one.delivered.every(({ late }) => late)).toBe(true);
  expect(relay.recognised).toHaveLength(2);
  expect(one.voice.views().spool).toEqual({ waiting: 0, parked: 0, writable: true });
});

test('a result that comes three times is delivered once', async () => {
  relay.behaviour.resultCopies = 3;
  const one = await station();
  await untilOnline(one);
  await say(one, 20);
  await say(one, 20);
  await until('acks', () => relay.upOf('result_ack').length >= 2);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(one.delivered).toHaveLength(2);
});

test('utterances that were not delivered before a restart are delivered once after it', async () => {
  await relay.stop();
  const one = await station();
  const spoken = await say(one, 35);
  await until('one waiting', () => one.voice.views().spool.waiting === 1);
  await one.voice.stop();
  stations.length = 0;

  const two = await station({ directory: one.directory });
  expect(two.voice.views().spool.waiting).toBe(1);
  await relay.start();
  await until('a delivery', () => two.delivered.length === 1);
  expect(two.delivered[0]).toMatchObject({ finalTranscription: digestOf(spoken), late: true });
  await until('an ack', () => relay.upOf('result_ack').length === 1);
  await two.voice.stop();
  stations.length = 0;

  const three = await station({ directory: one.directory });
  await untilOnline(three);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(three.delivered).toEqual([]);
  expect(relay.recognised).toHaveLength(1);
});

test('a process that dies in mid-utterance leaves what was said for the next', async () => {
  const one = await station();
  await untilOnline(one);
  const host = await openHost(one);
  host.startSpeech();
  host.hear(45);
  // Nothing is ended or closed: the next process finds what write() had taken.
  relay.behaviour.forgetsOnDisconnect = true;
  const two = await station({ directory: one.directory });
  await until('a delivery', () => two.delivered.length === 1);
  expect(two.delivered[0]?.finalTranscription).toBe(digestOf(host.spoken));
});

test('an utterance that the relay keeps refusing is parked, told, and delivered when retried', async () => {
  relay.behaviour.wantsUpload = true;
  relay.behaviour.uploadProblem = { code: 'not-a-wav', status: 400 };
  const one = await station();
  await untilOnline(one);
  const spoken = await say(one, 10);
  await until('it is parked', () => one.voice.views().spool.parked === 1, 25_000);
  expect(one.notices).toContainEqual(expect.objectContaining({ kind: 'utterance-parked' }));
  expect(one.entries.at(-1)?.status).toBe('parked');
  relay.behaviour.uploadProblem = undefined;
  const { utteranceId } = one.entries.at(-1) ?? {};
  expect(utteranceId && one.voice.retryParked([utteranceId]).ok).toBe(true);
  await until('a delivery', () => one.delivered.length === 1);
  expect(one.delivered[0]?.finalTranscription).toBe(digestOf(spoken));
  expect(one.voice.views().spool).toMatchObject({ waiting: 0, parked: 0 });
});

test('while the upstream is away nothing is parked', async () => {
  relay.behaviour.wantsUpload = true;
  relay.behaviour.uploadProblem = { code: 'upstream-away', status: 503 };
  const one = await station();
  await untilOnline(one);
  await say(one, 10);
  await until('it waits', () => one.voice.views().spool.waiting === 1);
  relay.behaviour.uploadProblem = undefined;
  await until('a delivery', () => one.delivered.length === 1);
  expect(one.voice.views().spool).toMatchObject({ waiting: 0, parked: 0 });
});

test('a silent half-open line is noticed, and the utterance goes on over the next', async () => {
  const one = await station();
  await untilOnline(one);
  const host = await openHost(one);
  host.startSpeech();
  host.hear(20);
  await until('frames', () => relay.frameMessages.length > 0);
  relay.behaviour.isSilent = true;
  host.hear(20);
  await until('offline', () => one.voice.views().connection.state === 'offline', 7_000);
  expect(one.voice.views().connection).toMatchObject({ reason: 'silent' });
  relay.behaviour.isSilent = false;
  await untilOnline(one);
  host.hear(10);
  host.endSpeech();
  await until('a delivery', () => one.delivered.length === 1);
  expect(one.delivered[0]?.finalTranscription).toBe(digestOf(host.spoken));
});

test('a token that was replaced is told to the relay on the open socket', async () => {
  let token = 'first';
  const one = await station({ accessToken: () => Promise.resolve({ ok: true, value: token }) });
  await untilOnline(one);
  token = 'second';
  await until('a renewal', () => relay.upOf('renew_token').length === 1, 8_000);
  expect(relay.upOf('renew_token')[0]?.token).toBe('second');
  expect(relay.connectionCount).toBe(1);
});
