/** What each cue does: most say how the next words are meant. */
import { accepts } from './bind-wishes.ts';
import { dropDangling, removeDraft, setQuantity } from './change-drafts.ts';
import { draftOf, giveHeld, isHeard, lastOf, type Conversation } from './conversation.ts';
import type { Chunk } from './chunks.ts';
import type { CueName } from './cue-table.ts';
import { isOpen, type Draft, type Wish } from './draft.ts';
import { isCue, type Ear } from './ear.ts';
import { hearFix, hearNo, hearRemoval } from './hear-corrections.ts';
import { hearChange, hearInstead, hearMake } from './hear-exchange.ts';
import { holdNote, noteText } from './hold-wishes.ts';
import { hearAside, hearDiet, hearTrait } from './hear-notes.ts';
import { hearQuestion, hearIt, hearPraise } from './hear-question.ts';
import { hearSame } from './hear-same.ts';
import { hearHalf, hearOnePart } from './hear-count.ts';
import { hearAll, hearNth, hearOn, hearOther, hearParty, hearWhose } from './hear-references.ts';

/** Hears the chunk it stands at and answers where to go on. */
type Listener = (talk: Conversation, ear: Ear) => number;

/** While a question is asked, only these are heard. */
const ENDS_QUESTION: ReadonlySet<CueName> = new Set([
  'order',
  'answer',
  'clear',
  'person',
  'diet',
  'remove',
]);

const LISTENERS: Readonly<Record<CueName, Listener>> = {
  filler: hearFiller,
  'aside-talk': passBy,
  it: hearIt,
  ensure: passBy,
  times: passBy,
  'of-them': passBy,
  everything: passBy,
  becomes: (talk, ear) =>
    ear.chunks[ear.at - 1]?.kind === 'food' ? hearFix(talk, ear) : passBy(talk, ear),
  vague: (talk, ear) => {
    talk.isVague = true;
    return passBy(talk, ear);
  },
  everywhere: hearEverywhere,
  tableware: hearTableware,
  order: hearRequest,
  ask: hearQuestion,
  answer: (talk, ear) => {
    talk.isAsking = false;
    if (ear.chunk.text !== 'then') talk.agreedAt = ear.chunk.from;
    return passBy(talk, ear);
  },
  and: (talk, ear) => {
    talk.link = 'and';
    if (talk.fix?.how === 'maybe') talk.fix = undefined;
    return passBy(talk, ear);
  },
  also: (talk, ear) => {
    talk.link = 'and';
    talk.fix = undefined;
    return passBy(talk, ear);
  },
  or: (talk, ear) => {
    talk.link = 'or';
    return passBy(talk, ear);
  },
  indefinite: (talk, ear) => hearArticle(talk, ear, false),
  definite: (talk, ear) => hearArticle(talk, ear, true),
  with: (talk, ear) => listenFor(talk, 'with', ear),
  add: (talk, ear) =>
    ear.chunk.text.endsWith(' extra')
      ? listenFor(talk, 'extra', ear, 'extra')
      : listenFor(talk, 'add', ear),
  without: (talk, ear) => hearExcept(talk, ear) ?? listenFor(talk, 'no', ear),
  extra: (talk, ear) =>
    hearMultiple(talk, ear) ??
    (isNegated(ear) ? listenFor(talk, 'drop', ear) : listenFor(talk, 'extra', ear, degreeOf(ear))),
  light: (talk, ear) =>
    (/^half(?: on)?$/.test(ear.chunk.text) ? hearHalf(talk, ear) : undefined) ??
    listenFor(talk, 'light', ear, degreeOf(ear)),
  no: hearNo,
  on: hearOn,
  aside: hearAside,
  trait: hearTrait,
  size: hearTrait,
  diet: hearDiet,
  fix: hearFix,
  'maybe-fix': hearFix,
  scratch: hearScratch,
  clear: (talk, ear) => {
    for (const draft of talk.drafts.filter(isOpen)) removeDraft(talk, draft);
    talk.held = [];
    return passBy(talk, ear);
  },
  remove: hearRemoval,
  change: hearChange,
  make: hearMake,
  instead: hearInstead,
  'instead-of': hearInstead,
  other: hearOther,
  nth: hearNth,
  party: hearParty,
  whose: hearWhose,
  all: hearAll,
  'left-out': hearLeftOut,
  kept: hearKept,
  praise: hearPraise,
  only: (talk, ear) => {
    talk.isOnly = true;
    return passBy(talk, ear);
  },
  same: hearSame,
  person: hearPerson,
};

