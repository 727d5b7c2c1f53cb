import { expect, test } from 'vitest';
import {
  INITIAL_LANE,
  laneWord,
  stepLane,
  type LaneEvent,
} from '../../../../src/main/voice/lane/lane-machine.ts';
import { newUtteranceId } from '../../../support/journal-fixture.ts';

const utteranceId = newUtteranceId();
const another = newUtteranceId();
const canHear: LaneEvent = { type: 'can-hear', canHear: true };

function wordsAfter(...events: LaneEvent[]): string[] {
  let state = INITIAL_LANE;
  return events.map((event) => {
    state = stepLane(state, event);
    return laneWord(state);
  });
}

test('a lane listens, hears, thinks, speaks and listens again', () => {
  expect(
    wordsAfter(
      canHear,
      { type: 'speech-started', utteranceId },
      { type: 'speech-ended', utteranceId },
      { type: 'reply-started', utteranceId },
      { type: 'reply-ended', utteranceId },
    ),
  ).toEqual(['listening', 'hearing', 'thinking', 'speaking', 'listening']);
});

test('a guest who speaks over a reply is heard', () => {
  expect(
    wordsAfter(
      canHear,
      { type: 'reply-started', utteranceId },
      { type: 'speech-started', utteranceId: another },
      { type: 'reply-ended', utteranceId },
    ),
  ).toEqual(['listening', 'speaking', 'hearing', 'hearing']);
});

test('the result of an earlier utterance does not end the thinking about a later one', () => {
  expect(
    wordsAfter(
      canHear,
      { type: 'speech-started', utteranceId: another },
      { type: 'speech-ended', utteranceId: another },
      { type: 'settled', utteranceId },
      { type: 'settled', utteranceId: another },
    ),
  ).toEqual(['listening', 'hearing', 'thinking', 'thinking', 'listening']);
});

test('a lane whose device is gone is idle, and one that staff took over says so', () => {
  expect(
    wordsAfter(
      canHear,
      { type: 'can-hear', canHear: false },
      { type: 'taken-over', isTakenOver: true },
      { type: 'speech-started', utteranceId },
      { type: 'taken-over', isTakenOver: false },
    ),
  ).toEqual(['listening', 'idle', 'taken-over', 'taken-over', 'hearing']);
});
