import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDigestRecogniser, digestOf } from '../../../src/buildpanel/digest-recogniser.ts';
import { DIGEST_RULES, Segmenter } from '../../../src/buildpanel/service/segmenter.ts';

const FRAME = 640;
const frame = fc.oneof(
  fc.constant(Buffer.alloc(FRAME)),
  fc.integer({ min: 1, max: 255 }).map((byte) => Buffer.alloc(FRAME, byte)),
);
const sound = fc.array(frame, { maxLength: 120 }).map((frames) => Buffer.concat(frames));

function cut(pcm: Buffer, sizes: readonly number[]): Buffer[] {
  const pieces: Buffer[] = [];
  let at = 0;
  for (const size of sizes) {
    pieces.push(pcm.subarray(at, at + size));
    at += size;
  }
  return [...pieces, pcm.subarray(at)];
}

const cuts = fc.array(fc.integer({ min: 1, max: 5_000 }), { maxLength: 40 });

describe('the digest of an utterance', () => {
  it('is the same however the sound is cut into pieces', async () => {
    await fc.assert(
      fc.asyncProperty(sound, cuts, async (pcm, sizes) => {
        const stream = await createDigestRecogniser().open(() => undefined);
        if (!stream.ok) throw new Error(stream.failure);
        for (const piece of cut(pcm, sizes)) stream.value.write(piece);
        const heard = await stream.value.end();
        expect(heard).toMatchObject({ ok: true, value: { text: digestOf(pcm), isSpeech: false } });
      }),
    );
  });

  it('does not see the zeros around the sound, and sees every other change', () => {
    const one = Buffer.alloc(3 * FRAME, 7);
    const zeros = Buffer.alloc(5 * FRAME);
    expect(digestOf(Buffer.concat([zeros, one, zeros]))).toBe(digestOf(one));
    expect(digestOf(one)).toMatch(/^3 [0-9a-f]{64}$/);
    expect(digestOf(zeros)).toBe('');
    const gap = Buffer.concat([one, zeros, one]);
    expect(digestOf(gap)).toMatch(/^11 /);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: gap.length - 1 }), (at) => {
        const other = Buffer.from(gap);
        other[at] = (other[at] ?? 0) ^ 1;
        expect(digestOf(other)).not.toBe(digestOf(gap));
      }),
    );
  });
});

describe('the search for the end of speech', () => {
  it('finds the same segments however the sound is cut into pieces', () => {
    fc.assert(
      fc.property(sound, cuts, (pcm, sizes) => {
        const whole = new Segmenter(DIGEST_RULES).take(pcm);
        const segmenter = new Segmenter(DIGEST_RULES);
        expect(cut(pcm, sizes).flatMap((piece) => segmenter.take(piece))).toEqual(whole);
      }),
    );
  });

  it('loses no frame from the first with sound to the end of its silence', () => {
    fc.assert(
      fc.property(sound, (pcm) => {
        const spoken = Buffer.concat([pcm, Buffer.alloc(35 * FRAME)]);
        const events = new Segmenter(DIGEST_RULES).take(spoken);
        const segments: Buffer[][] = [[]];
        for (const event of events)
          if (event.type === 'ended') segments.push([]);
          else segments.at(-1)?.push(Buffer.from(event.pcm));
        const digests = segments.map((parts) => digestOf(Buffer.concat(parts))).filter(Boolean);
        const hasLongSilence = digests.length > 1;
        expect(hasLongSilence || digests.join() === digestOf(pcm)).toBe(true);
        expect(events.at(-1)?.type).toBe('ended');
      }),
    );
  });
});
