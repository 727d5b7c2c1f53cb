/** Keeps a ticket's questions in step with its lines: every required choice that a line lacks is asked. */
import type { Menu } from '../menu/menu.ts';
import { MAX_QUESTIONS } from './limits.ts';
import { keptAdjustments, type Adjustment } from './adjustment.ts';
import { missingChoices } from './missing-choices.ts';
import type { Question, Ticket, TicketLine } from './ticket.ts';
import { totalsOf } from './totals.ts';

/** A ticket with these lines and open questions; missing choices and totals are worked out anew. */
export function withLines(
  ticket: Ticket,
  menu: Menu,
  lines: readonly TicketLine[],
  questions: readonly Question[] = ticket.questions,
  wanted: readonly Adjustment[] = ticket.adjustments,
): Ticket {
  const asked = questions.filter(({ kind }) => kind !== 'missing-choice').slice(-MAX_QUESTIONS);
  const adjustments = keptAdjustments(wanted, lines);
  return {
    ...ticket,
    lines,
    adjustments,
    questions: [...asked, ...lines.flatMap((line) => missingQuestions(menu, line))],
    totals: totalsOf(lines, adjustments, menu),
  };
}

/** The question's id is made of the line and the choice, so that it stays the same while it is open. */
function missingQuestions(menu: Menu, line: TicketLine): Question[] {
  return missingChoices(menu, line).map(({ choice, text, about, component }) => ({
    kind: 'missing-choice',
    questionId: [line.lineId, component?.choiceId, component?.optionId, choice.id]
      .filter((part) => part !== undefined)
      .join(':'),
    text,
    about,
    lineId: line.lineId,
    itemIds: [line.itemId],
    choiceId: choice.id,
    ...(component !== undefined && { component }),
  }));
}
