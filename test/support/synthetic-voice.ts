/** Sentences as Debian's synthesisers speak them, 16 kHz mono s16le. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const MAX_PCM_BYTES = 16 * 1024 * 1024;

export const VOICES = ['rms', 'slt', 'kal16', 'awb', 'espeak'] as const;
export type Voice = (typeof VOICES)[number];

/** With a quarter of a second of silence before it and 0.4 s behind it, as a station sends it. */
export async function spokenBy(voice: Voice, sentence: string): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'spoken-'));
  const file = join(folder, 'spoken.wav');
  try {
    if (voice === 'espeak') await run('espeak-ng', ['-v', 'en-us', '-w', file, sentence]);
    else await run('flite', ['-voice', voice, '-t', sentence, '-o', file]);
    return await sox([file], ['pad', '0.25', '0.4']);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Sound that nobody said: sox's `synth` with these arguments. */
export function synthesised(...synth: readonly string[]): Promise<Buffer> {
  return sox(['-n'], ['synth', ...synth]);
}

async function sox(input: readonly string[], effects: readonly string[]): Promise<Buffer> {
  const form = ['-t', 'raw', '-r', '16000', '-c', '1', '-b', '16', '-e', 'signed-integer', '-L'];
  const { stdout } = await run('sox', ['-D', '-R', ...input, ...form, '-', ...effects], {
    encoding: 'buffer',
    maxBuffer: MAX_PCM_BYTES,
  });
  return stdout;
}

/** Several sounds at once, each as loud as it is. */
export function mixed(...sounds: readonly Buffer[]): Buffer {
  const length = Math.max(...sounds.map((sound) => sound.length));
  const mix = Buffer.alloc(length);
  for (let at = 0; at < length; at += 2) {
    const sum = sounds.reduce(
      (total, sound) => total + (at < sound.length ? sound.readInt16LE(at) : 0),
      0,
    );
    mix.writeInt16LE(Math.max(-32_768, Math.min(32_767, sum)), at);
  }
  return mix;
}
