/** The self-test on (virtual) devices of every kind: healthy, silent, clipped, noisy, missing, all at once. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordEar, synthesise } from '../../../scripts/setup/speak.mjs';
import { startVirtualAudio, type VirtualAudio } from '../../../scripts/setup/virtual-audio.mjs';
import { readMono } from '../../../scripts/setup/wav.mjs';
import { systemClock } from '../../../src/main/voice/clock.ts';
import { runSelfTest } from '../../../src/main/voice/self-test/self-test.ts';
import { laneIdSchema, utteranceIdSchema } from '../../../src/shared/ids.ts';
import type { DeviceVerdict } from '../../../src/shared/ipc/self-test-calls.ts';
import { forkRealAudioHost } from '../../support/forked-audio-host.ts';
import { temporaryDirectory } from '../../support/journal-fixture.ts';
import { noiseWav } from '../../support/noise-wav.ts';

const KINDS = ['healthy', 'silent', 'clipped', 'noisy'] as const;

let audio: VirtualAudio;
let folder: string;
let isOver = false;

beforeAll(async () => {
  folder = await temporaryDirectory();
  audio = await startVirtualAudio({
    isQuiet: true,
    headsets: KINDS.map((kind) => ({ id: kind, label: `The ${kind} headset` })),
  });
  for (const kind of KINDS) sound(kind);
});
afterAll(async () => {
  isOver = true;
  await audio.stop();
});

/** What each microphone hears, over and over. */
function sound(kind: (typeof KINDS)[number]): void {
  if (kind === 'silent') return;
  const file = join(folder, `${kind}.wav`);
  if (kind === 'healthy')
    synthesise('one, two, three. one, two, three. testing, testing', { file });
  if (kind === 'clipped') noiseWav(file, { seconds: 8, peak: 400_000 });
  if (kind === 'noisy') noiseWav(file, { seconds: 8, peak: 4_000 });
  again(`${kind}_voice`, file);
}

/** The players end with the sound server. */
function again(sink: string, file: string): void {
  const env = { ...process.env, ...audio.env };
  spawn('paplay', [`--device=${sink}`, '--latency-msec=200', file], { env }).once('exit', () => {
    if (!isOver) again(sink, file);
  });
}

// Real time on a machine that may be busy with other things: a stuttering player is not our failure.
describe('the self-test', { retry: 2, timeout: 60_000 }, () => {
  test('gives the right verdict for each device, with figures, and plays the tones into it', async () => {
    const [healthy] = audio.headsets;
    if (healthy === undefined) throw new Error('no headset');
    const ear = join(folder, 'ear.wav');
    const recorder = recordEar(healthy, ear, { env: audio.env });
    const lanes = [...KINDS, 'missing'].map((kind) => ({
      laneId: laneIdSchema.parse(kind),
      name: kind,
      own: {
        capture: { kind: 'device', name: `The ${kind} headset` } as const,
        playback: kind === 'missing' ? undefined : `The ${kind} headset`,
      },
    }));
    const report = await runSelfTest(lanes, {
      fork: () => forkRealAudioHost(() => undefined, audio.env),
      clock: systemClock,
      newPlayId: () => utteranceIdSchema.parse(v7()),
    });
    await recorder.stop();
    const verdicts = Object.fromEntries(report.devices.map((each) => [each.laneId, each.verdict]));
    const expected: Record<string, DeviceVerdict> = {
      healthy: 'healthy',
      silent: 'silent',
      clipped: 'clipped',
      noisy: 'noisy',
      missing: 'missing',
    };
    expect(verdicts, JSON.stringify(report.devices)).toEqual(expected);
    expect(report.passed).toBe(false);
    const loudest = readMono(ear, 16_000).reduce((most, one) => Math.max(most, Math.abs(one)), 0);
    expect(loudest).toBeGreaterThan(3_000);
  });
});
