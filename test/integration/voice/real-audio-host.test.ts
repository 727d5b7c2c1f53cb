import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { forkRealAudioHost } from '../../support/forked-audio-host.ts';
import { temporaryDirectory } from '../../support/journal-fixture.ts';
import { digestOf, ScriptedRelay } from '../../support/scripted-relay.ts';
import { writeSpokenWav } from '../../support/spoken-wav.ts';
import { startStation, until, untilOnline, type Station } from '../../support/voice-fixture.ts';

let relay: ScriptedRelay | undefined;
let station: Station | undefined;

afterEach(async () => {
  await station?.voice.stop();
  await relay?.stop();
});

async function speaking(seconds: number): Promise<{
  station: Station;
  relay: ScriptedRelay;
  children: ChildProcess[];
}> {
  const path = join(await temporaryDirectory(), 'speech.wav');
  await writeSpokenWav(path, { before: 1, speech: seconds, after: 2 });
  const children: ChildProcess[] = [];
  const ownRelay = new ScriptedRelay();
  relay = ownRelay;
  await ownRelay.start();
  const own = await startStation({
    relayUrl: ownRelay.url,
    lane: { capture: { kind: 'wav', path, speed: 1 } },
    forkAudioHost: () => forkRealAudioHost((child) => children.push(child)),
  });
  station = own;
  return { station: own, relay: ownRelay, children };
}

test('speech from the real audio host reaches the ticket frame by frame', async () => {
  const { station, relay } = await speaking(1.5);
  await untilOnline(station);
  await until('a delivery', () => station.delivered.length === 1);
  const [entry] = station.voice.views().transcripts;
  if (entry === undefined) throw new Error('one was said');
  const frames = await station.voice.recentFrames(entry.utteranceId);
  expect(frames.length).toBeGreaterThan(75);
  expect(station.delivered[0]?.finalTranscription).toBe(digestOf(frames.map(({ pcm }) => pcm)));
  expect(relay.upOf('end_voice_streaming')[0]?.frameCount).toBe(frames.length);
});

test('SIGKILL of the audio host while speaking: listening again, the same utterance, the loss counted', async () => {
  const { station, relay, children } = await speaking(3);
  await untilOnline(station);
  await until('frames', () => relay.frameMessages.length > 20);
  const lane = () => station.voice.views().lanes[0];
  children[0]?.kill('SIGKILL');
  await until('it is noticed', () => lane()?.device.state !== 'open');
  await until('listening again', () => lane()?.device.state === 'open');
  expect(children).toHaveLength(2);
  expect(lane()?.listeningGaps.count).toBe(1);
  await until('a delivery', () => station.delivered.length >= 1, 15_000);
  const [entry] = station.voice.views().transcripts;
  if (entry === undefined) throw new Error('one was said');
  expect(entry.utteranceId).toBe(station.delivered[0]?.utteranceId);
  expect(entry.gapMs).toBeGreaterThan(0);
  const frames = await station.voice.recentFrames(entry.utteranceId);
  expect(station.delivered[0]?.finalTranscription).toBe(digestOf(frames.map(({ pcm }) => pcm)));
  const end = relay.upOf('end_voice_streaming')[0];
  expect((end?.nextSequence ?? 0) - (end?.frameCount ?? 0)).toBe(entry.gapMs / 20);
});
