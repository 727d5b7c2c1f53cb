/**
 * The state of listening to one utterance, and what the words may do to it: name a dish, wish
 * something of it, split it, replace it, take it off. `interpret.ts` decides which words do what.
 */
import type { Question, TicketLine } from '../ticket.ts';
import { selectionOf } from '../price-selection.ts';
import { VOICE_MAX_OF_ITEM } from '../limits.ts';
import { accepts } from './bind-wishes.ts';
import type { FoodChunk } from './chunks.ts';
import { isOpen, type Draft, type Wish, type WishVerb } from './draft.ts';
import type { Food } from './food.ts';
import type { Lexicon } from './lexicon.ts';

export type Fix = {
  /** `surely` said to be one (`make that`), or `maybe` (`actually`), or `maybe` in a new request. */
  readonly how: 'surely' | 'maybe' | 'maybe-asked';
  /** What is to be replaced; without it the last thing said. */
  readonly target: Draft | undefined;
};

export type Conversation = {
  readonly lexicon: Lexicon;
  /** Ticket lines, open questions and what was heard now, in order. */
  readonly drafts: Draft[];
  focus: readonly Draft[];
  /** The draft that `one with …, the other with …` divides. */
  divided: Draft | undefined;
  held: Wish[];
  count: { readonly value: number; readonly more: boolean; readonly from: number } | undefined;
  /** `two each of …`: the number of every dish that follows. */
  eachCount: number | undefined;
  /** A number just said was taken back (`five, wait, no, four`): what follows begins anew. */
  hasDropped: boolean;
  /** How many was left open (`three or four`, `as many as you can`), so it has to be asked. */
  isVague: boolean;
  /** A correction is under way: numbers are set anew, not added. */
  isCorrecting: boolean;
  /** Where that correction was made: what was said before it may be said anew. */
  correctedAt: number;
  /** The dish was named first (`for the burger, …`), so that what follows is for it alone. */
  isPointedAt: boolean;
  article: { readonly isDefinite: boolean; readonly from: number } | undefined;
  link: 'and' | 'or' | undefined;
  verb: WishVerb | 'remove' | 'on';
  /** Something was wished with the verb, so it may have ended: `no onions, ranch`. */
  isVerbUsed: boolean;
  /** `extra`, `light on`, as said. */
  degree: string;
  fix: Fix | undefined;
  /** How many corrections there were, and which of them what is wished now belongs to (0: none). */
  corrections: number;
  correction: number;
  /** `I only want one`: the number is meant for what is there. */
  isOnly: boolean;
  isAsking: boolean;
  /** Where `okay` or `so` was said: what is named again after it is the same dish once more. */
  agreedAt: number;
  hasOrdered: boolean;
  /** What a question was about: `do you have lemonade? I'll take two`. */
  topic: Food | undefined;
  /** What was asked about that is no dish: `does it have olives? leave them off`. */
  askedThing: FoodChunk | undefined;
  /** What holds for every dish of the utterance: allergies. */
  readonly generalNotes: string[];
  wantsPerson: boolean;
  readonly absurd: { readonly value: number; readonly itemIds: readonly string[] }[];
};

export function startConversation(
  lexicon: Lexicon,
  lines: readonly TicketLine[],
  questions: readonly Question[],
): Conversation {
  const drafts = [...lines.map(fromLine), ...questions.flatMap(fromQuestion)];
  const last = drafts.findLast(isOpen);
  return {
    lexicon,
    drafts,
    focus: last === undefined ? [] : [last],
    divided: undefined,
    held: [],
    count: undefined,
    eachCount: undefined,
    hasDropped: false,
    isVague: false,
    isCorrecting: false,
    correctedAt: 0,
    isPointedAt: false,
    article: undefined,
    link: undefined,
    verb: 'bare',
    isVerbUsed: false,
    degree: '',
    fix: undefined,
    corrections: 0,
    correction: 0,
    isOnly: false,
    isAsking: false,
    agreedAt: 0,
    hasOrdered: false,
    topic: undefined,
    askedThing: undefined,
    generalNotes: [],
    wantsPerson: false,
    absurd: [],
  };
}

function fromLine(line: TicketLine): Draft {
  return {
    ...emptyDraft(0, 0),
    lineId: line.lineId,
    base: selectionOf(line),
    itemIds: [line.itemId],
    quantity: line.quantity,
    isCounted: true,
  };
}

function fromQuestion(question: Question): Draft[] {
  if (question.kind !== 'which-item') return [];
  const { questionId, itemIds, quantity } = question;
  return [{ ...emptyDraft(0, 0), questionId, itemIds, quantity, isCounted: true }];
}

function emptyDraft(from: number, to: number): Draft {
  return {
    lineId: undefined,
    isSplit: false,
    isExclusive: false,
    partOf: undefined,
    questionId: undefined,
    base: undefined,
    itemIds: [],
    quantity: 1,
    isCounted: false,
    wishes: [],
    isDoubtful: false,
    isListed: false,
    isRemoved: false,
    isTouched: false,
    confidence: 1,
    from,
    to,
  };
}

