/** A question that voice raised is answered by saying the answer, on the ticket as it stands. */
import { describe, expect, test } from 'vitest';
import { buildLexicon } from '../../../src/shared/order/compile-order.ts';
import { reduceTicket } from '../../../src/shared/order/reduce-ticket.ts';
import { takeOrder } from '../../../scripts/order/take-order.ts';
import { DEMO_MENU, freshTicket } from '../../support/demo-order.ts';

const lexicon = buildLexicon(DEMO_MENU);
const saying = (...sentences: string[]) =>
  sentences.reduce((ticket, text) => takeOrder(text, lexicon, ticket), freshTicket());

describe('a missing choice', () => {
  test.each(['ranch', 'ranch please', 'with ranch', 'the ranch', 'uh ranch dressing'])(
    'is answered with “%s”',
    (answer) => {
      const asked = saying('one summer salad');
      expect(asked.questions).toMatchObject([{ kind: 'missing-choice' }]);
      const ticket = takeOrder(answer, lexicon, asked);
      expect(ticket.questions).toEqual([]);
      expect(ticket.lines).toMatchObject([
        { name: 'Summer Salad', quantity: 1, choices: [{ name: 'Ranch' }], status: 'suggested' },
      ]);
    },
  );

  test('of a confirmed line is answered as a change that waits for a yes', () => {
    const asked = saying('one summer salad');
    const confirmed = reduceTicket(
      asked,
      { kind: 'confirm-all' },
      { menu: DEMO_MENU, newId: () => crypto.randomUUID() },
    );
    if (!confirmed.ok) throw new Error(confirmed.failure.code);
    const ticket = takeOrder('ranch', lexicon, confirmed.value);
    expect(ticket.questions).toEqual([]);
    expect(ticket.lines).toMatchObject([
      { choices: [{ name: 'Ranch' }], status: 'suggested', correction: { kind: 'change' } },
    ]);
  });
});

describe('an ambiguous name', () => {
  test.each(['sweet', 'the sweet one', 'sweet please', 'sweet tea'])(
    'is answered with “%s”',
    (answer) => {
      const asked = saying('a tea please');
      expect(asked.questions).toMatchObject([{ kind: 'which-item' }]);
      const ticket = takeOrder(answer, lexicon, asked);
      expect(ticket.questions).toEqual([]);
      expect(ticket.lines).toMatchObject([{ name: 'Sweet Tea w. Lemon', quantity: 1 }]);
    },
  );
});
