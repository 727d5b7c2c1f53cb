import { afterEach, beforeEach, expect, test } from 'vitest';
import { SAMPLE_RATE_HZ } from '../../../src/shared/speech/audio-format.ts';
import { digestOf, ScriptedRelay } from '../../support/scripted-relay.ts';
import {
  openHost,
  startStation,
  until,
  untilOnline,
  type Station,
} from '../../support/voice-fixture.ts';
import { FakeAudioHost } from '../../support/fake-audio-host.ts';
import { laneId, newSessionId } from '../../support/journal-fixture.ts';

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

const lane = () => {
  const [view] = station.voice.views().lanes;
  if (view === undefined) throw new Error('there is one lane');
  return view;
};

test('a host that dies in mid-utterance is replaced, and the same utterance goes on', async () => {
  station = await startStation({ relayUrl: relay.url });
  await untilOnline(station);
  const first = await openHost(station);
  first.startSpeech();
  first.hear(30);
  first.die();
  const second = await openHost(station);
  expect(second).not.toBe(first);
  await until('a gap', () => lane().listeningGaps.count === 1);
  await new Promise((resolve) => setTimeout(resolve, 100));
  second.hear(20);
  second.endSpeech();
  await until('a delivery', () => station.delivered.length === 1);
  const [entry] = station.voice.views().transcripts;
  expect(station.voice.views().transcripts).toHaveLength(1);
  expect(entry?.gapMs).toBeGreaterThanOrEqual(80);
  const all = [...first.spoken, ...second.spoken];
  expect(station.delivered[0]?.finalTranscription).toBe(digestOf(all));
  const end = relay.upOf('end_voice_streaming')[0];
  expect(end?.frameCount).toBe(50);
  expect(end?.nextSequence).toBe(50 + (entry?.gapMs ?? 0) / 20);
});

test('a stuck host is killed and replaced', async () => {
  station = await startStation({ relayUrl: relay.url });
  const first = await openHost(station);
  first.isStuck = true;
  await until('another host', () => station.hosts.length === 2, 2_000);
  expect(first.isDead).toBe(true);
  await openHost(station);
  expect(lane().listeningGaps.count).toBe(1);
});

test('an utterance whose host does not come back ends with what there is', async () => {
  let isBroken = false;
  const hosts: FakeAudioHost[] = [];
  station = await startStation({
    relayUrl: relay.url,
    forkAudioHost: () => {
      const failed = { type: 'failed', failure: 'no-such-device', about: 'Test headset' } as const;
      const host = new FakeAudioHost(isBroken ? failed : undefined);
      hosts.push(host);
      return host;
    },
  });
  await untilOnline(station);
  await until('an open device', () => lane().device.state === 'open');
  hosts[0]?.startSpeech();
  hosts[0]?.hear(25);
  isBroken = true;
  hosts[0]?.die();
  await until('absent', () => lane().device.state === 'absent');
  await until('a delivery', () => station.delivered.length === 1);
  expect(station.delivered[0]?.finalTranscription).toBe(digestOf(hosts[0]?.spoken ?? []));
  isBroken = false;
  await until('it is plugged in again', () => lane().device.state === 'open');
});

test('a spoken reply is played in order, and what was heard of it is told', async () => {
  relay.behaviour.replyPieces = [new Uint8Array(SAMPLE_RATE_HZ), new Uint8Array(640)];
  station = await startStation({ relayUrl: relay.url, lane: { playback: 'Test headset' } });
  await untilOnline(station);
  const host = await openHost(station);
  host.startSpeech();
  host.hear(10);
  host.endSpeech();
  await until('two pieces', () => host.told.filter(({ type }) => type === 'play').length === 2);
  const pieces = host.told.filter((each) => each.type === 'play');
  expect(pieces.map(({ pcm, last }) => [pcm.length, last])).toEqual([
    [SAMPLE_RATE_HZ, false],
    [640, true],
  ]);
  const [utterance] = station.voice.views().transcripts;
  if (utterance === undefined) throw new Error('one was said');
  const { utteranceId } = utterance;
  host.say({ type: 'playback_started', utteranceId, startedAtUs: 1 });
  expect(lane().state).toBe('speaking');
  host.say({
    type: 'playback_ended',
    utteranceId,
    playedMs: 520,
    totalMs: 520,
    stoppedBy: 'end',
  });
  expect(lane().state).toBe('listening');
  await until('a report', () => relay.upOf('playback_report').length === 1);
  expect(relay.upOf('playback_report')[0]).toMatchObject({ utteranceId, playedMs: 520 });
});