/** Was it said now, rather than being on the ticket already? */
export function isHeard(draft: Draft): boolean {
  return draft.lineId === undefined && draft.questionId === undefined;
}

export function lastOf(talk: Conversation): Draft | undefined {
  return talk.focus.at(-1) ?? talk.drafts.findLast((draft) => isOpen(draft));
}

/** A new draft for a dish, in focus; whatever was held for it goes to it. */
export function openDraft(
  talk: Conversation,
  food: Food | undefined,
  from: number,
  to: number,
): Draft {
  const draft = emptyDraft(talk.count?.from ?? talk.article?.from ?? from, to);
  draft.itemIds = food?.itemIds ?? [];
  draft.quantity = talk.count?.value ?? talk.eachCount ?? 1;
  draft.isCounted = talk.count !== undefined;
  draft.confidence = confidenceOf(food, talk.count !== undefined);
  draft.isDoubtful = food?.grade === 'hinted' || talk.isVague;
  talk.isVague = false;
  if (draft.quantity > VOICE_MAX_OF_ITEM || draft.quantity < 0) {
    talk.absurd.push({ value: draft.quantity, itemIds: draft.itemIds.slice(0, 8) });
    draft.itemIds = [];
  }
  if (draft.quantity === 0) draft.itemIds = [];
  talk.drafts.push(draft);
  focusOn(talk, [draft]);
  return draft;
}

/** How sure a name makes us: a sound-alike, half a name, or a plural without a number make us less so. */
export function confidenceOf(food: Food | undefined, isCounted: boolean): number {
  if (food === undefined) return 0;
  const byGrade = food.grade === 'named' ? 0.97 : 0.85;
  const byCount = food.isPlural && !isCounted ? 0.75 : 1;
  const bySound = food.likeness < 1 ? food.likeness - 0.1 : 1;
  return byGrade * byCount * bySound;
}

export function focusOn(talk: Conversation, drafts: readonly Draft[]): void {
  talk.hasDropped = false;
  talk.isPointedAt = false;
  talk.focus = drafts;
  talk.count = undefined;
  talk.article = undefined;
  talk.link = undefined;
  talk.fix = undefined;
  talk.correction = 0;
  talk.isOnly = false;
  talk.verb = 'bare';
  talk.isVerbUsed = false;
  talk.degree = '';
}

/** Gives what is held to the drafts meant, or to the nearest one before them that can take it. */
export function giveHeld(talk: Conversation, targets: readonly Draft[] = talk.focus): void {
  const { held, lexicon } = talk;
  if (held.length === 0) return;
  const [first] = targets;
  if (first === undefined) {
    const nearest = talk.drafts.findLast((draft) => isOpen(draft));
    if (nearest !== undefined) giveHeld(talk, [nearest]);
    return;
  }
  talk.held = [];
  for (const wish of held) {
    const taking = targets.filter((draft) => accepts(draft, wish, lexicon));
    if (taking.length > 0) {
      const isForAll = wish.verb === 'no' && targets.length > 1;
      for (const draft of isForAll ? targets : taking) give(draft, wish);
      continue;
    }
    const earlier =
      targets.some(({ itemIds }) => itemIds.length === 0) || isRefused(wish, targets, lexicon)
        ? undefined
        : talk.drafts.findLast(
            (draft) => isOpen(draft) && accepts(draft, wish, lexicon) && !isSaidOf(draft, wish),
          );
    if (earlier !== undefined) give(earlier, wish);
    else if (wish.verb !== 'bare' && wish.verb !== 'drop')
      for (const draft of targets) give(draft, wish);
  }
}

/** `one with ranch and no chicken`: what could be added here is refused here, whatever is elsewhere. */
function isRefused(wish: Wish, targets: readonly Draft[], lexicon: Lexicon): boolean {
  const added: Wish = { ...wish, verb: 'bare' };
  return wish.verb === 'no' && targets.some((draft) => accepts(draft, added, lexicon));
}

function isSaidOf({ wishes }: Draft, { verb, thing }: Wish): boolean {
  return verb === 'no' && wishes.some((wish) => wish.verb === verb && wish.thing === thing);
}

export function give(draft: Draft, wish: Wish): void {
  draft.wishes.push(wish);
  if (draft.isExclusive && draft.partOf !== undefined) {
    const isAlike = (other: Wish) => other.verb === wish.verb && other.text === wish.text;
    draft.partOf.wishes = draft.partOf.wishes.filter((other) => !isAlike(other));
  }
  draft.isTouched = true;
  draft.to = Math.max(draft.to, wish.to);
}

/** The latest draft that these words may mean. */
export function draftOf(talk: Conversation, food: Food): Draft | undefined {
  const isMeant = (draft: Draft) =>
    isOpen(draft) && draft.itemIds.some((itemId) => food.itemIds.includes(itemId));
  return (
    talk.drafts.findLast((draft) => isMeant(draft) && isHeard(draft)) ??
    talk.drafts.findLast(isMeant)
  );
}
