import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  d1UpSchema,
  d2UpSchema,
  d3UpSchema,
  DIALECTS,
  readDown,
} from '../../../src/shared/buildpanel/dialects.ts';
import { FRAME_BYTES } from '../../../src/shared/speech/audio-format.ts';
import { speakerOf } from '../../../src/relay/upstream/dialect-speakers.ts';
import { WordsGatherer } from '../../../src/relay/upstream/words-gatherer.ts';

const context = { sessionId: 's', restaurantId: 'r', userId: 'u', menuContext: { items: [] } };

function words(message: object) {
  const event = readDown(JSON.stringify(message));
  if (!event.ok || event.value.kind !== 'words') throw new Error('not words');
  return event.value;
}

describe('words from upstream', () => {
  it('of several segments are one utterance, in order', () => {
    const gatherer = new WordsGatherer();
    gatherer.take(words({ text: 'two greek', isFinal: false, confidence: 0.5 }), false);
    expect(gatherer.partial().text).toBe('two greek');
    gatherer.take(words({ text: 'two greek bowls', isFinal: true, confidence: 0.9 }), false);
    gatherer.take(words({ text: 'and a', isFinal: false }), false);
    expect(gatherer.partial().text).toBe('two greek bowls and a');
    expect(gatherer.isSettled).toBe(false);
    gatherer.take(words({ text: 'and a lemonade', isFinal: true, confidence: 0.7 }), true);
    expect(gatherer.final()).toMatchObject({
      text: 'two greek bowls and a lemonade',
      confidence: 0.7,
      areWordsKnown: true,
    });
  });

  it('that do not say whether they are final are so only after the end', () => {
    const gatherer = new WordsGatherer();
    expect(gatherer.take(words({ text: 'tea' }), false)).toBe(false);
    expect(gatherer.take(words({ text: 'tea' }), true)).toBe(true);
  });

  it('carry orders of all segments, without prices', () => {
    const gatherer = new WordsGatherer();
    const order = (name: string) => ({ items: [{ name, quantity: 1, price: 12.99 }] });
    gatherer.take(words({ text: 'a', isFinal: true, orderData: order('Tea') }), false);
    gatherer.take(words({ text: 'b', isFinal: true, orderData: order('Lemonade') }), true);
    const { orderData } = gatherer.final();
    expect(orderData?.items.map(({ name }) => name)).toEqual(['Tea', 'Lemonade']);
    expect(JSON.stringify(orderData)).not.toContain('12.99');
  });

  it('made by a digest recogniser stay marked', () => {
    const gatherer = new WordsGatherer();
    gatherer.take(words({ text: 'frames:3', isFinal: true, notSpeech: true }), true);
    expect(gatherer.final().isNotSpeech).toBe(true);
  });
});

describe('each dialect', () => {
  it.each(DIALECTS)('%s sends what its schema says, every byte of sound once', (dialect) => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ minLength: FRAME_BYTES, maxLength: FRAME_BYTES }), {
          maxLength: 5,
        }),
        (frames) => {
          const speaker = speakerOf(dialect, context);
          const messages = [
            ...speaker.begin(),
            ...frames.flatMap((frame, index) => speaker.frame(frame, index)),
            ...speaker.end(frames.length),
          ];
          const schema = { d1: d1UpSchema, d2: d2UpSchema, d3: d3UpSchema }[dialect];
          const sound = messages.flatMap((message) => {
            if (typeof message !== 'string') return [Buffer.from(message)];
            const parsed = schema.parse(JSON.parse(message));
            return 'data' in parsed ? [Buffer.from(parsed.data, 'base64')] : [];
          });
          const silence = speaker.saysStop ? [] : [new Uint8Array(70 * FRAME_BYTES)];
          expect(Buffer.concat(sound)).toEqual(Buffer.concat([...frames, ...silence]));
        },
      ),
      { numRuns: 20 },
    );
  });
});
