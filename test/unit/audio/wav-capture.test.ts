import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import wavefile from 'wavefile';
import { createWavCapture } from '../../../src/audio/capture/wav-capture.ts';
import { monotonicUs } from '../../../src/audio/monotonic.ts';

const SECONDS = 0.5;

async function write(name: string, bytes: Uint8Array | string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'wav-')), name);
  await writeFile(path, bytes);
  return path;
}

/** Half a second of a 300 Hz tone at a quarter of full scale, the same on each channel. */
function toneWav(rateHz: number, channels: number, bitDepth: string): Uint8Array {
  const scale =
    { '8': 127, '16': 32_767, '24': 8_388_607, '32': 2_147_483_647, '32f': 1 }[bitDepth] ?? 32_767;
  const samples = Array.from({ length: rateHz * SECONDS }, (_, index) => {
    const value = (scale / 4) * Math.sin((2 * Math.PI * 300 * index) / rateHz);
    return bitDepth === '32f'
      ? value
      : bitDepth === '8'
        ? Math.round(value) + 128
        : Math.round(value);
  });
  const wav = new wavefile.WaveFile();
  wav.fromScratch(
    channels,
    rateHz,
    bitDepth,
    channels === 1 ? samples : Array.from({ length: channels }, () => samples),
  );
  return wav.toBuffer();
}

/** Opens a file and gathers what it gives until there are `count` samples. */
async function capture(path: string, speed: number, count: number) {
  const buffers: { samples: Int16Array; atUs: number; arrivedUs: number }[] = [];
  const device = createWavCapture({ path, speed }, monotonicUs);
  onTestFinished(() => device.stop());
  const opened = await device.open({
    onSamples: (samples, atUs) => buffers.push({ samples, atUs, arrivedUs: monotonicUs() }),
    onEnded: () => undefined,
  });
  if (!opened.ok) return { opened, samples: [], buffers };
  await vi.waitFor(
    () =>
      expect(buffers.reduce((sum, { samples }) => sum + samples.length, 0)).toBeGreaterThanOrEqual(
        count,
      ),
    { timeout: 10_000, interval: 5 },
  );
  return { opened, samples: buffers.flatMap(({ samples }) => [...samples]), buffers };
}

describe('wav capture', () => {
  test.each([
    [16_000, 1, '16'],
    [48_000, 2, '16'],
    [44_100, 2, '24'],
    [8_000, 1, '8'],
    [22_050, 1, '32'],
    [48_000, 1, '32f'],
  ])('reads %i Hz, %i channels, %s bits as the same tone', async (rateHz, channels, bitDepth) => {
    const path = await write('tone.wav', toneWav(rateHz, channels, bitDepth));
    const { opened, samples } = await capture(path, 20, 8_000);
    expect(opened).toEqual({ ok: true, value: { deviceRateHz: rateHz, speed: 20 } });
    const middle = samples.slice(1_600, 6_400);
    const rms = Math.sqrt(middle.reduce((sum, sample) => sum + sample * sample, 0) / middle.length);
    expect(rms / (8_192 / Math.SQRT2)).toBeCloseTo(1, 1);
    const crossings = middle.filter(
      (sample, index) => index > 0 && sample >= 0 !== (middle[index - 1] ?? 0) >= 0,
    );
    expect(Math.abs(crossings.length - 180)).toBeLessThanOrEqual(2);
  });

  test.each(['8a', '8m', '4'])('reads the telephone codec %s', async (codec) => {
    const wav = new wavefile.WaveFile(toneWav(8_000, 1, '16'));
    if (codec === '8a') wav.toALaw();
    if (codec === '8m') wav.toMuLaw();
    if (codec === '4') wav.toIMAADPCM();
    const { samples } = await capture(await write('tone.wav', wav.toBuffer()), 20, 8_000);
    const peak = Math.max(...samples.slice(1_600, 6_400));
    expect(peak / 8_192).toBeCloseTo(1, 1);
  });

  test('a 16 kHz file comes out bit for bit, then silence for ever', async () => {
    const bytes = toneWav(16_000, 1, '16');
    const { samples } = await capture(await write('tone.wav', bytes), 4, 16_000);
    const recorded = [...new wavefile.WaveFile(bytes).getSamples(true)];
    expect(samples.slice(0, 8_000)).toEqual(recorded);
    expect(samples.slice(8_000).every((sample) => sample === 0)).toBe(true);
  });

  test('is paced by the clock without drift: each buffer is due when it is handed over', async () => {
    const { buffers } = await capture(await write('tone.wav', toneWav(16_000, 1, '16')), 2, 24_000);
    const first = buffers[0];
    let given = 0;
    for (const { samples, atUs, arrivedUs } of buffers) {
      given += samples.length;
      expect(atUs).toBeLessThanOrEqual(arrivedUs);
      const dueUs = ((given - (first?.samples.length ?? 0)) * 1_000_000) / 32_000;
      expect(Math.abs(atUs - (first?.atUs ?? 0) - dueUs)).toBeLessThan(2);
    }
  });

  test.each([
    ['text', 'this is not a recording'],
    ['nothing', ''],
    ['a header without an end', 'RIFF\u0000\u0000\u0000\u0000WAVEfmt '],
  ])('%s is not a WAV', async (_, bytes) => {
    expect((await capture(await write('bad.wav', bytes), 1, 0)).opened).toEqual({
      ok: false,
      failure: 'not-a-wav',
    });
  });

  test('a file that is not there, and a folder, are unreadable', async () => {
    for (const path of ['/nowhere/speech.wav', tmpdir()]) {
      expect((await capture(path, 1, 0)).opened).toEqual({ ok: false, failure: 'file-unreadable' });
    }
  });

  test('a rate that no resampler takes is refused', async () => {
    const path = await write('odd.wav', toneWav(1_000, 1, '16'));
    expect((await capture(path, 1, 0)).opened).toEqual({ ok: false, failure: 'unsupported-rate' });
  });
});
