import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  FIRST_SEQUENCE,
  isWhole,
  MAX_UTTERANCE_FRAMES,
  place,
  type SequenceState,
} from '../../../src/relay/stations/sequence.ts';

/** What a model that remembers every sequence would have taken. */
function take(
  state: SequenceState,
  heard: number[],
  sequence: number,
  frameCount: number,
  isDiscontinuous = false,
): SequenceState {
  const placement = place(state, { sequence, frameCount, isDiscontinuous });
  if (placement.kind !== 'new') return state;
  for (let index = placement.skip; index < frameCount; index += 1) heard.push(sequence + index);
  return placement.next;
}

describe('frames in order', () => {
  it('are taken once each and in order, whatever is sent again', () => {
    const message = fc.record({
      sequence: fc.nat(60),
      frameCount: fc.integer({ min: 1, max: 5 }),
      isDiscontinuous: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(message, { maxLength: 80 }), (messages) => {
        const heard: number[] = [];
        let state = FIRST_SEQUENCE;
        for (const { sequence, frameCount, isDiscontinuous } of messages)
          state = take(state, heard, sequence, frameCount, isDiscontinuous);
        expect(heard).toEqual([...new Set(heard)].sort((a, b) => a - b));
        expect(state.frameCount).toBe(heard.length);
        expect(state.nextSequence).toBe((heard.at(-1) ?? -1) + 1);
      }),
    );
  });

  it('a gap is refused unless the station says that sound was lost', () => {
    expect(place(FIRST_SEQUENCE, { sequence: 3, frameCount: 1, isDiscontinuous: false }).kind).toBe(
      'out-of-order',
    );
    expect(place(FIRST_SEQUENCE, { sequence: 3, frameCount: 1, isDiscontinuous: true })).toEqual({
      kind: 'new',
      skip: 0,
      next: { nextSequence: 4, frameCount: 1 },
    });
  });

  it('a message that overlaps gives its new frames only', () => {
    const state = { nextSequence: 10, frameCount: 10 };
    expect(place(state, { sequence: 8, frameCount: 5, isDiscontinuous: false })).toEqual({
      kind: 'new',
      skip: 2,
      next: { nextSequence: 13, frameCount: 13 },
    });
  });

  it('end at the longest utterance, jumps included', () => {
    const sequence = MAX_UTTERANCE_FRAMES - 1;
    expect(place(FIRST_SEQUENCE, { sequence, frameCount: 1, isDiscontinuous: true }).kind).toBe(
      'new',
    );
    expect(place(FIRST_SEQUENCE, { sequence, frameCount: 2, isDiscontinuous: true }).kind).toBe(
      'too-long',
    );
  });

  it('are whole when the counts agree, sound lost at the very end included', () => {
    const state = { nextSequence: 10, frameCount: 8 };
    expect(isWhole(state, { nextSequence: 10, frameCount: 8 })).toBe(true);
    expect(isWhole(state, { nextSequence: 13, frameCount: 8 })).toBe(true);
    expect(isWhole(state, { nextSequence: 10, frameCount: 10 })).toBe(false);
    expect(isWhole(state, { nextSequence: 9, frameCount: 8 })).toBe(false);
  });
});
