/** A ticket of which everything is left but what the guest said. Pure. */
import type { LineOrigin, Question, Ticket, TicketLine } from '../../shared/order/ticket.ts';

/** What is ordered, asked and paid stays as it is. */
export function withoutWords(ticket: Ticket): Ticket {
  return {
    ...ticket,
    lines: ticket.lines.map(lineWithout),
    questions: ticket.questions.map(questionWithout),
  };
}

function lineWithout(line: TicketLine): TicketLine {
  const { correction } = line;
  return {
    ...line,
    origin: originWithout(line.origin),
    ...(correction !== undefined && {
      correction: {
        ...correction,
        before: { ...correction.before, origin: originWithout(correction.before.origin) },
      },
    }),
  };
}

function originWithout(origin: LineOrigin): LineOrigin {
  return origin.by === 'voice' ? { ...origin, words: '' } : origin;
}

function questionWithout(question: Question): Question {
  if (question.kind !== 'which-item' || question.heard === undefined) return question;
  return { ...question, heard: { ...question.heard, words: '' } };
}
