/** Touch commands on a ticket, decided purely: time and ids come in, nothing is changed in place. */
import { lineIdSchema, type LineId, type SessionId, type TicketId } from '../ids.ts';
import type { Menu } from '../menu/menu.ts';
import { fail, ok, type Result } from '../result.ts';
import { adjustmentsAfterChange } from './adjust-ticket.ts';
import { ownAdjustment } from './adjustment.ts';
import { asCombo, withComponent, withPicks } from './combo-line.ts';
import { asConfirmed, confirmed, isSameDish, rejected } from './correct-line.ts';
import { MAX_LINE_QUANTITY, MAX_LINES } from './limits.ts';
import { priceSelection, selectionOf, type SelectionFailure } from './price-selection.ts';
import type { Selection } from './selection.ts';
import type { TicketCommand } from './ticket-command.ts';
import { withLines } from './ticket-questions.ts';
import type { LineOrigin, Question, Ticket, TicketLine } from './ticket.ts';
import { unitCents } from './totals.ts';

export type TicketContext = {
  readonly menu: Menu;
  /** A new UUID at each call. */
  readonly newId: () => string;
};

export type TicketFailure = {
  readonly code:
    | SelectionFailure['code']
    | 'unknown-line'
    | 'unknown-question'
    | 'unknown-answer'
    | 'already-confirmed'
    | 'choice-required'
    | 'line-full'
    | 'ticket-full';
};

export function emptyTicket(
  ids: { readonly ticketId: TicketId; readonly sessionId: SessionId },
  menu: Pick<Menu, 'version'>,
): Ticket {
  const totals = { subtotalCents: 0, discountCents: 0, taxCents: 0, totalCents: 0 };
  return { ...ids, menuVersion: menu.version, lines: [], questions: [], adjustments: [], totals };
}

/** The ticket after the command, or why it can't be: the ticket then stays as it was. */
export function reduceTicket(
  ticket: Ticket,
  command: TicketCommand,
  context: TicketContext,
): Result<Ticket, TicketFailure> {
  const { menu } = context;
  switch (command.kind) {
    case 'add-item':
      return addItem(ticket, command.selection, { by: 'touch' }, context);
    case 'set-quantity':
      return setQuantity(ticket, command.lineId, command.quantity, context);
    case 'set-modifiers':
      return editLine(ticket, command.lineId, context, (selection) => ({
        ...selection,
        modifierIds: command.modifierIds,
      }));
    case 'set-choice': {
      const { choiceId, optionIds } = command;
      return editLine(ticket, command.lineId, context, (selection) => ({
        ...selection,
        choices: withPicks(selection, choiceId, optionIds),
      }));
    }
    case 'set-component': {
      const { component, modifierIds, choices } = command;
      return editLine(ticket, command.lineId, context, (selection) =>
        withComponent(selection, component, () => ({ ...component, modifierIds, choices })),
      );
    }
    case 'make-combo':
      return makeCombo(ticket, command.lineId, command.comboId, context);
    case 'set-note': {
      const { note } = command;
      return editLine(ticket, command.lineId, context, (line) => ({
        itemId: line.itemId,
        quantity: line.quantity,
        modifierIds: line.modifierIds,
        choices: line.choices,
        ...(note !== undefined && { note }),
      }));
    }
    case 'remove-line':
      return removeLine(ticket, command.lineId, menu);
    case 'reject-line': {
      const line = lineOf(ticket, command.lineId);
      if (line === undefined) return fail({ code: 'unknown-line' });
      if (line.status === 'confirmed') return fail({ code: 'already-confirmed' });
      return ok(withLines(ticket, menu, rejected(ticket, line, menu)));
    }
    case 'confirm-line':
      if (lineOf(ticket, command.lineId) === undefined) return fail({ code: 'unknown-line' });
      return ok(confirm(ticket, menu, ({ lineId }) => lineId === command.lineId));
    case 'confirm-all':
      return ok(confirm(ticket, menu, () => true));
    case 'answer-question':
      return answer(ticket, command.questionId, command.answerId, context);
    case 'dismiss-question':
      return dismiss(ticket, command.questionId, menu);
    case 'clear':
      return ok(withLines(ticket, menu, [], []));
  }
}

function lineOf(ticket: Ticket, lineId: LineId): TicketLine | undefined {
  return ticket.lines.find((line) => line.lineId === lineId);
}

function addItem(
  ticket: Ticket,
  selection: Selection,
  origin: LineOrigin,
  { menu, newId }: TicketContext,
): Result<Ticket, TicketFailure> {
  const parts = priceSelection(menu, selection);
  if (!parts.ok) return parts;
  const same = ticket.lines.find(
    (line) =>
      line.status === 'confirmed' &&
      ownAdjustment(ticket.adjustments, line.lineId) === undefined &&
      isSameDish(selectionOf(line), selection),
  );
  if (same !== undefined) {
    const quantity = same.quantity + selection.quantity;
    if (quantity > MAX_LINE_QUANTITY) return fail({ code: 'line-full' });
    const next: TicketLine = { ...same, quantity };
    delete next.isSoldAnyway;
    return ok(withLines(ticket, menu, replaceLine(ticket, next)));
  }
  if (ticket.lines.length >= MAX_LINES) return fail({ code: 'ticket-full' });
  const line: TicketLine = {
    ...parts.value,
    lineId: lineIdSchema.parse(newId()),
    status: 'confirmed',
    origin,
  };
  return ok(withLines(ticket, menu, [...ticket.lines, line]));
}

