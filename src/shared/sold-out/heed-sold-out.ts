/**
 * What voice may propose while something is sold out: never a line of it. The guest is asked what else, with
 * answers of the same category; what is missing beside an item is left off and told.
 */
import type { Menu } from '../menu/menu.ts';
import type { Component, Selection } from '../order/selection.ts';
import type { Ticket } from '../order/ticket.ts';
import { selectionOf } from '../order/price-selection.ts';
import { asking } from '../order/question-text.ts';
import type { VoiceEdit, VoiceQuestion } from '../order/voice-edit.ts';
import { keyOf, nameOf, type SoldOut, type SoldOutMark } from './sold-out.ts';
import { optionSubject, soldOutIn } from './sold-out-lines.ts';

/** As many as are read at a glance. */
const MAX_ALTERNATIVES = 4;

type Proposal = {
  readonly edits: readonly VoiceEdit[];
  readonly questions: readonly VoiceQuestion[];
};

export function heedSoldOut<Heard extends Proposal>(
  proposal: Heard,
  ticket: Pick<Ticket, 'lines'>,
  menu: Menu,
  soldOut: SoldOut,
): Heard {
  if (soldOut.size === 0) return proposal;
  const edits: VoiceEdit[] = [];
  const questions: VoiceQuestion[] = [];
  for (const edit of proposal.edits) {
    const heeded = heedEdit(edit, ticket, menu, soldOut);
    edits.push(...heeded.edits);
    questions.push(...heeded.questions);
  }
  questions.push(...proposal.questions.map((asked) => heedQuestion(asked, menu, soldOut)));
  return { ...proposal, edits, questions };
}

function heedEdit(
  edit: VoiceEdit,
  { lines }: Pick<Ticket, 'lines'>,
  menu: Menu,
  soldOut: SoldOut,
): Proposal {
  if (edit.kind === 'remove') return { edits: [edit], questions: [] };
  const { selection } = edit;
  // What a line has already is for the cashier to settle, not for this sentence.
  const line =
    edit.kind === 'change' ? lines.find(({ lineId }) => lineId === edit.lineId) : undefined;
  const had = new Set(
    line === undefined || edit.selection.quantity > line.quantity
      ? []
      : soldOutIn(selectionOf(line), soldOut, menu).map(({ subject }) => keyOf(subject)),
  );
  const missing = soldOutIn(selection, soldOut, menu).filter(
    ({ subject }) => !had.has(keyOf(subject)),
  );
  if (missing.length === 0) return { edits: [edit], questions: [] };
  const isItself = ({ subject }: SoldOutMark) =>
    subject.kind === 'item' && subject.itemId === selection.itemId;
  if (missing.some(isItself)) {
    return { edits: [], questions: [whatElse(selection, edit.words, menu, soldOut)] };
  }
  const lacking = new Set(missing.map(({ subject }) => keyOf(subject)));
  return {
    edits: [{ ...edit, selection: without(selection, lacking, menu) }],
    questions: missing.map(({ subject }) => ({
      kind: 'ask-a-person',
      ...asking({ kind: 'left-off', name: nameOf(subject, menu) ?? '?' }),
      itemIds: [selection.itemId],
    })),
  };
}

/** A combo goes without a component that is sold out: its slot is asked for again. */
function without(selection: Selection, lacking: ReadonlySet<string>, menu: Menu): Selection {
  const isLeft = (modifierId: string) => !lacking.has(keyOf({ kind: 'modifier', modifierId }));
  const isThere = ({ choiceId, optionId }: Component) =>
    !lacking.has(keyOf(optionSubject(menu, choiceId, optionId)));
  return {
    ...selection,
    modifierIds: selection.modifierIds.filter(isLeft),
    choices: selection.choices.filter(isThere).map(({ modifierIds, choices, ...option }) => ({
      ...option,
      ...(modifierIds !== undefined && { modifierIds: modifierIds.filter(isLeft) }),
      ...(choices !== undefined && { choices: choices.filter(isThere) }),
    })),
  };
}

/** Which of several was meant is asked among those that there are. */
function heedQuestion(asked: VoiceQuestion, menu: Menu, soldOut: SoldOut): VoiceQuestion {
  if (asked.kind !== 'which-item') return asked;
  const isLeft = (itemId: string) => !soldOut.has(keyOf({ kind: 'item', itemId }));
  const itemIds = asked.itemIds.filter(isLeft);
  if (itemIds.length === asked.itemIds.length) return asked;
  const [first] = asked.candidates;
  if (itemIds.length === 0 && first !== undefined)
    return whatElse(first, asked.words, menu, soldOut);
  return { ...asked, itemIds, candidates: asked.candidates.filter(({ itemId }) => isLeft(itemId)) };
}

/** "The lemonade is sold out. What else?" with what the same category still has, in the menu's order. */
function whatElse(
  selection: Selection,
  words: string,
  menu: Menu,
  soldOut: SoldOut,
): VoiceQuestion {
  const item = menu.items.find(({ id }) => id === selection.itemId);
  const asked = asking({ kind: 'sold-out', name: item?.name ?? '?' });
  const { quantity } = selection;
  const alternatives = menu.items
    .filter(
      ({ id, categoryId }) =>
        categoryId === item?.categoryId && !soldOut.has(keyOf({ kind: 'item', itemId: id })),
    )
    .slice(0, MAX_ALTERNATIVES);
  if (alternatives.length === 0) {
    return { kind: 'ask-a-person', ...asked, itemIds: [selection.itemId] };
  }
  return {
    kind: 'which-item',
    ...asked,
    itemIds: alternatives.map(({ id }) => id),
    quantity,
    candidates: alternatives.map(({ id: itemId }) => ({
      itemId,
      quantity,
      modifierIds: [],
      choices: [],
    })),
    words,
  };
}
