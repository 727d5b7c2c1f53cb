import { expect, test } from 'vitest';
import { cueFor, toldOf, type Seen } from '../../../src/renderer/sounds/cue.ts';
import { seeds, type SeedName } from '../../e2e/renderer/seeds.ts';

const seen = (seed: SeedName, change: Partial<Seen> = {}): Seen => ({ ...seeds[seed], ...change });
const cue = (before: Seen, now: Seen) => cueFor(toldOf(before), toldOf(now));

test('nothing new makes no sound, and what is over makes none either', () => {
  expect(cue(seen('busy'), seen('busy'))).toBeUndefined();
  expect(cue(seen('busy'), seen('busy', { tickets: [] }))).toBeUndefined();
  expect(cue(seen('offline'), seen('empty'))).toBeUndefined();
});

test('a question, an order and a problem each have a sound of their own', () => {
  expect(cue(seen('busy', { tickets: [] }), seen('busy'))).toBe('question');
  expect(cue(seen('empty'), seen('empty', { orders: seeds.orders.orders }))).toBe('placed');
  expect(cue(seen('empty'), seen('empty', { notices: seeds['much-amiss'].notices }))).toBe(
    'problem',
  );
  expect(cue(seen('empty'), seen('empty', { connection: seeds.offline.connection }))).toBe(
    'problem',
  );
});

test('of several at once the gravest sounds', () => {
  const { connection } = seeds.offline;
  expect(cue(seen('busy', { tickets: [] }), seen('busy', { connection }))).toBe('problem');
});

test('a microphone that a button opened may be spoken into; a hands-free lane makes no sound', () => {
  const [lane] = seeds.empty.lanes;
  if (lane === undefined) throw new Error('The empty seed has a lane');
  const hearing = (mode: typeof lane.mode) => [{ ...lane, mode, state: 'hearing' as const }];
  expect(cue(seen('empty'), seen('empty', { lanes: hearing('push-to-talk') }))).toBe('microphone');
  expect(cue(seen('empty'), seen('empty', { lanes: hearing('hands-free') }))).toBeUndefined();
});
