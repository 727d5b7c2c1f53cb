/** Opus costs no words: the real recogniser hears the same sentences in what the relay decodes. */
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRecogniser } from '../../../src/buildpanel/open-recogniser.ts';
import type { Recogniser } from '../../../src/buildpanel/recognition.ts';
import { wholeSound } from '../../../src/main/voice/batch/whole-sound.ts';
import { newOpusEncoder } from '../../../src/main/voice/opus-encoder.ts';
import { OpusDecoder } from '../../../src/relay/opus-decoder.ts';
import { uploadedSound } from '../../../src/relay/uploaded-sound.ts';
import { FRAME_BYTES } from '../../../src/shared/speech/audio-format.ts';
import { demoMenu } from '../../support/demo-menu.ts';
import { spokenBy } from '../../support/synthetic-voice.ts';

const SENTENCES = [
  'two greek bowls and a lemonade',
  'one soul bowl with no rice and a greek salad with add chicken',
  "i'd like a summer salad please make sure no nuts",
];

let recogniser: Recogniser;

beforeAll(async () => {
  recogniser = await openRecogniser({
    menu: demoMenu(),
    program: resolve(import.meta.dirname, '../../../build/recogniser'),
    cacheFolder: resolve(import.meta.dirname, '../../../build/language-models'),
    processCount: 1,
  });
  await recogniser.start();
});

afterAll(() => recogniser.stop());

async function heard(pcm: Uint8Array): Promise<string> {
  const stream = await recogniser.open(() => undefined);
  if (!stream.ok) throw new Error(stream.failure);
  for (let at = 0; at < pcm.length; at += 3_200)
    stream.value.write(Buffer.from(pcm.subarray(at, at + 3_200)));
  const recognition = await stream.value.end();
  if (!recognition.ok) throw new Error(recognition.failure);
  return recognition.value.text;
}

function framesOf(pcm: Uint8Array): readonly { sequence: number; pcm: Uint8Array }[] {
  const count = Math.floor(pcm.length / FRAME_BYTES);
  return Array.from({ length: count }, (_, sequence) => ({
    sequence,
    pcm: pcm.subarray(sequence * FRAME_BYTES, (sequence + 1) * FRAME_BYTES),
  }));
}

it.each(SENTENCES)('“%s” is recognised the same when it was uploaded in Opus', async (sentence) => {
  const frames = framesOf(await spokenBy('rms', sentence));
  const plain = frames.map(({ pcm }) => pcm);
  const body = await wholeSound('opus', {
    frames: (from, limit) => frames.slice(from, from + limit),
    newEncoder: newOpusEncoder,
  });
  expect(body.length).toBeLessThan(frames.length * FRAME_BYTES * 0.12);
  const uploaded = await uploadedSound('audio/x-buildpanel-opus', body);
  if (!uploaded.ok) throw new Error(uploaded.failure);
  const expected = await heard(Buffer.concat(plain));
  expect(expected).not.toBe('');
  expect(await heard(uploaded.value.pcm)).toBe(expected);
});

it('the lightest stream of a weak link is recognised the same', async () => {
  const frames = framesOf(await spokenBy('rms', SENTENCES[0] ?? ''));
  const encoder = newOpusEncoder(16_000);
  const decoder = new OpusDecoder();
  const sound = frames.map(({ pcm }) => decoder.decode(encoder.encode(pcm)) ?? new Uint8Array());
  encoder.free();
  decoder.free();
  const expected = await heard(Buffer.concat(frames.map(({ pcm }) => pcm)));
  expect(expected).not.toBe('');
  expect(await heard(Buffer.concat(sound))).toBe(expected);
});
