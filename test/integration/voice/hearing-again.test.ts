import { afterEach, beforeEach, expect, test } from 'vitest';
import type { UtteranceId } from '../../../src/shared/ids.ts';
import { FRAME_BYTES } from '../../../src/shared/speech/audio-format.ts';
import { soundOf } from '../../../src/main/voice/heard-again.ts';
import type { FakeAudioHost } from '../../support/fake-audio-host.ts';
import { laneId, newUtteranceId } from '../../support/journal-fixture.ts';
import { ScriptedRelay } from '../../support/scripted-relay.ts';
import {
  openHost,
  startStation,
  until,
  untilOnline,
  type Station,
  type StationOptions,
} from '../../support/voice-fixture.ts';

let relay: ScriptedRelay;
let station: Station | undefined;

beforeEach(async () => {
  relay = new ScriptedRelay();
  await relay.start();
});

afterEach(async () => {
  await station?.voice.stop();
  await relay.stop();
});

const OK = { ok: true, value: undefined };

/** A lane with an output, on which 100 frames were said and delivered. */
async function heardStation(options: Partial<StationOptions> = {}) {
  station = await startStation({
    relayUrl: relay.url,
    lane: { playback: 'Test headset' },
    ...options,
  });
  await untilOnline(station);
  const host = await openHost(station);
  host.startSpeech();
  host.hear(100);
  host.endSpeech();
  await until('the delivery', () => station?.delivered.length === 1);
  const utteranceId = station.delivered[0]?.utteranceId ?? newUtteranceId();
  return { one: station, host, utteranceId, spoken: Buffer.concat(host.spoken) };
}

const view = (one: Station) => one.voice.views().lanes[0];

/** The play that the host was told of last, and its ends, as a player tells them. */
async function playOf(host: FakeAudioHost) {
  await until('a play', () => host.told.some(({ type }) => type === 'play'));
  const play = host.told.findLast((message) => message.type === 'play');
  if (play?.type !== 'play') throw new Error('nothing is played');
  const { utteranceId } = play;
  return {
    play,
    start: () => host.say({ type: 'playback_started', utteranceId, startedAtUs: 1 }),
    end: (stoppedBy: 'end' | 'staff' | 'failure') =>
      host.say({ type: 'playback_ended', utteranceId, playedMs: 1, totalMs: 2, stoppedBy }),
  };
}

const mutes = (host: FakeAudioHost) =>
  host.told.flatMap((message) => (message.type === 'mute' ? [message.muted] : []));

test('what was said is played on the lane’s output, to the byte, while the lane is deaf', async () => {
  const { one, host, utteranceId, spoken } = await heardStation();
  const heard = one.voice.hearAgain(laneId, utteranceId);
  const { play, start, end } = await playOf(host);
  expect(Buffer.from(play.pcm).equals(spoken)).toBe(true);
  expect(mutes(host).at(-1)).toBe(true);
  start();
  expect(await heard).toEqual(OK);
  expect(view(one)).toMatchObject({ replaying: utteranceId, state: 'idle', muted: false });
  end('end');
  await until('the lane to listen', () => view(one)?.state === 'listening');
  expect(mutes(host).at(-1)).toBe(false);
  expect(view(one)?.replaying).toBeUndefined();
  expect(relay.upOf('playback_report')).toEqual([]);
});

test('a second tap stops it, and a lane that a person muted stays muted', async () => {
  const { one, host, utteranceId } = await heardStation();
  one.voice.setMuted(laneId, true);
  const heard = one.voice.hearAgain(laneId, utteranceId);
  const { start } = await playOf(host);
  start();
  await heard;
  one.voice.stopHearing(laneId);
  expect(host.told.at(-1)).toEqual({ type: 'stop_playing' });
  await until('the end', () => view(one)?.replaying === undefined);
  expect(mutes(host).at(-1)).toBe(true);
});

test('it is not played over a guest who speaks', async () => {
  const { one, host, utteranceId } = await heardStation();
  host.startSpeech();
  await until('speech', () => view(one)?.state === 'hearing');
  expect(await one.voice.hearAgain(laneId, utteranceId)).toEqual({
    ok: false,
    failure: 'lane-busy',
  });
  expect(host.told.some(({ type }) => type === 'play')).toBe(false);
});

test('the one who holds the talk button is heard at once', async () => {
  const { one, host, utteranceId } = await heardStation();
  void one.voice.hearAgain(laneId, utteranceId);
  await playOf(host);
  one.voice.setMode(laneId, 'push-to-talk');
  const next = await openHost(one);
  await until('another host', () => one.hosts.length === 2 && next === one.hosts[1]);
  await until('an open device', () => view(one)?.device.state === 'open');
  const again = one.voice.hearAgain(laneId, utteranceId);
  (await playOf(next)).start();
  await again;
  one.voice.setPushToTalk(laneId, true);
  expect(view(one)?.replaying).toBeUndefined();
  expect(mutes(next).at(-1)).toBe(false);
});

test('an output that fails, one that was never chosen and sound that is gone are said', async () => {
  const { one, host, utteranceId } = await heardStation();
  const unknown: UtteranceId = newUtteranceId();
  expect(await one.voice.hearAgain(laneId, unknown)).toEqual({
    ok: false,
    failure: 'sound-erased',
  });
  const heard = one.voice.hearAgain(laneId, utteranceId);
  (await playOf(host)).end('failure');
  expect(await heard).toEqual({ ok: false, failure: 'cannot-play' });
  expect(view(one)?.replaying).toBeUndefined();
  one.voice.chooseDevice(laneId, { playback: undefined });
  await openHost(one);
  expect(await one.voice.hearAgain(laneId, utteranceId)).toEqual({
    ok: false,
    failure: 'no-playback-device',
  });
});

test('of a long utterance the part around the words is heard', () => {
  const frames = Array.from({ length: 1_000 }, (_, index) => ({
    pcm: new Uint8Array(FRAME_BYTES).fill(index % 251),
  }));
  const text = `${'a '.repeat(100)}two greek bowls${' b'.repeat(100)}`;
  const part = soundOf(frames, { text, words: 'two greek bowls' });
  expect(part.length / FRAME_BYTES).toBeGreaterThanOrEqual(100);
  expect(part.length / FRAME_BYTES).toBeLessThan(200);
  expect(part[0]).toBeGreaterThan(400 - 251);
  expect(soundOf(frames)).toHaveLength(1_000 * FRAME_BYTES);
  expect(soundOf(frames, { text, words: 'lemonade' })).toHaveLength(1_000 * FRAME_BYTES);
  const short = frames.slice(0, 150);
  expect(soundOf(short, { text, words: 'two' })).toHaveLength(150 * FRAME_BYTES);
});
