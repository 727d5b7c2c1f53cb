/** Synthesised speech over noise, at a signal-to-noise ratio of the speech's own loudness. */
import { writeFile } from 'node:fs/promises';
import { wavOf } from '../../src/main/voice/batch/wav.ts';
import { mixed, spokenBy, synthesised, type Voice } from './synthetic-voice.ts';

/** Talk that is no order of anybody's at this window. */
const BABBLE: readonly (readonly [Voice, string])[] = [
  ['slt', 'so we went to the lake on sunday and the weather was really nice all day long'],
  ['awb', 'turn left at the next light and then keep going until you see the big red barn'],
  ['kal16', 'did you remember to call your mother about the holidays and the new car'],
  ['rms', 'the game starts at seven so we should leave the house before six thirty'],
];

/** As a motor that idles: brown noise and its hum. */
export async function engine(seconds: number): Promise<Buffer> {
  const length = `${seconds}`;
  const [rumble, hum] = await Promise.all([
    synthesised(length, 'brownnoise'),
    synthesised(length, 'sine', '85'),
  ]);
  return mixed(scaled(rumble, 0.5), scaled(hum, 0.1));
}

export async function babble(seconds: number): Promise<Buffer> {
  const voices = await Promise.all(BABBLE.map(([voice, text]) => spokenBy(voice, text)));
  const length = seconds * 32_000;
  const whole = voices.map((one) => Buffer.alloc(length, scaled(one, 0.25)));
  return mixed(...whole);
}

/** With a second of the noise alone before and two behind. */
export async function inNoise(
  speech: Buffer,
  noise: (seconds: number) => Promise<Buffer>,
  snrDb: number,
): Promise<Buffer> {
  const padded = Buffer.concat([Buffer.alloc(32_000), speech, Buffer.alloc(64_000)]);
  const sound = await noise(Math.ceil(padded.length / 32_000));
  const factor = loudness(speech) / loudness(sound) / 10 ** (snrDb / 20);
  return mixed(padded, scaled(sound.subarray(0, padded.length), factor));
}

export function writeWav(file: string, pcm: Buffer): Promise<void> {
  return writeFile(file, wavOf([pcm]));
}

/** Root mean square of what is not silence. */
function loudness(pcm: Buffer): number {
  let sum = 0;
  let count = 0;
  for (let at = 0; at + 1 < pcm.length; at += 2) {
    const sample = pcm.readInt16LE(at);
    if (Math.abs(sample) < 100) continue;
    sum += sample * sample;
    count += 1;
  }
  return Math.sqrt(sum / Math.max(1, count));
}

function scaled(pcm: Buffer, factor: number): Buffer {
  const out = Buffer.alloc(pcm.length);
  for (let at = 0; at + 1 < pcm.length; at += 2) {
    const sample = Math.round(pcm.readInt16LE(at) * factor);
    out.writeInt16LE(Math.max(-32_768, Math.min(32_767, sample)), at);
  }
  return out;
}
