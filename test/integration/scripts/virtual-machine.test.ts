import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDisplay } from '../../../scripts/setup/display.mjs';
import { playInto, record, synthesise } from '../../../scripts/setup/speak.mjs';
import { startVirtualAudio } from '../../../scripts/setup/virtual-audio.mjs';
import { findSpeech, readMono } from '../../../scripts/setup/wav.mjs';

const RATE_HZ = 16_000;
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'virtual-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Normalised cross-correlation at the best offset: 1 means the same sound. */
function similarity(spoken: Int16Array, heard: Int16Array): number {
  const correlateAt = (offset: number): number => {
    let product = 0;
    let spokenPower = 0;
    let heardPower = 0;
    for (let index = 0; index < spoken.length; index += 5) {
      const mine = spoken[index] ?? 0;
      const theirs = heard[index + offset] ?? 0;
      product += mine * theirs;
      spokenPower += mine * mine;
      heardPower += theirs * theirs;
    }
    return product / Math.sqrt(spokenPower * heardPower || 1);
  };
  const offsets = Array.from({ length: Math.max(1, heard.length - spoken.length) }, (_, at) => at);
  return offsets.reduce((best, offset) => Math.max(best, correlateAt(offset)), 0);
}

describe('virtual headsets', () => {
  it('carry a spoken sentence to their own microphone and to no other', async () => {
    const audio = await startVirtualAudio({ isQuiet: true });
    try {
      const [first] = audio.headsets;
      if (first === undefined) throw new Error('no headset');
      const spokenFile = join(folder, 'spoken.wav');
      synthesise('two greek bowls', { file: spokenFile });
      const options = { env: audio.env, rateHz: RATE_HZ };
      const recorders = ['lane1_mic', 'lane2_mic'].map((source) =>
        record(source, join(folder, `${source}.wav`), options),
      );
      await playInto(first, spokenFile, audio.env);
      for (const recorder of recorders) await recorder.stop();

      const { startMs } = findSpeech(spokenFile);
      const spoken = readMono(spokenFile, RATE_HZ).subarray((startMs * RATE_HZ) / 1000);
      const heard = readMono(join(folder, 'lane1_mic.wav'), RATE_HZ);
      expect(similarity(spoken.subarray(0, RATE_HZ / 2), heard)).toBeGreaterThan(0.98);
      const overheard = readMono(join(folder, 'lane2_mic.wav'), RATE_HZ);
      expect(overheard.every((sample) => sample === 0)).toBe(true);
    } finally {
      await audio.stop();
    }
    expect(existsSync(String(audio.env['XDG_RUNTIME_DIR']))).toBe(false);
  });

  it('run side by side, each seen by PortAudio under its labels', async () => {
    const machines = await Promise.all(
      ['Till one', 'Till two'].map((label) =>
        startVirtualAudio({ headsets: [{ id: 'only', label }], isQuiet: true }),
      ),
    );
    try {
      const listed = machines.map(({ env }) => {
        const program =
          "console.log(JSON.stringify(require('naudiodon/build/Release/naudiodon.node').getDevices().map(d => d.name)))";
        const options = { env: { ...process.env, ...env }, encoding: 'utf8' } as const;
        return JSON.parse(spawnSync(process.execPath, ['-e', program], options).stdout) as unknown;
      });
      expect(listed).toEqual([
        ['Till one', 'default'],
        ['Till two', 'default'],
      ]);
    } finally {
      await Promise.all(machines.map(async ({ stop }) => stop()));
    }
  });

  it('refuse a file that is not a WAV, and one that is silent, in words', async () => {
    const headset = { id: 'x', label: 'X', voiceSink: 'x_voice', earMonitor: 'x_ear.monitor' };
    const file = join(folder, 'song.wav');
    writeFileSync(file, 'la la la, la la la');
    await expect(playInto(headset, file, {})).rejects.toThrow('is not a WAV file');
    await expect(playInto(headset, join(folder, 'none.wav'), {})).rejects.toThrow(
      'there is no file',
    );
    spawnSync('sox', ['-n', '-r', '44100', '-c', '2', file, 'trim', '0', '0.5']);
    await expect(playInto(headset, file, {})).rejects.toThrow('holds only silence');
  });
});

describe('a virtual display', () => {
  it('is opened where there is none, and is gone after stop', async () => {
    const display = await openDisplay({ env: {}, isQuiet: true });
    const number = display.env['DISPLAY']?.slice(1) ?? '';
    expect(display.isVirtual).toBe(true);
    expect(existsSync(`/tmp/.X11-unix/X${number}`)).toBe(true);
    await display.stop();
    expect(existsSync(`/tmp/.X11-unix/X${number}`)).toBe(false);
  });

  it('is not opened where there is a real one', async () => {
    const display = await openDisplay({ env: { DISPLAY: ':0' } });
    expect(display).toMatchObject({ isVirtual: false, env: {} });
  });
});
