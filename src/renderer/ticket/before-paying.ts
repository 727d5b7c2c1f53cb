import type { Question, Ticket } from '../../shared/order/ticket.ts';

/** A missing choice's text lists its options after the question mark. */
export function withoutOptions({ kind, text }: Question): string {
  if (kind !== 'missing-choice') return text;
  const end = text.indexOf('?');
  return end === -1 ? text : text.slice(0, end + 1);
}

/** Required choices that the kitchen can't do without, as questions. */
export function missingTexts({ questions }: Ticket): readonly string[] {
  return questions.filter(({ kind }) => kind === 'missing-choice').map(withoutOptions);
}
