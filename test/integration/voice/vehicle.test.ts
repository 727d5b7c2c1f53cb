/** A detector tells of a vehicle over HTTP; the guest is greeted in the lane's own (virtual) headset. */
import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { recordEar } from '../../../scripts/setup/speak.mjs';
import { startVirtualAudio } from '../../../scripts/setup/virtual-audio.mjs';
import { readMono } from '../../../scripts/setup/wav.mjs';
import { DetectorDoor } from '../../../src/main/vehicle/detector-door.ts';
import { detectorToken } from '../../../src/main/vehicle/detector-token.ts';
import { readGreeting } from '../../../src/main/vehicle/greeting-sound.ts';
import { Vehicles } from '../../../src/main/vehicle/vehicles.ts';
import { laneIdSchema, type LaneId } from '../../../src/shared/ids.ts';
import { ok, fail, type Result } from '../../../src/shared/result.ts';
import { forkRealAudioHost } from '../../support/forked-audio-host.ts';
import { laneId, temporaryDirectory } from '../../support/journal-fixture.ts';
import { writeWav } from '../../support/noisy-voice.ts';
import { ScriptedRelay } from '../../support/scripted-relay.ts';
import { spokenBy } from '../../support/synthetic-voice.ts';
import { silentLog, startStation, until } from '../../support/voice-fixture.ts';

const WITHIN_MS = 30_000;
const TOKEN = 'a-token-of-the-detector-that-is-long-enough';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function openDoor(
  set: (laneId: LaneId, isPresent: boolean) => Result<undefined, 'unknown-lane'>,
) {
  const door = new DetectorDoor({ token: TOKEN, set });
  const port = await door.open(0);
  if (!port.ok) throw new Error(port.failure);
  stops.push(() => door.close());
  const call = async (path: string, init: RequestInit) =>
    (await fetch(`http://127.0.0.1:${port.value}${path}`, init)).status;
  const tell = (lane: string, body: string, token = TOKEN) =>
    call(`/v1/lanes/${lane}/vehicle`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}` },
      body,
    });
  return { call, tell, port: port.value };
}

describe('the detector’s door', () => {
  test('takes only what is addressed, allowed and understood', async () => {
    const told: [LaneId, boolean][] = [];
    const { call, tell, port } = await openDoor((lane, isPresent) => {
      if (lane !== laneId) return fail('unknown-lane');
      told.push([lane, isPresent]);
      return ok(undefined);
    });
    expect(await tell(laneId, '{"present":true}')).toBe(204);
    expect(await tell(laneId, '{"present":false}')).toBe(204);
    expect(await tell(laneId, '{"present":true}', 'another')).toBe(401);
    expect(await call(`/v1/lanes/${laneId}/vehicle`, { method: 'PUT' })).toBe(401);
    expect(await tell('lane-9', '{"present":true}')).toBe(404);
    expect(await tell('..%2F', '{"present":true}')).toBe(404);
    for (const body of ['', 'yes', '{"present":1}', '{"present":true,"more":1}'])
      expect(await tell(laneId, body)).toBe(400);
    expect(await tell(laneId, 'x'.repeat(5_000))).toBe(413);
    const headers = { authorization: `Bearer ${TOKEN}` };
    expect(await call(`/v1/lanes/${laneId}/vehicle`, { headers })).toBe(405);
    expect(await call('/', { headers })).toBe(404);
    expect(told).toEqual([
      [laneId, true],
      [laneId, false],
    ]);
    const second = new DetectorDoor({ token: TOKEN, set: () => ok(undefined) });
    expect(await second.open(port)).toEqual({ ok: false, failure: 'port-taken' });
  });

  test('makes its token once, and refuses one that others can read', async () => {
    const path = join(await temporaryDirectory(), 'token');
    const first = await detectorToken(path);
    expect(first).toEqual(await detectorToken(path));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(first).toEqual(ok((await readFile(path, 'utf8')).trim()));
    await chmod(path, 0o644);
    expect(await detectorToken(path)).toEqual(fail('readable-by-others'));
    await writeFile(path, 'short', { mode: 0o600 });
    await chmod(path, 0o600);
    expect(await detectorToken(path)).toEqual(fail('not-a-token'));
  });
});

test('a greeting must be a WAV file that the player takes as it is', async () => {
  const folder = await temporaryDirectory();
  const [good, bad] = [join(folder, 'good.wav'), join(folder, 'bad.wav')];
  await writeWav(good, Buffer.alloc(640, 1));
  await writeFile(bad, 'RIFF....WAVEnothing');
  const read = await readGreeting(good);
  expect(read.ok && read.value.length).toBe(640);
  expect(await readGreeting(bad)).toEqual(fail('not-16-khz-mono'));
  expect(await readGreeting(join(folder, 'none.wav'))).toEqual(fail('file-unreadable'));
});

// Real time on a machine that may be busy with other things.
describe('a guest who arrives', { retry: 2, timeout: 120_000 }, () => {
  test('is greeted once in the lane’s own headset, and the screen says so', async () => {
    const folder = await temporaryDirectory();
    const greeting = join(folder, 'greeting.wav');
    await writeWav(greeting, await spokenBy('slt', 'welcome please order when you are ready'));
    const audio = await startVirtualAudio({ isQuiet: true });
    stops.push(audio.stop);
    const relay = new ScriptedRelay();
    await relay.start();
    stops.push(() => relay.stop());
    const [own, other] = ['Lane 1 headset', 'Lane 2 headset'] as const;
    const station = await startStation({
      relayUrl: relay.url,
      lane: { capture: { kind: 'device', name: own }, playback: own },
      otherLanes: [
        {
          laneId: laneIdSchema.parse('lane-2'),
          capture: { kind: 'device', name: other },
          playback: other,
        },
      ],
      forkAudioHost: () => forkRealAudioHost(() => undefined, audio.env),
    });
    stops.push(() => station.voice.stop());
    const lanes = () => station.voice.views().lanes;
    await until('listening', () => lanes().every((one) => one.device.state === 'open'), WITHIN_MS);
    const vehicles = new Vehicles({
      voice: () => station.voice,
      greetingOf: () => greeting,
      log: silentLog,
    });
    const { tell } = await openDoor((lane, isPresent) => vehicles.set(lane, isPresent));
    const ears = audio.headsets.slice(0, 2).map((headset, index) => {
      const file = join(folder, `ear-${index}.wav`);
      return { file, recorder: recordEar(headset, file, { env: audio.env }) };
    });
    const plays = () =>
      station.lanes.filter(
        ({ state }, at) => state === 'speaking' && station.lanes[at - 1]?.state !== 'speaking',
      ).length;

    expect(await tell(laneId, '{"present":true}')).toBe(204);
    await until('the greeting', () => lanes()[0]?.state === 'speaking', WITHIN_MS);
    expect(await tell(laneId, '{"present":true}')).toBe(204);
    expect(lanes()[0]?.vehicle).toBeDefined();
    expect(lanes()[1]?.vehicle).toBeUndefined();
    await until('its end', () => lanes()[0]?.state === 'listening', WITHIN_MS);
    for (const { recorder } of ears) await recorder.stop();
    expect(plays()).toBe(1);
    const loudest = ears.map(({ file }) =>
      readMono(file, 16_000).reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0),
    );
    expect(loudest[0]).toBeGreaterThan(2_000);
    expect(loudest[1]).toBe(0);
    // It is no guest's words.
    expect(station.entries).toEqual([]);
    expect(await tell(laneId, '{"present":false}')).toBe(204);
    expect(lanes()[0]?.vehicle).toBeUndefined();
  });
});
