import type { Question, Ticket } from '../../shared/order/ticket.ts';
import type { Words } from '../words/english.ts';

export function asked({ about, text }: Question, words: Words['question']): string {
  return about === undefined ? text : words.text(about);
}

/** Required choices that the kitchen can't do without, as questions. */
export function missingTexts({ questions }: Ticket, words: Words['question']): readonly string[] {
  return questions
    .filter(({ kind }) => kind === 'missing-choice')
    .map((question) => asked(question, words));
}
