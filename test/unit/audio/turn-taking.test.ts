import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  stepTurn,
  type Turn,
  type TurnEffect,
  type TurnEvent,
} from '../../../src/audio/duplex/turn-taking.ts';

const words = (isSpeech: boolean): TurnEvent => ({ type: 'judged', isSpeech });
const STARTED: TurnEvent = { type: 'speech-started' };
const REPLY: TurnEvent = { type: 'reply-came' };
const standsOut = (ms: number): TurnEvent => ({ type: 'stands-out', atUs: ms * 1_000 });
const ended = (ms: number): TurnEvent => ({ type: 'speech-ended', atUs: ms * 1_000 });
const tick = (ms: number): TurnEvent => ({ type: 'tick', atUs: ms * 1_000 });

/** What is done at each event, while a reply is there. */
function play(events: readonly TurnEvent[], hasReply = true): (TurnEffect | undefined)[] {
  let turn: Turn = { name: 'free' };
  return events.map((event) => {
    const step = stepTurn(turn, event, hasReply);
    turn = step.turn;
    return step.effect;
  });
}

describe('while a reply sounds', () => {
  test('a noise that no speech follows only holds it for a moment', () => {
    expect(play([standsOut(0), tick(300), tick(350), tick(400)])).toEqual([
      'hold',
      undefined,
      'resume',
      undefined,
    ]);
  });

  test('speech with words ends it, as soon as a word is known', () => {
    expect(play([standsOut(0), STARTED, tick(500), words(true), words(true), ended(900)])).toEqual([
      'hold',
      'hold',
      undefined,
      'drop',
      undefined,
      undefined,
    ]);
  });

  test('speech that has no words lets it go on', () => {
    expect(play([STARTED, ended(900), words(false)])).toEqual(['hold', undefined, 'resume']);
  });

  test('speech of which nothing is ever known is believed', () => {
    expect(play([STARTED, ended(900), tick(4_800), tick(4_900)])).toEqual([
      'hold',
      undefined,
      undefined,
      'drop',
    ]);
  });
});

test('a reply that comes while the guest speaks waits, and goes when words are heard', () => {
  expect(play([STARTED, REPLY, words(true), REPLY, ended(9), REPLY])).toEqual([
    'hold',
    'hold',
    'drop',
    'drop',
    undefined,
    undefined,
  ]);
});

test('without a reply noise and words are nothing to act on', () => {
  expect(play([standsOut(0), tick(400), ended(500), words(true)], false)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('what is held is always let go in the end', () => {
  const event = fc.oneof(
    fc.constantFrom(STARTED, REPLY, words(true), words(false)),
    fc.integer({ min: 0, max: 9_000 }).map(standsOut),
  );
  fc.assert(
    fc.property(fc.array(event), (events) => {
      let isHeld = false;
      let turn: Turn = { name: 'free' };
      for (const each of [...events, ended(9_000), tick(13_100)]) {
        const step = stepTurn(turn, each, true);
        turn = step.turn;
        if (step.effect !== undefined) isHeld = step.effect === 'hold';
      }
      expect({ isHeld, turn }).toEqual({ isHeld: false, turn: { name: 'free' } });
    }),
  );
});
