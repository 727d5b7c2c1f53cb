/** Words and sound that are on no ticket, for the screen's states. */
import { laneIdSchema, utteranceIdSchema } from '../../../src/shared/ids.ts';
import type { Missed } from '../../../src/shared/ipc/views.ts';
import { newId } from './make-tickets.ts';

const LANE = laneIdSchema.parse('counter-1');
const SECOND_LANE = laneIdSchema.parse('drive-thru');
const SAID_MS = Date.UTC(2026, 10, 24, 16, 20);

function missedWords(
  text: string,
  minutesAgo: number,
  change: Partial<Extract<Missed, { kind: 'words' }>> = {},
): Missed {
  return {
    kind: 'words',
    utteranceId: utteranceIdSchema.parse(newId()),
    laneId: LANE,
    saidAtMs: SAID_MS - minutesAgo * 60_000,
    text,
    why: 'guest-left',
    seen: false,
    ...change,
  };
}

function anew(one: Missed): Missed {
  return { ...one, utteranceId: utteranceIdSchema.parse(newId()) };
}

function parked(minutesAgo: number): Missed {
  const saidAtMs = SAID_MS - minutesAgo * 60_000;
  const utteranceId = utteranceIdSchema.parse(newId());
  return { kind: 'parked', utteranceId, laneId: SECOND_LANE, saidAtMs };
}

export const someMissed = [
  missedWords('and could we also get a lemonade and two of the greek bowls no olives', 2),
  parked(9),
  parked(14),
  missedWords('no the other one', 21, { laneId: SECOND_LANE }),
  missedWords('do you have anything without nuts', 30, { why: 'taken-over', seen: true }),
];

/** More than a screen holds. */
export const muchMissed = Array.from({ length: 12 }, () => someMissed.map(anew)).flat();
