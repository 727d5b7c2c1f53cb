/**
 * The order compiler: from what was said to edits of the ticket and questions to the guest. Pure;
 * every id and price is the menu's. A line that is wrong costs more than a question, so what can't be
 * told is asked.
 */
import type { Menu } from '../menu/menu.ts';
import { chunkUtterance, type Chunk } from './compile/chunks.ts';
import { startConversation, type Conversation } from './compile/conversation.ts';
import { interpret } from './compile/interpret.ts';
import { buildLexicon, type Lexicon } from './compile/lexicon.ts';
import { settle } from './compile/settle.ts';
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
  const { chunks, words } = chunkUtterance(speech.text, speech.lexicon);
  const talk = startConversation(speech.lexicon, speech.lines ?? [], speech.questions ?? []);
  interpret(talk, chunks);
  const { edits, questions } = settle(talk, words);
  const ignored = notUnderstood(chunks, talk, words);
  const surest = Math.min(1, ...edits.map(({ confidence }) => confidence));
  const confidence = Math.round(surest * (1 - Math.min(0.5, ignored.length * 0.1)) * 100) / 100;
  return { edits, questions, confidence: edits.length === 0 ? 0 : confidence, ignored };
}

/** Compiles for a menu once: callers that hear many utterances build the lexicon and keep it. */
export function compileOrderFor(menu: Menu, text: string): CompiledOrder {
  return compileOrder({ text, lexicon: buildLexicon(menu) });
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
