/**
 * Scores the order compiler on a set of sentences with the tickets they should make.
 *
 * A set is JSON Lines: `say` on the ticket `given` (fresh without it) should make the lines of
 * `expect`: `2x503 +No Olives +Ranch ~on the side` is two of item 503 with those modifiers and
 * options and a note containing those words. `?302,503` expects the question which of these items,
 * `?person` that a person is called, `?*` allows any question. Missing choices ask by themselves.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Menu } from '../../src/shared/menu/menu.ts';
import { buildLexicon, type Lexicon } from '../../src/shared/order/compile-order.ts';
import { reduceTicket } from '../../src/shared/order/reduce-ticket.ts';
import type { Question, Ticket, TicketLine } from '../../src/shared/order/ticket.ts';
import { freshTicket, readMenu, takeOrder } from '../../scripts/order/take-order.ts';

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
  /**
   * A line that is not what was ordered: another item, too many of it, a modifier or an option more,
   * a modifier less. An option that is still missing is asked for, so it makes no line wrong.
   */
  readonly isConfidentlyWrong: boolean;
  readonly got: readonly string[];
};

/** A file of the set and what its menu makes the compiler listen for. */
export type Part = {
  readonly name: string;
  readonly lexicon: Lexicon;
  readonly rows: readonly Row[];
};

const DEMO_MENU = new URL('../../resources/demo-menu.json', import.meta.url);
export const BURGER_MENU = new URL('burger-menu.json', import.meta.url);
const TAQUERIA_MENU = new URL('taqueria-menu.json', import.meta.url);
const PIZZERIA_MENU = new URL('pizzeria-menu.json', import.meta.url);
const FOODHALL_MENU = new URL('foodhall-menu.json', import.meta.url);

/** The parts beside this file, all or those of a name; `burger`, `taqueria`, `pizzeria` and `foodhall` parts are about the menu of that name. */
export function readSet(wanted?: string): Part[] {
  const demo = lexiconOf(DEMO_MENU);
  const others = new Map([
    ['burger', lexiconOf(BURGER_MENU)],
    ['taqueria', lexiconOf(TAQUERIA_MENU)],
    ['pizzeria', lexiconOf(PIZZERIA_MENU)],
    ['foodhall', lexiconOf(FOODHALL_MENU)],
  ]);
  return readdirSync(new URL('.', import.meta.url))
    .filter((file) => file.endsWith('.jsonl'))
    .map((file) => file.replace(/\.jsonl$/, ''))
    .filter((name) => wanted === undefined || name === wanted)
    .sort()
    .map((name) => ({
      name,
      lexicon: others.get(name.replace(/-\d+$/, '')) ?? demo,
      rows: readRows(new URL(`${name}.jsonl`, import.meta.url)),
    }));
}

function lexiconOf(path: URL): Lexicon {
  const menu = readMenu(path);
  if (!menu.ok) throw new Error(menu.failure);
  return buildLexicon(menu.value);
}

function readRows(path: URL): Row[] {
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
  const isLeaving = ({ correction }: TicketLine) => correction?.kind === 'remove';
  const lines = ticket.lines.filter((line) => !isLeaving(line)).map(heardLine);
  const questions = ticket.questions.filter(({ kind }) => kind !== 'missing-choice').map(ask);
  const wanted = wantedLines.map(wantedLine);
  const isExact =
    sameLines(wanted, lines) &&
    (wantedQuestions.includes('?*') ||
      [...questions].sort().join() === [...wantedQuestions].sort().join());
  const isConfidentlyWrong = !isWithin(wanted, lines, lexicon.menu);
  return { row, isExact, isConfidentlyWrong, got: [...lines.map(written), ...questions] };
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

/** A line of a ticket, reduced to what is compared. */
type Line = {
  readonly itemId: string;
  readonly quantity: number;
  readonly names: readonly string[];
  readonly note: string | undefined;
};

function heardLine({ quantity, itemId, modifiers, choices, note }: TicketLine): Line {
  return { itemId, quantity, names: [...modifiers, ...choices].map(({ name }) => name), note };
}

function wantedLine(text: string): Line {
  const [line = '', note] = text.split(' ~');
  const [head = '', ...names] = line.split(' +');
  const [quantity = '', itemId = ''] = head.split('x');
  return { itemId, quantity: Number(quantity), names, note };
}

function written({ quantity, itemId, names, note }: Line): string {
  const parts = [...names].sort().map((name) => ` +${name}`);
  return `${quantity}x${itemId}${parts.join('')}${note === undefined ? '' : ` ~${note}`}`;
}

function ask(question: Question): string {
  return question.kind === 'ask-a-person'
    ? '?person'
    : `?${[...question.itemIds].sort().join(',')}`;
}

function sameLines(wanted: readonly Line[], got: readonly Line[]): boolean {
  const left = merged(got);
  for (const line of merged(wanted)) {
    const at = left.findIndex((candidate) => isSame(line, candidate));
    if (at < 0) return false;
    left.splice(at, 1);
  }
  return left.length === 0;
}

/** Two lines of the same dish are as good as one of both. */
function merged(lines: readonly Line[]): Line[] {
  const dishes = new Map<string, Line>();
  for (const line of lines) {
    const dish = written({ ...line, quantity: 1 });
    const quantity = line.quantity + (dishes.get(dish)?.quantity ?? 0);
    dishes.set(dish, { ...line, quantity });
  }
  return [...dishes.values()];
}

/** Equal but for the note, which has to contain the words expected, and must not be there otherwise. */
function isSame(wanted: Line, got: Line): boolean {
  const { note } = wanted;
  const plain = (line: Line) => written({ ...line, note: undefined });
  if (plain(wanted) !== plain(got)) return false;
  return note === undefined ? got.note === undefined : got.note?.includes(note) === true;
}

/** Is every piece heard one of those wanted, as far as it is settled? */
function isWithin(wanted: readonly Line[], got: readonly Line[], { modifiers }: Menu): boolean {
  const left = wanted.map((line) => ({ line, pieces: line.quantity }));
  const isModifier = (name: string) => modifiers.some((modifier) => modifier.name === name);
  const isMet = (line: Line, heard: Line) => {
    const open = line.names.filter((name) => !heard.names.includes(name));
    return (
      line.itemId === heard.itemId &&
      heard.names.every((name) => line.names.includes(name)) &&
      !open.some(isModifier)
    );
  };
  const closestFirst = [...got].sort((one, other) => other.names.length - one.names.length);
  return closestFirst.every((heard) => {
    let pieces = heard.quantity;
    for (const entry of left) {
      if (!isMet(entry.line, heard)) continue;
      const taken = Math.min(pieces, entry.pieces);
      entry.pieces -= taken;
      pieces -= taken;
    }
    return pieces === 0;
  });
}
