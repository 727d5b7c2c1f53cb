import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { PlainFailure } from './failure.mjs';

/** Below this share of the loudest window, sound counts as silence when the bounds of speech are sought (-40 dB). */
const SILENCE_RATIO = 0.01;

/** Nothing louder than this (-60 dBFS) is silence. */
const QUIETEST_PEAK = 33;
const WINDOW_MS = 10;
const ANALYSIS_RATE_HZ = 16_000;

/** Refuses a file that is missing or not a WAV, in words. @param {string} file */
export function checkWav(file) {
  const advice = 'give a RIFF/WAVE file; sox or ffmpeg turn other formats into one';
  if (!existsSync(file)) throw new PlainFailure(`there is no file ${file}`, { advice });
  const head = statSync(file).isFile() ? readFileSync(file).subarray(0, 12).toString('latin1') : '';
  if (head.startsWith('RIFF') && head.endsWith('WAVE')) return;
  throw new PlainFailure(`${file} is not a WAV file`, { advice });
}

/**
 * Writes any WAV (rate, channels, sample format) as mono 16-bit.
 *
 * @param {string} from @param {string} to @param {number} rateHz
 */
export function convertToMono(from, to, rateHz) {
  checkWav(from);
  runSox(from, [from, '-r', `${rateHz}`, '-c', '1', '-b', '16', '-e', 'signed', to]);
}

/**
 * Any WAV as mono 16-bit samples.
 *
 * @param {string} file @param {number} rateHz @returns {Int16Array}
 */
export function readMono(file, rateHz) {
  checkWav(file);
  const format = ['-t', 'raw', '-r', `${rateHz}`, '-c', '1', '-b', '16', '-e', 'signed'];
  return new Int16Array(Uint8Array.from(runSox(file, [file, ...format, '-'])).buffer);
}

/**
 * When the speech in a WAV begins and ends, in milliseconds from its start, so that silence around it is not timed.
 *
 * @param {string} file
 */
export function findSpeech(file) {
  const samples = readMono(file, ANALYSIS_RATE_HZ);
  const windowLength = (ANALYSIS_RATE_HZ * WINDOW_MS) / 1000;
  /** @type {number[]} */
  const peaks = [];
  for (let at = 0; at < samples.length; at += windowLength) {
    peaks.push(
      samples
        .subarray(at, at + windowLength)
        .reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0),
    );
  }
  const threshold = Math.max(
    QUIETEST_PEAK,
    peaks.reduce((loudest, peak) => Math.max(loudest, peak), 0) * SILENCE_RATIO,
  );
  const first = peaks.findIndex((peak) => peak >= threshold);
  if (first < 0)
    throw new PlainFailure(`${file} holds only silence`, {
      advice: 'give a recording with speech',
    });
  const last = peaks.findLastIndex((peak) => peak >= threshold);
  return { startMs: first * WINDOW_MS, endMs: (last + 1) * WINDOW_MS };
}

/** @param {string} file @param {readonly string[]} args */
function runSox(file, args) {
  const result = spawnSync('sox', ['-V1', '-D', ...args], { maxBuffer: 1 << 30, timeout: 60_000 });
  if (result.status === 0) return result.stdout;
  const missing = result.error !== undefined;
  throw new PlainFailure(missing ? 'sox does not start' : `${file} can't be read as sound`, {
    why: result.stderr?.toString().trim().split('\n').slice(-3) ?? [],
    advice: missing ? 'install sox: npm run setup' : 'give a WAV with PCM samples',
  });
}
