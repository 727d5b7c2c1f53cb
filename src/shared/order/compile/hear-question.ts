/** Questions and praise: what is only asked about or talked of is not ordered. */
import { removeDraft } from './change-drafts.ts';
import type { Chunk } from './chunks.ts';
import { giveHeld, isHeard, lastOf, openDraft, type Conversation } from './conversation.ts';
import { isCue, nextMeaning, type Ear } from './ear.ts';

/** `is`, `how` and the like ask only where a sentence begins. */
export function hearQuestion(talk: Conversation, ear: Ear): number {
  const isWeak = /^(?:are|is|was|do|how|what|which|when|where|why|who)$/.test(ear.chunk.text);
  if (isWeak && !isAtStart(ear)) return ear.at + 1;
  giveHeld(talk);
  if (/^(?:is|are|was|were) (?:it|that|they|those|these|this)$/.test(ear.chunk.text))
    askAbout(talk, ear);
  talk.isAsking = true;
  return ear.at + 1;
}

/** `them pimento sandwiches, are they good`: what was only named so as to ask about it. */
function askAbout(talk: Conversation, { chunks, at }: Ear): void {
  const before = chunks[at - 1]?.kind === 'pause' ? chunks[at - 2] : chunks[at - 1];
  const last = talk.focus.at(-1);
  if (before?.kind !== 'food' || last === undefined || talk.hasOrdered) return;
  if (!isHeard(last) || last.isCounted) return;
  removeDraft(talk, last);
  talk.topic = before.food;
}

function isAtStart({ chunks, at }: Ear): boolean {
  for (let index = at - 1; index >= 0; index -= 1) {
    const chunk = chunks[index];
    if (chunk === undefined || chunk.kind === 'stop') return true;
    const isLight =
      chunk.kind === 'pause' ||
      (chunk.kind === 'cue' && ['filler', 'answer', 'maybe-fix', 'and'].includes(chunk.cue));
    if (!isLight) return false;
  }
  return true;
}

/** `that burger looks good` is perhaps an order, `your burger is great` is none. */
export function hearPraise(talk: Conversation, { chunks, at, chunk }: Ear): number {
  const last = talk.focus.at(-1);
  let before = at - 1;
  while (isCue(chunks[before], 'filler')) before -= 1;
  const isOfDish = chunks[before]?.kind === 'food';
  if (last === undefined || !isOfDish || !isHeard(last) || talk.hasOrdered) return at + 1;
  const isTurned = chunks[at + 1]?.text === 'but' || chunks[at + 2]?.text === 'but';
  const isPassedOver = isTurned && isCue(nextMeaning(chunks, at).chunk, 'order');
  if (/^(?:look|sound|smell)/.test(chunk.text) && !isPassedOver) last.isDoubtful = true;
  else removeDraft(talk, last);
  return at + 1;
}

/** `she's getting the salad with salmon and I'm getting it with chicken`: two of them. */
function isOfAnotherGuest(chunks: readonly Chunk[], at: number): boolean {
  const orders = chunks.slice(0, at).filter((chunk) => isCue(chunk, 'order'));
  const [before, mine] = orders.slice(-2).map(({ text }) => GUEST.exec(text)?.[0]);
  const isSpoken = before !== undefined && mine !== undefined;
  const isApart = isSpoken && (before === 'i') !== (mine === 'i');
  return isApart && isCue(chunks[at + 1], 'with', 'without', 'no');
}

const GUEST = /^(?:i|he|she|my|we|they)/;

/** `is the salad fresh? I'll take it`: the dish that was asked about. */
export function hearIt(talk: Conversation, { chunks, at, chunk }: Ear): number {
  const { topic } = talk;
  if (!isCue(chunks[at - 1], 'order')) return at + 1;
  const last = lastOf(talk);
  if (isOfAnotherGuest(chunks, at) && last !== undefined && isHeard(last)) {
    giveHeld(talk);
    const another = openDraft(talk, undefined, chunk.from, chunk.to);
    another.itemIds = last.itemIds;
    another.confidence = last.confidence;
    return at + 1;
  }
  if (topic === undefined) return at + 1;
  openDraft(talk, topic, chunk.from, chunk.to);
  talk.topic = undefined;
  return at + 1;
}
