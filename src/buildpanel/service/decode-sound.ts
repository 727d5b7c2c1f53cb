/** Uploaded sound of whatever kind, made 16 kHz mono s16le. */
import { SAMPLE_RATE_HZ } from '../../shared/speech/audio-format.ts';
import { fail, type Result, ok } from '../../shared/result.ts';
import { runFilter } from '../filter-program.ts';
import { readPcmWav } from '../pcm-wav.ts';

const DECODE_DEADLINE_MS = 20_000;
/** Half an hour: more than 25 MB of speech ever holds in the formats that are taken. */
const MAX_PCM_BYTES = 30 * 60 * SAMPLE_RATE_HZ * 2;

/** WAV of the very format is taken as it is, bit by bit; other WAV, FLAC, Ogg and MP3 are converted. */
export async function decodeSound(
  file: Uint8Array,
): Promise<Result<Uint8Array, 'undecodable' | 'missing'>> {
  const kind = kindOf(file);
  if (kind === 'wav') {
    const wav = readPcmWav(file);
    if (wav.ok && wav.value.sampleRateHz === SAMPLE_RATE_HZ && wav.value.channels === 1)
      return wav.value.pcm.length > 0 ? ok(wav.value.pcm) : fail('undecodable');
    return convert('wav', file);
  }
  if (kind === 'mp3') {
    const wav = await filter('lame', ['--quiet', '--decode', '--mp3input', '-', '-'], file);
    return wav.ok ? convert('wav', wav.value) : wav;
  }
  return kind === null ? fail('undecodable') : convert(kind, file);
}

function kindOf(file: Uint8Array): 'wav' | 'flac' | 'ogg' | 'mp3' | null {
  const [first = 0, second = 0] = file;
  switch (Buffer.from(file.subarray(0, 4)).toString('latin1')) {
    case 'RIFF':
      return 'wav';
    case 'fLaC':
      return 'flac';
    case 'OggS':
      return 'ogg';
    default: {
      const hasId3Tag = Buffer.from(file.subarray(0, 3)).toString('latin1') === 'ID3';
      return hasId3Tag || (first === 0xff && (second & 0xe0) === 0xe0) ? 'mp3' : null;
    }
  }
}

async function convert(
  kind: 'wav' | 'flac' | 'ogg',
  file: Uint8Array,
): Promise<Result<Uint8Array, 'undecodable' | 'missing'>> {
  const raw = ['-t', 'raw', '-e', 'signed', '-b', '16', '-c', '1', '-r', `${SAMPLE_RATE_HZ}`, '-'];
  const pcm = await filter('sox', ['-V0', '-t', kind, '-', ...raw], file);
  return pcm.ok && pcm.value.length === 0 ? fail('undecodable') : pcm;
}

async function filter(
  program: string,
  args: readonly string[],
  input: Uint8Array,
): Promise<Result<Uint8Array, 'undecodable' | 'missing'>> {
  const run = await runFilter({
    program,
    args,
    input,
    deadlineMs: DECODE_DEADLINE_MS,
    maxOutputBytes: MAX_PCM_BYTES,
  });
  if (run.ok) return run;
  return fail(run.failure === 'missing' ? 'missing' : 'undecodable');
}