test('the host is told once whether there are words in what was said, and a reply that goes on is shown', async () => {
  station = await startStation({ relayUrl: relay.url, lane: { playback: 'Test headset' } });
  await untilOnline(station);
  const host = await openHost(station);
  host.startSpeech();
  host.hear(10);
  host.endSpeech();
  const verdicts = () => host.told.filter(({ type }) => type === 'judge_speech');
  await until('a verdict', () => verdicts().length > 0);
  await until('a delivery', () => station.delivered.length === 1);
  expect(verdicts()).toEqual([{ type: 'judge_speech', isSpeech: true }]);
  const [utterance] = station.voice.views().transcripts;
  if (utterance === undefined) throw new Error('one was said');
  const { utteranceId } = utterance;
  host.say({ type: 'playback_resumed', utteranceId, playedMs: 100, atUs: 1 });
  expect(lane().state).toBe('speaking');
});

test('the next guest speaks in a new session and hears no reply to the last', async () => {
  relay.behaviour.keepsResults = true;
  station = await startStation({ relayUrl: relay.url, lane: { playback: 'Test headset' } });
  await untilOnline(station);
  const host = await openHost(station);
  host.startSpeech();
  host.hear(10);
  host.endSpeech();
  await until('the end', () => relay.upOf('end_voice_streaming').length === 1);
  const [first] = relay.upOf('start_voice_streaming');
  if (first === undefined) throw new Error('one was started');
  const next = newSessionId();
  station.voice.beginSession(laneId, next);
  relay.send({
    type: 'audio_response_chunk',
    sessionId: first.sessionId,
    utteranceId: first.utteranceId,
    sequenceNumber: 0,
    isComplete: true,
    audio: '',
  });
  host.startSpeech();
  host.hear(10);
  await until('the next', () => relay.upOf('start_voice_streaming').length === 2);
  expect(relay.upOf('start_voice_streaming')[1]?.sessionId).toBe(next);
  expect(host.told.some(({ type }) => type === 'play')).toBe(false);
});

test('a lane without a chosen device says so and begins when one is chosen', async () => {
  station = await startStation({ relayUrl: relay.url, lane: { capture: undefined } });
  expect(lane()).toMatchObject({ state: 'idle', device: { state: 'absent' } });
  expect(station.hosts).toEqual([]);
  station.voice.chooseDevice(laneId, { capture: { kind: 'device', name: 'Headset 2' } });
  await openHost(station);
  expect(lane()).toMatchObject({ state: 'listening', device: { name: 'Headset 2' } });
});

test('a lane that loses its host goes on with the spare one, and another is kept ready', async () => {
  station = await startStation({ relayUrl: relay.url, keepsSpareHost: true });
  await untilOnline(station);
  const { hosts } = station;
  await until('an open device', () => lane().device.state === 'open');
  await until('a spare', () => hosts.length === 2);
  const [first, spare] = hosts;
  if (first === undefined || spare === undefined) throw new Error('two were forked');
  first.startSpeech();
  first.hear(10);
  expect(spare.told).toEqual([]);
  first.die();
  await until('the spare is open', () => lane().device.state === 'open');
  expect(spare.told[0]).toMatchObject({ type: 'open', continued: { nextSequence: 10 } });
  spare.hear(10);
  spare.endSpeech();
  await until('a delivery', () => station.delivered.length === 1);
  expect(station.voice.views().transcripts).toHaveLength(1);
  await until('another spare', () => hosts.length === 3);
  hosts[2]?.die();
  await until('one more', () => hosts.length === 4);
  await station.voice.stop();
  expect(hosts.every(({ isDead }) => isDead)).toBe(true);
});
