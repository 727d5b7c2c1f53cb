/** Two lanes, each on its own real (virtual) headset, that are pulled out and come back in the other order. */
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { playInto, synthesise } from '../../../scripts/setup/speak.mjs';
import { startVirtualAudio, type Headset } from '../../../scripts/setup/virtual-audio.mjs';
import { laneIdSchema } from '../../../src/shared/ids.ts';
import { createPactl } from '../../../src/main/voice/sound-server/pactl.ts';
import { forkRealAudioHost } from '../../support/forked-audio-host.ts';
import { laneId, temporaryDirectory } from '../../support/journal-fixture.ts';
import { ScriptedRelay } from '../../support/scripted-relay.ts';
import { startStation, until, untilOnline } from '../../support/voice-fixture.ts';

const WITHIN_MS = 30_000;
const LANE_2 = laneIdSchema.parse('lane-2');
const device = (name: string) => ({ kind: 'device', name }) as const;

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function bringUp() {
  const audio = await startVirtualAudio({ isQuiet: true });
  stops.push(audio.stop);
  const relay = new ScriptedRelay();
  await relay.start();
  stops.push(() => relay.stop());
  const station = await startStation({
    relayUrl: relay.url,
    lane: { capture: device('Lane 1 headset') },
    otherLanes: [{ laneId: LANE_2, name: 'Lane 2', capture: device('Lane 2 headset') }],
    forkAudioHost: () => forkRealAudioHost(() => undefined, audio.env),
    soundServer: createPactl({ ...process.env, ...audio.env }),
  });
  stops.push(() => station.voice.stop());
  await untilOnline(station);
  return { audio, station };
}

// Real time on a machine that may be busy with other things: a stuttering player is not our failure.
describe('two lanes on two headsets', { retry: 2, timeout: 120_000 }, () => {
  test('each hears its own again when both come back in the other order', async () => {
    const { audio, station } = await bringUp();
    const states = () => station.voice.views().lanes.map(({ device: { state } }) => state);
    const areListening = () => states().every((state) => state === 'open');
    const isAnyListening = () => states().includes('open');
    await until('both listen', areListening, WITHIN_MS);
    const [first, second] = audio.headsets;
    if (first === undefined || second === undefined) throw new Error('two headsets are wanted');
    const speech = join(await temporaryDirectory(), 'speech.wav');
    synthesise('two greek bowls please', { file: speech });
    const speakInto = (headset: Headset) => playInto(headset, speech, audio.env);
    const lanesThatHeard = () => station.delivered.map(({ laneId }) => laneId);

    await Promise.all([speakInto(first), speakInto(second)]);
    await until('both are heard', () => lanesThatHeard().length === 2, WITHIN_MS);
    expect(lanesThatHeard().toSorted()).toEqual([laneId, LANE_2]);

    audio.unplug(first);
    audio.unplug(second);
    await until('both are missed', () => !isAnyListening(), WITHIN_MS);
    audio.plugIn(second);
    audio.plugIn(first);
    await until('both listen again', areListening, WITHIN_MS);

    await speakInto(second);
    await until('lane 2 is heard', () => lanesThatHeard().length === 3, WITHIN_MS);
    await speakInto(first);
    await until('lane 1 is heard', () => lanesThatHeard().length === 4, WITHIN_MS);
    expect(lanesThatHeard().slice(2)).toEqual([LANE_2, laneId]);
  });
});
