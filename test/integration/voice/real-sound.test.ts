/** A lane on a real (virtual) headset whose sound server dies and comes back. */
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { playInto, synthesise } from '../../../scripts/setup/speak.mjs';
import { startVirtualAudio, type VirtualAudio } from '../../../scripts/setup/virtual-audio.mjs';
import { forkRealAudioHost } from '../../support/forked-audio-host.ts';
import { temporaryDirectory } from '../../support/journal-fixture.ts';
import { digestOf, ScriptedRelay } from '../../support/scripted-relay.ts';
import { startStation, until, untilOnline, type Station } from '../../support/voice-fixture.ts';

const HEARD_WITHIN_MS = 20_000;

let audio: VirtualAudio;
let relay: ScriptedRelay;
let station: Station;
let speechFile: string;

beforeEach(async () => {
  speechFile = join(await temporaryDirectory(), 'speech.wav');
  synthesise('two greek bowls please', { file: speechFile });
  audio = await startVirtualAudio({ isQuiet: true });
  relay = new ScriptedRelay();
  await relay.start();
  station = await startStation({
    relayUrl: relay.url,
    lane: { capture: { kind: 'device', name: 'Lane 1 headset' } },
    forkAudioHost: () => forkRealAudioHost(() => undefined, audio.env),
  });
  await untilOnline(station);
  await until('listening', isListening, HEARD_WITHIN_MS);
});

afterEach(async () => {
  await station.voice.stop();
  await relay.stop();
  await audio.stop();
});

const device = () => station.voice.views().lanes[0]?.device;
const isListening = () => device()?.state === 'open';

/** What is said arrives, each frame of it. */
async function isHeard(deliveries: number): Promise<void> {
  const [headset] = audio.headsets;
  if (headset === undefined) throw new Error('there is no headset');
  await playInto(headset, speechFile, audio.env);
  await until('a delivery', () => station.delivered.length >= deliveries, HEARD_WITHIN_MS);
  for (const { utteranceId, finalTranscription } of station.delivered) {
    const frames = await station.voice.recentFrames(utteranceId);
    expect(finalTranscription).toBe(digestOf(frames.map(({ pcm }) => pcm)));
  }
}

// Real time on a machine that may be busy with other things: a stuttering player is not our failure.
describe('a lane on a headset', { retry: 2, timeout: 90_000 }, () => {
  test('listens again when the sound server that was killed is back', async () => {
    await isHeard(1);
    await audio.restartServer(() => until('it is said', () => !isListening(), HEARD_WITHIN_MS));
    await until('listening again', isListening, HEARD_WITHIN_MS);
    expect(station.voice.views().lanes[0]?.listeningGaps.count).toBeGreaterThan(0);
    await isHeard(2);
  });
});
