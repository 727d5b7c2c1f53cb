/** The one file that runs lame: makes a whole MP3 of PCM. */
import { fail, type Result } from '../../shared/result.ts';
import { runFilter } from '../filter-program.ts';
import type { SpeakFailure } from '../spoken-reply.ts';

const DEADLINE_MS = 10_000;
const MAX_MP3_BYTES = 4 * 1024 * 1024;
const RAW_PCM = ['-r', '--signed', '--bitwidth', '16', '--little-endian', '-s', '16', '-m', 'm'];

/** From 16 kHz mono s16le, at 48 kbit/s. */
export async function encodeMp3(pcm: Uint8Array): Promise<Result<Uint8Array, SpeakFailure>> {
  const mp3 = await runFilter({
    program: 'lame',
    args: ['--quiet', ...RAW_PCM, '-b', '48', '-', '-'],
    input: pcm,
    deadlineMs: DEADLINE_MS,
    maxOutputBytes: MAX_MP3_BYTES,
  });
  if (mp3.ok && mp3.value.length > 0) return mp3;
  return fail(!mp3.ok && mp3.failure === 'missing' ? 'missing' : 'failed');
}
