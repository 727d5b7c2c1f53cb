/** Lanes on real (virtual) headsets that fail in mid-sentence: the alarm, the spare, and what was said. */
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { playInto, synthesise } from '../../../scripts/setup/speak.mjs';
import {
  startVirtualAudio,
  type Headset,
  type VirtualAudio,
} from '../../../scripts/setup/virtual-audio.mjs';
import { createPactl } from '../../../src/main/voice/sound-server/pactl.ts';
import { noiseWav } from '../../support/noise-wav.ts';
import { forkRealAudioHost } from '../../support/forked-audio-host.ts';
import { laneId, temporaryDirectory } from '../../support/journal-fixture.ts';
import { digestOf, ScriptedRelay } from '../../support/scripted-relay.ts';
import { startStation, until, untilOnline, type Station } from '../../support/voice-fixture.ts';

const HEARD_WITHIN_MS = 20_000;
const ALARM_WITHIN_MS = 3_000;

const SPARE = 'Lane 2 headset';

let audio: VirtualAudio;
let relay: ScriptedRelay;
let station: Station;
let speechFile: string;

beforeEach(async () => {
  speechFile = join(await temporaryDirectory(), 'speech.wav');
  synthesise('two greek bowls please, and then a large lemonade with it', { file: speechFile });
  audio = await startVirtualAudio({ isQuiet: true });
  relay = new ScriptedRelay();
  await relay.start();
  station = await startStation({
    relayUrl: relay.url,
    lane: {
      capture: { kind: 'device', name: 'Lane 1 headset' },
      spare: { capture: { kind: 'device', name: SPARE } },
    },
    forkAudioHost: () => forkRealAudioHost(() => undefined, audio.env),
    keepsSpareHost: true,
    soundServer: createPactl({ ...process.env, ...audio.env }),
  });
  await untilOnline(station);
  await until('listening', () => isListeningOn('Lane 1 headset'), HEARD_WITHIN_MS);
});

afterEach(async () => {
  await station.voice.stop();
  await relay.stop();
  await audio.stop();
});

const device = () => station.voice.views().lanes[0]?.device;
const isListeningOn = (name: string) => device()?.state === 'open' && device()?.name === name;
const health = () => station.voice.views().health[0];

function headset(index: number): Headset {
  const found = audio.headsets[index];
  if (found === undefined) throw new Error(`there is no headset ${index}`);
  return found;
}

async function areDelivered(deliveries: number): Promise<void> {
  await until('a delivery', () => station.delivered.length >= deliveries, HEARD_WITHIN_MS);
  for (const { utteranceId, finalTranscription } of station.delivered) {
    const frames = await station.voice.recentFrames(utteranceId);
    expect(finalTranscription).toBe(digestOf(frames.map(({ pcm }) => pcm)));
  }
}

// Real time on a machine that may be busy with other things: a stuttering player is not our failure.
describe('a lane whose headset fails', { retry: 2, timeout: 90_000 }, () => {
  test('hears on with its spare within 3 s of an unplugging in mid-sentence, and delivers what was said', async () => {
    const speaking = playInto(headset(0), speechFile, audio.env);
    await until('frames', () => station.entries.length > 0, HEARD_WITHIN_MS);
    audio.unplug(headset(0));
    const unpluggedAtMs = performance.now();
    const before = station.health.length;
    const isAlarmed = () => station.health.slice(before).some(hasAlarm);
    await until('an alarm', isAlarmed, ALARM_WITHIN_MS);
    const alarmMs = performance.now() - unpluggedAtMs;
    await until('the spare', () => isListeningOn(SPARE), ALARM_WITHIN_MS);
    const spareMs = performance.now() - unpluggedAtMs;
    process.stderr.write(`alarm ${alarmMs.toFixed(0)} ms, spare ${spareMs.toFixed(0)} ms\n`);
    await until('it is told', () => health()?.isOnSpare === true, ALARM_WITHIN_MS);
    await areDelivered(1);
    await speaking;
    await playInto(headset(1), speechFile, audio.env);
    await areDelivered(2);

    audio.plugIn(headset(0));
    expect(station.voice.health.useOther(laneId).ok).toBe(true);
    await until('its own again', () => isListeningOn('Lane 1 headset'), HEARD_WITHIN_MS);
    await until('no alarm', () => health()?.alarms.length === 0, ALARM_WITHIN_MS);
  });

  test('that breathed and falls silent is said within 3 s', async () => {
    const noise = join(await temporaryDirectory(), 'noise.wav');
    noiseWav(noise, { seconds: 5, peak: 200 });
    await playInto(headset(0), noise, audio.env);
    await until('the alarm', () => health()?.alarms.includes('silent') === true, ALARM_WITHIN_MS);
    expect(health()?.other).toBe(SPARE);
  });
});

function hasAlarm({ alarms }: Station['health'][number]): boolean {
  return alarms.includes('device-away') || alarms.includes('on-spare');
}