export function hearCue(talk: Conversation, ear: Ear, cue: CueName): number {
  const isStatement = cue !== 'remove' || /^(?:i|we|he|she|they) /.test(ear.chunk.text);
  if (talk.isAsking && isTurnToOrder(ear)) talk.isAsking = false;
  if (talk.isAsking && !(ENDS_QUESTION.has(cue) && isStatement)) return passBy(talk, ear);
  talk.isAsking &&= cue !== 'remove';
  return LISTENERS[cue](talk, ear);
}

/** `it was too greasy last time, so a large veggie`: what follows is ordered. */
function isTurnToOrder({ chunk, chunks, at }: Ear): boolean {
  const next = chunks[at + 1];
  return /^(?:so|but)$/.test(chunk.text) && (next?.kind === 'count' || isCue(next, 'indefinite'));
}

function passBy(_talk: Conversation, { at }: Ear): number {
  return at + 1;
}

/** `no olives but feta`, `no, just the salad`: the `no` ends there. */
function hearFiller(talk: Conversation, { chunk, chunks, at }: Ear): number {
  if (chunk.text === 'so') talk.agreedAt = chunk.from;
  const last = lastOf(talk);
  if (chunk.text === 'twice' && chunks[at - 1]?.kind === 'food' && last !== undefined)
    setQuantity(talk, last, 2, false);
  if (chunk.text === 'but' && isSaidWrong(talk, chunks, at)) replaceWhatWasSaid(talk);
  if (chunk.text === 'just' && isAnewNumber(chunks, at)) talk.isOnly = true;
  const isTurn = /^(?:just|but)$/.test(chunk.text);
  if (isTurn && (talk.verb === 'no' || talk.verb === 'remove')) talk.verb = 'bare';
  return at + 1;
}

function hearRequest(talk: Conversation, { chunk, at }: Ear): number {
  giveHeld(talk);
  const isOfOne = /^(?:i|id|ill|im|he|hes|hell|hed|she|shes|shell|shed)\b/.test(chunk.text);
  if (isOfOne && talk.drafts.some(isHeard)) talk.eachCount = undefined;
  talk.isAsking = false;
  talk.hasOrdered = true;
  talk.verb = 'bare';
  talk.degree = '';
  if (talk.fix?.how === 'maybe') talk.fix = { ...talk.fix, how: 'maybe-asked' };
  return at + 1;
}

function hearArticle(talk: Conversation, ear: Ear, isDefinite: boolean): number {
  const { chunk, at } = ear;
  const part = isDefinite ? undefined : hearOnePart(talk, ear);
  if (part !== undefined) return part;
  talk.article = { isDefinite, from: chunk.from };
  if (talk.verb === 'no' && talk.isVerbUsed && !isDefinite && chunk.text !== 'any')
    talk.verb = 'bare';
  return at + 1;
}

/** What follows is wanted with, without, extra … of a dish. */
function listenFor(
  talk: Conversation,
  verb: Conversation['verb'],
  { at }: Ear,
  degree = '',
): number {
  if (talk.link === undefined && talk.focus.length > 0 && !isForLater(talk)) giveHeld(talk);
  talk.verb = verb;
  talk.isVerbUsed = false;
  talk.degree = degree;
  talk.article = undefined;
  return at + 1;
}

/** `a greek bowl and extra collards no rice soul bowl`: nothing there takes it, so a dish may follow. */
function isForLater({ held, drafts, lexicon }: Conversation): boolean {
  const isTaken = (wish: Wish) =>
    wish.thing === undefined ||
    drafts.some((draft) => isOpen(draft) && accepts(draft, wish, lexicon));
  return held.length > 0 && !held.some(isTaken);
}

/** `no extra cheese` only takes back what was extra. */
function isNegated({ chunks, at }: Ear): boolean {
  const before = chunks[at - 1];
  return isCue(before, 'no', 'fix') && before?.text.endsWith('no') === true;
}

function degreeOf({ chunk }: Ear): string {
  return chunk.text.replace(/^with /, '');
}

/** Takes the last thing back; if something else follows at once it comes in its place. */
function hearScratch(talk: Conversation, { chunks, at, chunk }: Ear): number {
  if (dropDangling(talk)) return at + 1;
  const name = chunks[at + 1];
  if (
    name?.kind === 'food' &&
    name.from === chunk.to &&
    /(?:that|this|those|them)$/.test(chunk.text)
  ) {
    if (draftOf(talk, name.food) !== undefined)
      return listenFor(talk, 'remove', { chunks, at, chunk });
  }
  talk.held = [];
  const last = lastOf(talk);
  talk.article = undefined;
  if (last === undefined) return at + 1;
  const wasUncertain = isHeard(last) && last.itemIds.length === 0;
  removeDraft(talk, last);
  if (!wasUncertain) talk.fix = { how: 'surely', target: last };
  return at + 1;
}

