import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnTied, stopChild } from './child-process.mjs';
import { PlainFailure } from './failure.mjs';
import { tryCommand } from './run-logged.mjs';
import { convertToMono, findSpeech } from './wav.mjs';

const SINK_RATE_HZ = 48_000;

/** Long enough that a busy machine does not make the player stutter. */
const PLAYER_LATENCY_MS = 200;
const PLAY_SLACK_MS = 15_000;

/** Debian's synthetic voices, all American English: four of flite and one of espeak-ng. */
export const VOICES = /** @type {const} */ (['slt', 'rms', 'awb', 'kal16', 'espeak']);

/** @typedef {import('./virtual-audio.mjs').Headset} Headset */
/** @typedef {typeof VOICES[number]} Voice */

/** @param {string} name @returns {name is Voice} */
export const isVoice = (name) => VOICES.some((voice) => voice === name);

/**
 * Speaks a text into a WAV file.
 *
 * @param {string} text
 * @param {{ file: string, voice?: Voice }} options
 */
export function synthesise(text, { file, voice = 'slt' }) {
  if (!/[\p{L}\p{N}]/u.test(text)) {
    throw new PlainFailure('there are no words to speak', { advice: 'give a sentence' });
  }
  const [command, args] =
    voice === 'espeak'
      ? ['espeak-ng', ['-v', 'en-us', '-w', file, '--', text]]
      : ['flite', ['-voice', voice, '-t', text, '-o', file]];
  if (tryCommand(command, args) === undefined) {
    throw new PlainFailure(`${command} could not speak`, {
      advice: `install ${command}: npm run setup`,
    });
  }
}

/**
 * Plays a WAV into a virtual headset's microphone and resolves when it has been heard.
 *
 * @param {Headset} headset
 * @param {string} wavFile any rate, mono or stereo
 * @param {NodeJS.ProcessEnv} env the virtual audio's
 * @returns {Promise<{ speechStartedAt: number, speechEndedAt: number }>} on the clock of `performance.now()`, silence around the
 *   speech left out
 */
export async function playInto(headset, wavFile, env) {
  const folder = mkdtempSync(join(tmpdir(), 'speak-'));
  try {
    const file = join(folder, 'mono.wav');
    convertToMono(wavFile, file, SINK_RATE_HZ);
    const { startMs, endMs } = findSpeech(file);
    const startedAt = await play(headset, file, env, endMs + PLAY_SLACK_MS);
    return { speechStartedAt: startedAt + startMs, speechEndedAt: startedAt + endMs };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {Headset} headset @param {string} file @param {NodeJS.ProcessEnv} env @param {number} deadlineMs @returns {Promise<number>} when playing began */
async function play(headset, file, env, deadlineMs) {
  const args = [
    `--device=${headset.voiceSink}`,
    `--latency-msec=${PLAYER_LATENCY_MS}`,
    '--verbose',
    file,
  ];
  const player = spawnTied('paplay', args, {
    env: { ...process.env, ...env, LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  let startedAt = performance.now();
  player.stderr?.on('data', (/** @type {Buffer} */ data) => {
    if (!said.includes('Stream started') && data.includes('Stream started'))
      startedAt = performance.now();
    said += data.toString();
  });
  const deadline = setTimeout(() => player.kill('SIGKILL'), deadlineMs);
  const code = await new Promise((resolve) => {
    player.once('error', () => resolve(-1));
    player.once('close', resolve);
  });
  clearTimeout(deadline);
  if (code === 0) return startedAt;
  throw new PlainFailure(`paplay could not play into "${headset.label}"`, {
    why: said.trim().split('\n').slice(-3),
    advice: 'see that the virtual headsets run and that the name is right',
  });
}

/**
 * Records what a headset's wearer hears, until it is stopped.
 *
 * @param {Headset} headset
 * @param {string} file the WAV to write
 * @param {{ env: NodeJS.ProcessEnv, rateHz?: number }} options
 * @returns {{ stop: () => Promise<void> }}
 */
export function recordEar(headset, file, { env, rateHz = 16_000 }) {
  return record(headset.earMonitor, file, { env, rateHz });
}

/**
 * Records any source of the virtual audio into a WAV, until it is stopped.
 *
 * @param {string} source
 * @param {string} file
 * @param {{ env: NodeJS.ProcessEnv, rateHz: number }} options
 */
export function record(source, file, { env, rateHz }) {
  const format = ['--file-format=wav', '--format=s16le', `--rate=${rateHz}`, '--channels=1'];
  const recorder = spawnTied(
    'parec',
    [`--device=${source}`, ...format, '--latency-msec=20', file],
    {
      env: { ...process.env, ...env },
      stdio: 'ignore',
    },
  );
  return { stop: () => stopChild(recorder, 'SIGINT') };
}
