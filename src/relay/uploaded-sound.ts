/** The sound of an upload, whatever form it came in: 16 kHz mono s16le. */
import { setImmediate } from 'node:timers/promises';
import { fail, ok, type Result } from '../shared/result.ts';
import { UPLOAD_TYPE } from '../shared/wire/http.ts';
import { decodeOpusUtterance } from '../shared/wire/opus-utterance.ts';
import { OpusDecoder } from './opus-decoder.ts';
import { parseUtteranceWav } from './wav.ts';

/** 2 s of sound take about 2 ms; then it is the turn of the stations that speak. */
const FRAMES_A_TURN = 100;

export type UploadedSound = {
  readonly codec: keyof typeof UPLOAD_TYPE;
  readonly pcm: Uint8Array;
};

export async function uploadedSound(
  contentType: string | undefined,
  body: Uint8Array,
): Promise<Result<UploadedSound, 'not-a-wav' | 'not-opus'>> {
  if (contentType?.startsWith(UPLOAD_TYPE.opus) === true) return opusSound(body);
  const pcm = parseUtteranceWav(body);
  return pcm.ok ? ok({ codec: 'pcm_s16le', pcm: pcm.value }) : pcm;
}

async function opusSound(body: Uint8Array): Promise<Result<UploadedSound, 'not-opus'>> {
  const packets = decodeOpusUtterance(body);
  if (!packets.ok) return packets;
  const decoder = new OpusDecoder();
  try {
    const frames: Uint8Array[] = [];
    for (const [index, packet] of packets.value.entries()) {
      if (index % FRAMES_A_TURN === FRAMES_A_TURN - 1) await setImmediate();
      const frame = decoder.decode(packet);
      if (frame === null) return fail('not-opus');
      frames.push(frame);
    }
    return ok({ codec: 'opus', pcm: Buffer.concat(frames) });
  } finally {
    decoder.free();
  }
}
