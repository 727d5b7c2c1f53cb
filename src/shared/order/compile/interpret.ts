/** Follows an utterance chunk by chunk and does to the conversation what the words say. */
import type { Chunk } from './chunks.ts';
import {
  dropDangling,
  focusOn,
  giveHeld,
  isHeard,
  lastOf,
  openDraft,
  removeDraft,
  type Conversation,
} from './conversation.ts';
import {
  hearFix,
  hearNo,
  hearRemoval,
  hearChange,
  hearInstead,
  hearMake,
} from './hear-corrections.ts';
import { hearFood, hearUnknown } from './hear-food.ts';
import { holdNote } from './hold-wishes.ts';
import { tellApart } from './tell-apart.ts';
import { hearHalf, hearCount, hearOn, hearAll, hearOther, hearNth } from './hear-references.ts';
import { isOpen } from './draft.ts';
import { isCue, nextMeaning, type Ear } from './ear.ts';

export function interpret(talk: Conversation, chunks: readonly Chunk[]): void {
  for (let at = 0; at < chunks.length;) {
    const chunk = chunks[at];
    if (chunk === undefined) break;
    at = Math.max(at + 1, hear(talk, { chunks, at, chunk }));
  }
  endClause(talk);
  giveHeld(talk);
}

function hear(talk: Conversation, ear: Ear): number {
  const { chunk, at } = ear;
  switch (chunk.kind) {
    case 'pause':
      if (talk.focus.length > 0 && !isCue(nextMeaning(ear.chunks, at).chunk, 'on', 'aside', 'and'))
        giveHeld(talk);
      return at + 1;
    case 'stop':
      endClause(talk);
      return at + 1;
    case 'count':
      return talk.isAsking ? at + 1 : hearCount(talk, ear);
    case 'food':
      return hearFood(talk, ear);
    case 'unknown':
      return talk.isAsking ? at + 1 : hearUnknown(talk, ear);
    case 'choice-name':
      if (talk.verb === 'no' || talk.degree !== '') return hearUnknown(talk, ear);
      return at + 1;
    case 'cue':
      return hearCue(talk, ear, chunk);
  }
}

function hearCue(talk: Conversation, ear: Ear, chunk: Extract<Chunk, { kind: 'cue' }>): number {
  const { at } = ear;
  const isOpening = isAtStart(ear);
  if (talk.isAsking && !['order', 'answer', 'clear', 'person', 'diet'].includes(chunk.cue))
    return at + 1;
  switch (chunk.cue) {
    case 'filler':
      if (/^(?:just|but)$/.test(chunk.text) && (talk.verb === 'no' || talk.verb === 'remove')) {
        talk.verb = 'bare';
      }
      return at + 1;
    case 'aside-talk':
    case 'it':
    case 'ensure':
    case 'times':
    case 'of-them':
      return at + 1;
    case 'order':
      giveHeld(talk);
      talk.isAsking = false;
      talk.hasOrdered = true;
      talk.verb = 'bare';
      talk.degree = '';
      if (talk.fix?.how === 'maybe') talk.fix = { ...talk.fix, how: 'maybe-asked' };
      return at + 1;
    case 'ask':
      if (!isOpening && /^(?:are|is|was|do|how|what|which|when|where|why|who)$/.test(chunk.text))
        return at + 1;
      giveHeld(talk);
      talk.isAsking = true;
      return at + 1;
    case 'answer':
      talk.isAsking = false;
      return at + 1;
    case 'and':
      talk.link = 'and';
      if (talk.fix?.how === 'maybe') talk.fix = undefined;
      return at + 1;
    case 'also':
      talk.link = 'and';
      talk.fix = undefined;
      return at + 1;
    case 'or':
      talk.link = 'or';
      return at + 1;
    case 'indefinite':
    case 'definite':
      talk.article = { isDefinite: chunk.cue === 'definite', from: chunk.from };
      return at + 1;
    case 'with':
    case 'add':
    case 'without':
      return listenFor(talk, chunk.cue === 'without' ? 'no' : chunk.cue, '', at);
    case 'extra':
    case 'light':
      if (chunk.text === 'half') {
        const next = hearHalf(talk, ear);
        if (next !== undefined) return next;
      }
      return listenFor(talk, chunk.cue, chunk.text.replace(/^with /, ''), at);
    case 'no':
      return hearNo(talk, ear);
    case 'on':
      return hearOn(talk, ear);
    case 'aside':
      return hearAside(talk, ear);
    case 'trait':
    case 'size':
      return hearTrait(talk, ear);
    case 'diet':
      return hearDiet(talk, ear);
    case 'fix':
    case 'maybe-fix':
      return hearFix(talk, ear);
    case 'scratch':
      return hearScratch(talk, ear);
    case 'clear':
      for (const draft of talk.drafts.filter(isOpen)) removeDraft(talk, draft);
      talk.held = [];
      return at + 1;
    case 'remove':
      return hearRemoval(talk, ear);
    case 'change':
      return hearChange(talk, ear);
    case 'make':
      return hearMake(talk, ear);
    case 'instead':
    case 'instead-of':
      return hearInstead(talk, ear);
    case 'other':
      return hearOther(talk, ear);
    case 'nth':
      return hearNth(talk, ear);
    case 'all':
      return hearAll(talk, ear);
    case 'left-out':
      talk.held = talk.held.map((wish, index, { length }) =>
        index === length - 1
          ? { ...wish, verb: 'no', text: `no ${wish.text.replace(/^(?:with|add) /, '')}` }
          : wish,
      );
      return at + 1;
    case 'only':
      talk.isOnly = true;
      return at + 1;
    case 'same':
      return hearSame(talk, ear);
    case 'person':
      talk.wantsPerson = true;
      return at + 1;
  }
}