/** What a person has set by hand they need not confirm as well. */
function editLine(
  ticket: Ticket,
  lineId: LineId,
  context: TicketContext,
  change: (selection: Selection) => Selection,
): Result<Ticket, TicketFailure> {
  const edited = changeLine(ticket, lineId, context, change);
  if (!edited.ok) return edited;
  const lines = edited.value.lines.map((line): TicketLine => {
    if (line.lineId !== lineId || line.status === 'confirmed') return line;
    return asConfirmed(line);
  });
  return ok({ ...edited.value, lines });
}

function makeCombo(
  ticket: Ticket,
  lineId: LineId,
  comboId: string,
  context: TicketContext,
): Result<Ticket, TicketFailure> {
  const line = lineOf(ticket, lineId);
  if (line === undefined) return fail({ code: 'unknown-line' });
  const combo = asCombo(selectionOf(line), comboId, context.menu);
  if (combo === undefined) return fail({ code: 'unknown-item' });
  return editLine(ticket, lineId, context, () => combo);
}

/** What was allowed for so many units is not allowed for more: those come as a line of their own. */
function setQuantity(
  ticket: Ticket,
  lineId: LineId,
  quantity: number,
  context: TicketContext,
): Result<Ticket, TicketFailure> {
  const line = lineOf(ticket, lineId);
  const isAdjusted = ownAdjustment(ticket.adjustments, lineId) !== undefined;
  if (line !== undefined && isAdjusted && quantity > line.quantity) {
    const more = { ...selectionOf(line), quantity: quantity - line.quantity };
    return addItem(ticket, more, { by: 'touch' }, context);
  }
  return editLine(ticket, lineId, context, (selection) => ({ ...selection, quantity }));
}

function changeLine(
  ticket: Ticket,
  lineId: LineId,
  { menu }: TicketContext,
  change: (selection: Selection) => Selection,
): Result<Ticket, TicketFailure> {
  const line = lineOf(ticket, lineId);
  if (line === undefined) return fail({ code: 'unknown-line' });
  const parts = priceSelection(menu, change(selectionOf(line)));
  if (!parts.ok) return parts;
  const { status, origin, correction, isSoldAnyway, wasUnitCents } = line;
  const next: TicketLine = {
    ...parts.value,
    lineId,
    status,
    origin,
    ...(correction !== undefined && { correction }),
    ...(isSoldAnyway === true && parts.value.quantity <= line.quantity && { isSoldAnyway }),
    ...(wasUnitCents !== undefined &&
      unitCents(parts.value) === unitCents(line) && { wasUnitCents }),
  };
  const adjustments = adjustmentsAfterChange(ticket.adjustments, line, next);
  return ok(withLines(ticket, menu, replaceLine(ticket, next), ticket.questions, adjustments));
}

function replaceLine(ticket: Ticket, line: TicketLine): readonly TicketLine[] {
  return ticket.lines.map((known) => (known.lineId === line.lineId ? line : known));
}

function removeLine(ticket: Ticket, lineId: LineId, menu: Menu): Result<Ticket, TicketFailure> {
  const lines = ticket.lines.filter((line) => line.lineId !== lineId);
  if (lines.length === ticket.lines.length) return fail({ code: 'unknown-line' });
  return ok(withLines(ticket, menu, lines));
}

function confirm(ticket: Ticket, menu: Menu, isMeant: (line: TicketLine) => boolean): Ticket {
  return withLines(
    ticket,
    menu,
    ticket.lines.flatMap((line) => (isMeant(line) ? (confirmed(line) ?? []) : line)),
  );
}

function answer(
  ticket: Ticket,
  questionId: string,
  answerId: string,
  context: TicketContext,
): Result<Ticket, TicketFailure> {
  const question = ticket.questions.find((asked) => asked.questionId === questionId);
  if (question === undefined) return fail({ code: 'unknown-question' });
  switch (question.kind) {
    case 'ask-a-person':
      return fail({ code: 'unknown-answer' });
    case 'missing-choice': {
      const { choiceId, component } = question;
      const answered = { choiceId, optionId: answerId };
      return changeLine(ticket, question.lineId, context, (selection) =>
        component === undefined
          ? { ...selection, choices: [...selection.choices, answered] }
          : withComponent(selection, component, (picked) => ({
              ...picked,
              choices: [...(picked.choices ?? []), answered],
            })),
      );
    }
    case 'which-item':
      return answerWhichItem(ticket, question, answerId, context);
  }
}

function answerWhichItem(
  ticket: Ticket,
  question: Extract<Question, { kind: 'which-item' }>,
  itemId: string,
  context: TicketContext,
): Result<Ticket, TicketFailure> {
  if (!question.itemIds.includes(itemId)) return fail({ code: 'unknown-answer' });
  const plain = { itemId, quantity: question.quantity, modifierIds: [], choices: [] };
  const selection = question.candidates?.find((candidate) => candidate.itemId === itemId) ?? plain;
  const { heard } = question;
  const origin: LineOrigin =
    heard === undefined ? { by: 'touch' } : { by: 'voice', ...heard, confidence: 1 };
  const questions = ticket.questions.filter(({ questionId }) => questionId !== question.questionId);
  return addItem({ ...ticket, questions }, selection, origin, context);
}

function dismiss(ticket: Ticket, questionId: string, menu: Menu): Result<Ticket, TicketFailure> {
  const question = ticket.questions.find((asked) => asked.questionId === questionId);
  if (question === undefined) return fail({ code: 'unknown-question' });
  if (question.kind === 'missing-choice') return fail({ code: 'choice-required' });
  return ok(
    withLines(
      ticket,
      menu,
      ticket.lines,
      ticket.questions.filter((asked) => asked !== question),
    ),
  );
}
