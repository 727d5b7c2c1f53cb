/** A lane on a real (virtual) headset that is pulled out, or whose sound server dies, and comes back. */
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { playInto, synthesise } from '../../../scripts/setup/speak.mjs';
import {
  startVirtualAudio,
  type Headset,
  type VirtualAudio,
} from '../../../scripts/setup/virtual-audio.mjs';
import { createPactl } from '../../../src/main/voice/sound-server/pactl.ts';
import { forkRealAudioHost } from '../../support/forked-audio-host.ts';
import { temporaryDirectory } from '../../support/journal-fixture.ts';
import { digestOf, ScriptedRelay } from '../../support/scripted-relay.ts';
import { startStation, until, untilOnline, type Station } from '../../support/voice-fixture.ts';

const HEARD_WITHIN_MS = 20_000;
const ALARM_WITHIN_MS = 3_000;
const BACK_WITHIN_MS = 2_000;

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
    keepsSpareHost: true,
    soundServer: createPactl({ ...process.env, ...audio.env }),
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
const isSaidToBeMoved = () =>
  station.lanes.some((lane) => 'failure' in lane.device && lane.device.failure === 'device-moved');
const isListening = () => device()?.state === 'open';

function headset(): Headset {
  const [first] = audio.headsets;
  if (first === undefined) throw new Error('there is no headset');
  return first;
}

/** What is said arrives, each frame of it. */
async function isHeard(deliveries: number): Promise<void> {
  await playInto(headset(), speechFile, audio.env);
  await areDelivered(deliveries);
}

async function areDelivered(deliveries: number): Promise<void> {
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

  test('says within 3 s that it was unplugged in mid-sentence, and hears again within 2 s of its return', async () => {
    const speaking = playInto(headset(), speechFile, audio.env);
    await until('speech', () => station.entries.length > 0, HEARD_WITHIN_MS);
    audio.unplug(headset());
    await until('it is said', isSaidToBeMoved, ALARM_WITHIN_MS);
    await areDelivered(1);
    await speaking;
    expect(isListening()).toBe(false);
    audio.plugIn(headset());
    await until('listening again', isListening, BACK_WITHIN_MS);
    await isHeard(2);
  });
});
