/** Follows an utterance chunk by chunk and does to the conversation what the words say. */
import type { Chunk } from './chunks.ts';
import { giveHeld, openDraft, type Conversation } from './conversation.ts';
import { isCue, nextMeaning, type Ear } from './ear.ts';
import { hearCue } from './hear-cue.ts';
import { hearFood } from './hear-food.ts';
import { hearUnknown } from './hear-unknown.ts';
import { hearCount } from './hear-count.ts';

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
      if (talk.focus.length === 0) return at + 1;
      if (talk.isPointedAt || !isCue(nextMeaning(ear.chunks, at).chunk, 'on', 'aside', 'and'))
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
      return hearCue(talk, ear, chunk.cue);
  }
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
  talk.correctedAt = 0;
  talk.hasDropped = false;
  talk.article = undefined;
  talk.link = undefined;
}