function listenFor(
  talk: Conversation,
  verb: Conversation['verb'],
  degree: string,
  at: number,
): number {
  if (talk.link === undefined && talk.focus.length > 0) giveHeld(talk);
  talk.verb = verb;
  talk.degree = degree;
  talk.article = undefined;
  return at + 1;
}

/** A sentence is over: what dangles is settled or let go. */
function endClause(talk: Conversation): void {
  if (talk.count !== undefined && talk.topic !== undefined && !talk.isAsking) {
    openDraft(talk, talk.topic, talk.count.from, talk.count.from + 1);
    talk.topic = undefined;
  }
  if (talk.focus.length > 0) giveHeld(talk);
  talk.isAsking = false;
  talk.verb = 'bare';
  talk.degree = '';
  talk.count = undefined;
  talk.eachCount = undefined;
  talk.isCorrecting = false;
  talk.hasDropped = false;
  talk.article = undefined;
  talk.link = undefined;
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

/** `ranch on the side`: said of the last thing. */
function hearAside(talk: Conversation, { chunks, at, chunk }: Ear): number {
  const before = chunks[at - 1];
  const what = before?.kind === 'food' || before?.kind === 'choice-name' ? `${before.text} ` : '';
  holdNote(talk, `${what}on the side`, chunk);
  return at + 1;
}

const NOTED_SIZES = /^(?:extra large|large|small|medium|big|jumbo|tall|half)$/;

function hearTrait(talk: Conversation, ear: Ear): number {
  const { chunk, chunks, at } = ear;
  if (tellApart(talk, chunk)) return at + 1;
  if (chunk.kind === 'cue' && chunk.cue === 'size' && !NOTED_SIZES.test(chunk.text)) return at + 1;
  const next = chunks[at + 1];
  const isOfWhatFollows = next?.kind === 'food' && next.food.grade === 'named';
  if (isOfWhatFollows && next.food.thing === undefined) {
    giveHeld(talk);
    talk.held = [noteWish(chunk)];
    return hearFood(talk, { chunks, at: at + 1, chunk: next }, true);
  }
  if (chunk.kind === 'cue' && chunk.cue === 'size') return at + 1;
  const isWord = next?.kind === 'food' ? next.food.grade === 'hinted' : isNoun(next);
  const word = isWord ? next : undefined;
  if (word === undefined || talk.count !== undefined) {
    holdNote(talk, chunk.text, chunk);
    return at + 1;
  }
  holdNote(talk, `${chunk.text} ${word.text}`, { from: chunk.from, to: word.to });
  return at + 2;
}

function isNoun(chunk: Chunk | undefined): boolean {
  return chunk?.kind === 'unknown' || chunk?.kind === 'choice-name';
}

function noteWish({ text, from, to }: Chunk) {
  return {
    verb: 'note',
    thing: undefined,
    food: undefined,
    text,
    replaces: false,
    from,
    to,
  } as const;
}

/** `allergic to dairy and nuts`: what follows belongs to the note, as long as it is not an order. */
function hearDiet(talk: Conversation, { chunks, at, chunk }: Ear): number {
  const words = [
    chunk.text.replace(
      /^(?:and |but |because |so )?(?:im|i am|were|we are|i|we|ive|with|has|for|theres|there is) (?:have |has |got |ve |is )?(?:an? )?/,
      '',
    ),
  ];
  let next = at + 1;
  if (/(?: to|eat|do|have)$/.test(chunk.text)) {
    for (; next < chunks.length; next += 1) {
      const part = chunks[next];
      const isLink = part?.kind === 'cue' && (part.cue === 'and' || part.cue === 'or');
      const after = chunks[next + 1];
      const goesOn =
        after?.kind === 'unknown' ||
        (after?.kind === 'food' && after.food.grade !== 'named') ||
        (after?.kind === 'cue' && after.cue === 'filler');
      const isWord =
        part?.kind === 'unknown' ||
        part?.kind === 'food' ||
        (part?.kind === 'cue' && part.cue === 'filler' && !/^(?:so|please|then)/.test(part.text));
      if (part === undefined || (!isWord && !(isLink && goesOn))) break;
      words.push(part.text);
    }
  }
  talk.generalNotes.push(words.join(' '));
  return next;
}

/** Takes the last thing back; if something else follows at once it comes in its place. */
function hearScratch(talk: Conversation, { at }: Ear): number {
  if (dropDangling(talk)) return at + 1;
  talk.held = [];
  const last = lastOf(talk);
  talk.article = undefined;
  if (last === undefined) return at + 1;
  const wasUncertain = isHeard(last) && last.itemIds.length === 0;
  removeDraft(talk, last);
  if (!wasUncertain) talk.fix = { how: 'surely', target: last };
  return at + 1;
}

function hearSame(talk: Conversation, { chunks, at }: Ear): number {
  if (chunks[at + 1]?.kind === 'choice-name') return at + 2;
  giveHeld(talk);
  const model = lastOf(talk);
  if (model === undefined) return at + 1;
  const copy = {
    ...model,
    lineId: undefined,
    questionId: undefined,
    isSplit: false,
    partOf: undefined,
    wishes: [...model.wishes],
    quantity: talk.count?.value ?? 1,
  };
  talk.drafts.push(copy);
  focusOn(talk, [copy]);
  return at + 1;
}
