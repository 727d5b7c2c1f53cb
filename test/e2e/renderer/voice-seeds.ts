/** What voice leaves for people to decide, for the screen's states. */
import { laneIdSchema, utteranceIdSchema } from '../../../src/shared/ids.ts';
import type { Missed } from '../../../src/shared/ipc/views.ts';
import { add, newId, newTicket, selection, withCommands, withVoice } from './make-tickets.ts';

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

const confirmedTicket = withCommands(
  newTicket(),
  add('Greek Salad', { options: ['Ranch'] }),
  add('Lemonade', { quantity: 2 }),
);
const [salads, drinks] = confirmedTicket.lines;
if (salads === undefined || drinks === undefined) throw new Error('Two lines are ready');
/** Two lines that a person had confirmed, one to be changed and one to be taken away. */
export const correctedTicket = withVoice(
  confirmedTicket,
  [
    {
      kind: 'change',
      lineId: salads.lineId,
      selection: selection('Greek Salad', { quantity: 3, options: ['Ranch'] }),
      words: 'make that three greek salads',
      confidence: 0.9,
    },
    { kind: 'remove', lineId: drinks.lineId, words: 'cancel the lemonade', confidence: 0.9 },
  ],
  [],
);
