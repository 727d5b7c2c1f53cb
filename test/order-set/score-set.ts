/**
 * Scores the order compiler on a set of sentences with the tickets they should make.
 *
 * A set is JSON Lines: `say` on the ticket `given` (fresh without it) should make the lines of
 * `expect`: `2x503 +No Olives +Ranch ~on the side` is two of item 503 with those modifiers and
 * options and a note containing those words. `?302,503` expects the question which of these items,
 * `?person` that a person is called, `?*` allows any question. Missing choices ask by themselves.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Menu } from '../../src/shared/menu/menu.ts';
import type { Lexicon } from '../../src/shared/order/compile-order.ts';
import { reduceTicket } from '../../src/shared/order/reduce-ticket.ts';
import type { Question, Ticket, TicketLine } from '../../src/shared/order/ticket.ts';
import { freshTicket, takeOrder } from '../../scripts/order/take-order.ts';

const rowSchema = z.strictObject({
  category: z.string(),
  say: z.string(),
  given: z.array(z.string()).optional(),
  expect: z.array(z.string()),
});

export type Row = z.infer<typeof rowSchema>;

export type Verdict = {
  readonly row: Row;
  readonly isExact: boolean;
  /** A line for an item that nobody ordered, or more of it than was ordered. */
  readonly isConfidentlyWrong: boolean;
  readonly got: readonly string[];
};

export function readRows(path: string | URL): Row[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => rowSchema.parse(JSON.parse(line)));
}

export function scoreRow(row: Row, lexicon: Lexicon): Verdict {
  const given = (row.given ?? []).reduce(
    (ticket, line) => withGiven(ticket, line, lexicon.menu),
    freshTicket(lexicon.menu),
  );
  const ticket = takeOrder(row.say, lexicon, given);
  const wantedLines = row.expect.filter((part) => !part.startsWith('?'));
  const wantedQuestions = row.expect.filter((part) => part.startsWith('?'));
  const lines = ticket.lines.map(describe);
  const questions = ticket.questions.filter(({ kind }) => kind !== 'missing-choice').map(ask);
  const isExact =
    sameLines(wantedLines, lines) &&
    (wantedQuestions.includes('?*') ||
      [...questions].sort().join() === [...wantedQuestions].sort().join());
  const ordered = wantedLines.map((line) => line.split(' ')[0] ?? '');
  const isConfidentlyWrong = unitsByItem(lines).some(
    ([itemId, units]) => units > (new Map(unitsByItem(ordered)).get(itemId) ?? 0),
  );
  return { row, isExact, isConfidentlyWrong, got: [...lines, ...questions] };
}

function withGiven(ticket: Ticket, written: string, menu: Menu): Ticket {
  const [head = '', ...names] = written.split(' +');
  const [quantity = '', itemId = ''] = head.split('x');
  const item = menu.items.find(({ id }) => id === itemId);
  const choices = menu.choices.filter(({ id }) => item?.choiceIds.includes(id));
  const selection = {
    itemId,
    quantity: Number(quantity),
    modifierIds: menu.modifiers.filter(({ name }) => names.includes(name)).map(({ id }) => id),
    choices: choices.flatMap(({ id: choiceId, options }) =>
      options
        .filter(({ name }) => names.includes(name))
        .map(({ id }) => ({ choiceId, optionId: id })),
    ),
  };
  const added = reduceTicket(
    ticket,
    { kind: 'add-item', selection },
    { menu, newId: () => crypto.randomUUID() },
  );
  if (!added.ok) throw new Error(`the set gives a ticket that can't be: ${written}`);
  return added.value;
}

function describe({ quantity, itemId, modifiers, choices, note }: TicketLine): string {
  const names = [...modifiers, ...choices].map(({ name }) => ` +${name}`).sort();
  return `${quantity}x${itemId}${names.join('')}${note === undefined ? '' : ` ~${note}`}`;
}

function ask(question: Question): string {
  return question.kind === 'ask-a-person'
    ? '?person'
    : `?${[...question.itemIds].sort().join(',')}`;
}

function sameLines(wanted: readonly string[], got: readonly string[]): boolean {
  const left = [...got];
  for (const line of wanted) {
    const at = left.findIndex((candidate) => fits(line, candidate));
    if (at < 0) return false;
    left.splice(at, 1);
  }
  return left.length === 0;
}

/** Equal but for the note, which has to contain the words expected, and must not be there otherwise. */
function fits(wanted: string, got: string): boolean {
  const [wantedLine = '', wantedNote] = wanted.split(' ~');
  const [gotLine = '', gotNote] = got.split(' ~');
  const [head, ...names] = wantedLine.split(' +');
  const plain = [head, ...names.map((name) => `+${name}`).sort()].join(' ');
  if (plain !== gotLine) return false;
  if (wantedNote === undefined || gotNote === undefined) return wantedNote === gotNote;
  return gotNote.includes(wantedNote);
}

function unitsByItem(lines: readonly string[]): [string, number][] {
  const units = new Map<string, number>();
  for (const line of lines) {
    const [quantity = '', itemId = ''] = (line.split(' ')[0] ?? '').split('x');
    units.set(itemId, (units.get(itemId) ?? 0) + Number(quantity));
  }
  return [...units];
}
