/**
 * The order compiler: from what was said to edits of the ticket and questions to the guest. Pure;
 * every id and price is the menu's. A line that is wrong costs more than a question, so what can't be
 * told is asked.
 */
import type { OrderData } from '../buildpanel/order-data.ts';
import { chunkUtterance, type Chunk } from './compile/chunks.ts';
import { startConversation, type Conversation } from './compile/conversation.ts';
import { fillEllipses } from './compile/ellipsis.ts';
import { interpret } from './compile/interpret.ts';
import { buildLexicon, type Lexicon } from './compile/lexicon.ts';
import { reconcile } from './compile/reconcile.ts';
import { settle } from './compile/settle.ts';
import { thinDrafts } from './compile/thin-evidence.ts';
import type { Question, TicketLine } from './ticket.ts';
import type { VoiceEdit, VoiceQuestion } from './voice-edit.ts';

export { buildLexicon, type Lexicon };

export type Speech = {
  /** What was said, as the recogniser wrote it. */
  readonly text: string;
  readonly lexicon: Lexicon;
  /** The ticket so far, oldest line first: corrections and answers are about it. */
  readonly lines?: readonly TicketLine[];
  readonly questions?: readonly Question[];
  /** What BuildPanel made of the same words, if it said. */
  readonly orderData?: OrderData | null | undefined;
};

export type CompiledOrder = {
  readonly edits: readonly VoiceEdit[];
  readonly questions: readonly VoiceQuestion[];
  /** 0 to 1: of the least sure edit, less when much was not understood. */
  readonly confidence: number;
  /** Stretches that neither made an edit nor are everyday speech. */
  readonly ignored: readonly string[];
};

export function compileOrder(speech: Speech): CompiledOrder {
  const { lexicon, lines = [], questions = [], orderData } = speech;
  const { chunks: spoken, words } = chunkUtterance(speech.text, lexicon);
  const chunks = fillEllipses(spoken, lexicon);
  const talk = startConversation(lexicon, lines, questions);
  interpret(talk, chunks);
  for (const draft of thinDrafts(talk, chunks)) draft.isDoubtful = true;
  const heard = settle(talk, words);
  const understood =
    orderData === undefined || orderData === null
      ? heard
      : reconcile(heard, orderData, {
          hasWords: chunks.length > 0,
          knownItemIds: new Set(lines.map(({ itemId }) => itemId)),
          read: (text) => compileOrder({ text, lexicon }),
        });
  const ignored = notUnderstood(chunks, talk, words);
  return { ...understood, confidence: overall(understood.edits, ignored.length), ignored };
}

function overall(edits: readonly VoiceEdit[], ignored: number): number {
  if (edits.length === 0) return 0;
  const leastSure = Math.min(...edits.map(({ confidence }) => confidence));
  return leastSure * (1 - Math.min(0.5, ignored * 0.1));
}

function notUnderstood(
  chunks: readonly Chunk[],
  talk: Conversation,
  words: (from: number, to: number) => string,
): string[] {
  const used = talk.drafts.filter(({ itemIds }) => itemIds.length > 0);
  return chunks
    .filter(({ kind }) => kind === 'unknown')
    .filter(({ from, to }) => !used.some((draft) => draft.from <= from && to <= draft.to))
    .map(({ from, to }) => words(from, to));
}