/** `the rice left out`: the last thing is not wanted after all. */
function hearLeftOut(talk: Conversation, { at }: Ear): number {
  const last = talk.held.pop();
  if (last === undefined) return at + 1;
  talk.held.push({ ...last, verb: 'no', text: `no ${last.text.replace(/^(?:with|add) /, '')}` });
  return at + 1;
}

/** `no feta, the olives are fine`: what was said to stay is not left out. */
function hearKept(talk: Conversation, { at }: Ear): number {
  const last = talk.held.pop();
  if (last !== undefined)
    talk.held.push({ ...last, verb: last.verb === 'no' ? 'with' : last.verb });
  return at + 1;
}

/** `with two straws` is a note, `two straws` by themselves are no dish and no number of one. */
function hearTableware(talk: Conversation, { chunk, at }: Ear): number {
  const isOfDish = talk.verb === 'with' || talk.verb === 'add' || talk.verb === 'no';
  if (isOfDish && lastOf(talk) !== undefined) holdNote(talk, noteText(talk, chunk.text), chunk);
  talk.verb = 'bare';
  talk.count = undefined;
  talk.article = undefined;
  return at + 1;
}

/** `get me a manager`; all there is of something is for a person to decide too. */
function hearPerson(talk: Conversation, { chunks, chunk, at }: Ear): number {
  talk.wantsPerson = true;
  if (!/^(?:all|every)\b/.test(chunk.text)) return at + 1;
  const end = chunks.findIndex(
    ({ text }, index) => index > at && /^(?:that )?(?:you|yall|u|ya|in|on)\b/.test(text),
  );
  return end < 0 ? at + 1 : end + 1;
}

const MULTIPLES: Readonly<Record<string, number>> = { double: 2, triple: 3 };

/** `double that`, `double the soul bowls`: so many times what is there. */
function hearMultiple(talk: Conversation, { chunks, chunk, at }: Ear): number | undefined {
  const times = MULTIPLES[chunk.text];
  const what = chunks[at + 1];
  if (times === undefined || what === undefined) return undefined;
  const dish = chunks[at + 2];
  const named =
    isCue(what, 'definite') && dish?.kind === 'food' ? draftOf(talk, dish.food) : undefined;
  const target = isCue(what, 'it') ? lastOf(talk) : named?.quantity === 1 ? undefined : named;
  if (target === undefined || !isOpen(target)) return undefined;
  giveHeld(talk);
  setQuantity(talk, target, target.quantity * times, false);
  return named === undefined ? at + 2 : at + 3;
}

/** `add guacamole to everything except the fish taco`: to every dish but that one. */
function hearExcept(talk: Conversation, { chunks, at, chunk }: Ear): number | undefined {
  const name = chunks[at + 1];
  if (!/except|everything but/.test(chunk.text) || name?.kind !== 'food') return undefined;
  const spared = draftOf(talk, name.food);
  if (spared === undefined || talk.held.length === 0) return undefined;
  giveHeld(
    talk,
    talk.drafts.filter((draft) => isOpen(draft) && draft !== spared),
  );
  talk.verb = 'bare';
  const one = chunks[at + 2];
  return one?.kind === 'count' && one.value === 1 ? at + 3 : at + 2;
}

/** `no onions anywhere`: of every dish. */
function hearEverywhere(talk: Conversation, { at }: Ear): number {
  const last = talk.held.at(-1);
  if (last === undefined || last.thing !== undefined) return at + 1;
  talk.held.pop();
  talk.generalNotes.push(last.text);
  talk.verb = 'bare';
  return at + 1;
}

/** `… doesn't want one. Just one caprese`: a number said anew, where a sentence or an aside has ended. */
function isAnewNumber(chunks: readonly Chunk[], at: number): boolean {
  const before = chunks[at - 1];
  const isApart =
    before?.kind === 'stop' || before?.kind === 'pause' || isCue(before, 'fix', 'maybe-fix');
  return isApart && chunks[at + 1]?.kind === 'count';
}

/** `I said greek bowl but I want …`: what was said is what is to be replaced. */
function isSaidWrong(talk: Conversation, chunks: readonly Chunk[], at: number): boolean {
  const isName = chunks[at - 1]?.kind === 'food' && lastOf(talk) !== undefined;
  const said = chunks.slice(Math.max(0, at - 3), at - 1).map(({ text }) => text);
  return isName && said.join(' ').endsWith('i said');
}

function replaceWhatWasSaid(talk: Conversation): void {
  const said = lastOf(talk);
  const isSame = (draft: Draft) => !isHeard(draft) && draft.itemIds.join() === said?.itemIds.join();
  const known = talk.drafts.findLast((draft) => isOpen(draft) && isSame(draft));
  if (said !== undefined && isHeard(said) && known !== undefined) removeDraft(talk, said);
  talk.fix = { how: 'surely', target: known ?? said };
}
