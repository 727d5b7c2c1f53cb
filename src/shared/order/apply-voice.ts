/**
 * Puts the compiler's edits on a ticket as suggestions. It never fails: an edit whose line has gone
 * meanwhile is dropped, one that would pass the limits of voice becomes a call for a person.
 */
import { lineIdSchema, type UtteranceId } from '../ids.ts';
import { ownAdjustment } from './adjustment.ts';
import { confirmedBefore, proposeRemoval } from './correct-line.ts';
import { MAX_LINES, VOICE_MAX_OF_ITEM, VOICE_MAX_UNITS } from './limits.ts';
import { priceSelection, type LineParts } from './price-selection.ts';
import type { TicketContext } from './reduce-ticket.ts';
import { withLines } from './ticket-questions.ts';
import type { Correction, Question, Ticket, TicketLine } from './ticket.ts';
import { asking } from './question-text.ts';
import type { VoiceEdit, VoiceQuestion } from './voice-edit.ts';

export type VoiceProposal = {
  readonly utteranceId: UtteranceId;
  readonly edits: readonly VoiceEdit[];
  readonly questions: readonly VoiceQuestion[];
};

export function applyVoice(
  ticket: Ticket,
  proposal: VoiceProposal,
  { menu, newId }: TicketContext,
): Ticket {
  let { lines, questions } = ticket;
  const ask = (question: VoiceQuestion) => {
    questions = addQuestion(questions, question, proposal.utteranceId, newId);
  };
  for (const edit of proposal.edits) {
    const allowed = edit.kind !== 'add' && adjustedLine(ticket, edit.lineId);
    if (allowed) {
      const about = { kind: 'own-price', name: allowed.name } as const;
      ask({ kind: 'ask-a-person', ...asking(about), itemIds: [allowed.itemId] });
      continue;
    }
    if (edit.kind === 'remove') {
      const { words, confidence } = edit;
      const line = lines.find(({ lineId }) => lineId === edit.lineId);
      const origin = { by: 'voice', utteranceId: proposal.utteranceId, words, confidence } as const;
      if (line !== undefined) lines = proposeRemoval(lines, line, origin);
      continue;
    }
    const parts = priceSelection(menu, edit.selection);
    if (!parts.ok) continue;
    const after = place(lines, edit, parts.value, proposal.utteranceId, newId);
    if (after === undefined) continue;
    if (isBeyondVoice(lines, after, parts.value.itemId)) {
      const { name, itemId } = parts.value;
      const about = { kind: 'too-many', quantity: edit.selection.quantity, name } as const;
      ask({ kind: 'ask-a-person', ...asking(about), itemIds: [itemId] });
      continue;
    }
    lines = after;
    if (edit.kind === 'add' && edit.answers !== undefined) {
      questions = questions.filter(({ questionId }) => questionId !== edit.answers);
    }
  }
  for (const question of proposal.questions) ask(question);
  return withLines(ticket, menu, lines, questions);
}

/** What a person allowed for a line is not changed by words. */
function adjustedLine({ lines, adjustments }: Ticket, lineId: string): TicketLine | undefined {
  const isAdjusted = ownAdjustment(adjustments, lineId) !== undefined;
  return isAdjusted ? lines.find((line) => line.lineId === lineId) : undefined;
}

/** The lines with the edit in place, or undefined when the line it changes is gone. */
function place(
  lines: readonly TicketLine[],
  edit: Exclude<VoiceEdit, { kind: 'remove' }>,
  parts: LineParts,
  utteranceId: UtteranceId,
  newId: () => string,
): readonly TicketLine[] | undefined {
  const { words, confidence } = edit;
  const suggested = (lineId: TicketLine['lineId'], before?: Correction['before']): TicketLine => ({
    ...parts,
    lineId,
    status: 'suggested',
    origin: { by: 'voice', utteranceId, words, confidence },
    ...(before !== undefined && { correction: { kind: 'change', before } }),
  });
  if (edit.kind === 'add') return [...lines, suggested(lineIdSchema.parse(newId()))];

  const { lineId, units } = edit;
  const line = lines.find((known) => known.lineId === lineId);
  if (line === undefined) return undefined;
  if (units === undefined || units >= line.quantity) {
    return lines.map((known) =>
      known === line ? suggested(lineId, confirmedBefore(line)) : known,
    );
  }
  const rest = { ...line, quantity: line.quantity - units };
  const changed = suggested(lineIdSchema.parse(newId()), confirmedBefore(line, units));
  return lines.flatMap((known) => (known === line ? [rest, changed] : [known]));
}

function isBeyondVoice(
  before: readonly TicketLine[],
  after: readonly TicketLine[],
  itemId: string,
): boolean {
  const units = (lines: readonly TicketLine[]) =>
    lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const ofItem = after.filter((line) => line.itemId === itemId);
  if (after.length > MAX_LINES) return true;
  if (units(after) <= units(before)) return false;
  return units(ofItem) > VOICE_MAX_OF_ITEM || units(after) > VOICE_MAX_UNITS;
}

function addQuestion(
  questions: readonly Question[],
  question: VoiceQuestion,
  utteranceId: UtteranceId,
  newId: () => string,
): readonly Question[] {
  switch (question.kind) {
    case 'missing-choice':
      return questions; // worked out from the lines themselves
    case 'ask-a-person':
      return [...questions, { ...question, questionId: newId() }];
    case 'which-item': {
      const { words, ...rest } = question;
      return [...questions, { ...rest, questionId: newId(), heard: { utteranceId, words } }];
    }
  }
}
