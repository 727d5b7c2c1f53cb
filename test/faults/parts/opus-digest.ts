/** What BuildPanel hears of sound that waited: it travels in Opus, of which both ends make the same each time. */
import { digestOf } from '../../../src/buildpanel/digest-recogniser.ts';
import { wholeSound } from '../../../src/main/voice/batch/whole-sound.ts';
import { newOpusEncoder } from '../../../src/main/voice/opus-encoder.ts';
import { uploadedSound } from '../../../src/relay/uploaded-sound.ts';
import { UPLOAD_TYPE } from '../../../src/shared/wire/http.ts';

export async function opusDigestOf(frames: readonly Uint8Array[]): Promise<string> {
  const numbered = frames.map((pcm, sequence) => ({ sequence, pcm }));
  const body = await wholeSound('opus', {
    frames: (from, limit) => numbered.slice(from, from + limit),
    newEncoder: newOpusEncoder,
  });
  const sound = await uploadedSound(UPLOAD_TYPE.opus, body);
  if (!sound.ok) throw new Error(sound.failure);
  return digestOf(sound.value.pcm);
}
