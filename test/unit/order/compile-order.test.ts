import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildLexicon, compileOrder } from '../../../src/shared/order/compile-order.ts';
import type { OrderData } from '../../../src/shared/buildpanel/order-data.ts';
import { SURE_CONFIDENCE } from '../../../src/shared/order/voice-edit.ts';
import { selectionSchema } from '../../../src/shared/order/selection.ts';
import { spokenTicket } from '../../order-set/spoken-ticket.ts';
import { BURGER_MENU, readSet, scoreRow } from '../../order-set/score-set.ts';
import {
  freshTicket as freshTicketOn,
  readMenu,
  takeOrder,
} from '../../../scripts/order/take-order.ts';
import type { Menu } from '../../../src/shared/menu/menu.ts';
import { DEMO_MENU, freshTicket } from '../../support/demo-order.ts';

const lexicon = buildLexicon(DEMO_MENU);
const parts = readSet();
const rows = parts.flatMap((part) => part.rows);

// Thousands of sentences: a computer with other work takes its time.
test(
  'the set is at least 95 % exact with at most 1 % confident wrong lines',
  { timeout: 180_000 },
  () => {
    const verdicts = parts.flatMap((part) => part.rows.map((row) => scoreRow(row, part.lexicon)));
    expect(verdicts.length).toBeGreaterThanOrEqual(300);
    const share = (count: number) => count / verdicts.length;
    expect(share(verdicts.filter(({ isExact }) => isExact).length)).toBeGreaterThanOrEqual(0.95);
    expect(
      share(verdicts.filter(({ isConfidentlyWrong }) => isConfidentlyWrong).length),
    ).toBeLessThanOrEqual(0.01);
  },
);

describe('evidence', () => {
  test('an edit carries the words it rests on, as heard', () => {
    const { edits } = compileOrder({
      text: 'Hi! Two Greek bowls, no olives, and a lemonade.',
      lexicon,
    });
    expect(edits.map(({ words }) => words)).toEqual(['Two Greek bowls, no olives', 'a lemonade']);
  });

  test('a sound-alike is less sure than the name', () => {
    const sure = compileOrder({ text: 'a soul bowl', lexicon }).confidence;
    const unsure = compileOrder({ text: 'a sobo', lexicon }).confidence;
    expect(sure).toBeGreaterThan(0.9);
    expect(unsure).toBeLessThan(0.8);
  });

  test('words of another kitchen are reported as ignored', () => {
    expect(compileOrder({ text: 'a pizza and a lemonade', lexicon }).ignored).toEqual(['pizza']);
  });
});

test.each([
  ['the demo menu', DEMO_MENU],
  ['a burger menu', readBurgerMenu()],
])('a ticket of %s said aloud, in any of many ways, comes back as that ticket', (_name, menu) => {
  const spoken = buildLexicon(menu);
  const line = (quantity: number, itemId: string, names: readonly string[]) =>
    `${quantity}x${itemId} ${[...names].sort().join('+')}`;
  fc.assert(
    fc.property(spokenTicket(menu), ({ lines, say }) => {
      const heard = takeOrder(say, spoken, freshTicketOn(menu)).lines.map((one) =>
        line(
          one.quantity,
          one.itemId,
          [...one.modifiers, ...one.choices].map(({ name }) => name),
        ),
      );
      const wanted = lines.map(({ quantity, itemId, names }) => line(quantity, itemId, names));
      expect([...heard].sort(), say).toEqual([...wanted].sort());
    }),
    { numRuns: 400, seed: 20_260_101 },
  );
});

function readBurgerMenu(): Menu {
  const menu = readMenu(BURGER_MENU);
  if (!menu.ok) throw new Error(menu.failure);
  return menu.value;
}

describe('a conversation', () => {
  test('an open question is answered by saying a part of the name', () => {
    const asked = takeOrder('two greeks with no olives and a tea', lexicon, freshTicket());
    const answered = takeOrder('the sweet one', lexicon, asked);
    expect(answered.lines.map(({ itemId, quantity }) => [itemId, quantity])).toContainEqual([
      '101',
      1,
    ]);
    expect(answered.questions.some(({ itemIds }) => itemIds.includes('102'))).toBe(false);
  });

  test('a missing choice is answered by its option alone', () => {
    const asked = takeOrder('a blt and a lemonade', lexicon, freshTicket());
    const answered = takeOrder('um wheat please and the fruit cup', lexicon, asked);
    expect(answered.lines[0]?.choices.map(({ name }) => name)).toEqual(['Wheat', 'Fruit Cup']);
    expect(answered.questions).toEqual([]);
  });
});

describe('whatever is said', () => {
  const menuWords = [...new Set(rows.flatMap(({ say }) => say.split(/\s+/)))];
  const wordSalad = fc
    .array(fc.constantFrom(...menuWords), { maxLength: 25 })
    .map((words) => words.join(' '));
  const anything = fc.oneof(
    wordSalad,
    fc.string({ maxLength: 200 }),
    fc.string({ unit: 'binary', maxLength: 80 }),
  );

  test('the compiler never throws, and speaks only in ids of the menu', () => {
    const itemIds = new Set(DEMO_MENU.items.map(({ id }) => id));
    fc.assert(
      fc.property(anything, anything, (first, second) => {
        const ticket = takeOrder(first, lexicon, freshTicket());
        const { lines, questions } = ticket;
        const { edits, ...rest } = compileOrder({ text: second, lexicon, lines, questions });
        for (const edit of edits) {
          expect(edit.confidence).toBeGreaterThanOrEqual(0);
          expect(edit.confidence).toBeLessThanOrEqual(1);
          if (edit.kind === 'remove') continue;
          expect(selectionSchema.safeParse(edit.selection).success).toBe(true);
          expect(itemIds.has(edit.selection.itemId)).toBe(true);
        }
        for (const { itemIds: asked } of rest.questions)
          expect(asked.every((id) => itemIds.has(id))).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test('the same words make the same edits', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(compileOrder({ text, lexicon })).toEqual(
          compileOrder({ text, lexicon: buildLexicon(DEMO_MENU) }),
        );
      }),
      { numRuns: 60 },
    );
  });

  test('prices are the menu’s own', () => {
    fc.assert(
      fc.property(wordSalad, (text) => {
        for (const line of takeOrder(text, lexicon, freshTicket()).lines) {
          const item = DEMO_MENU.items.find(({ id }) => id === line.itemId);
          expect(line.unitPriceCents).toBe(item?.priceCents);
          for (const { modifierId, priceCents } of line.modifiers) {
            expect(priceCents).toBe(
              DEMO_MENU.modifiers.find(({ id }) => id === modifierId)?.priceCents,
            );
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  test('speech without a word of the menu orders nothing', () => {
    const chatter = readFileSync(new URL('./chatter.txt', import.meta.url), 'utf8').split('\n');
    for (const text of chatter) expect(compileOrder({ text, lexicon }).edits, text).toEqual([]);
  });
});

describe('BuildPanel’s own understanding', () => {
  const claim = (...names: readonly string[]): OrderData => ({
    items: names.map((name) => ({ name, quantity: 1, modifiers: [], note: null })),
    confidence: 1,
  });
  const sureness = (text: string, orderData: OrderData) =>
    compileOrder({ text, lexicon, orderData }).edits.map(({ confidence }) => confidence);

  test('agreement makes a line surer, another number or silence less sure', () => {
    const [alone = 0] = compileOrder({ text: 'a soul bowl', lexicon }).edits.map(
      ({ confidence }) => confidence,
    );
    expect(sureness('a soul bowl', claim('Soul Bowl'))[0]).toBeGreaterThan(alone);
    expect(sureness('two soul bowls', claim('Soul Bowl'))[0]).toBeLessThan(alone);
    expect(sureness('a soul bowl', claim('Lemonade'))[0]).toBeLessThan(alone);
  });

  test('the words win: a dish that only BuildPanel heard is asked for, never sold', () => {
    const { edits, questions } = compileOrder({
      text: 'a soul bowl',
      lexicon,
      orderData: claim('Soul Bowl', 'Lemonade'),
    });
    expect(edits).toHaveLength(1);
    expect(questions.map(({ itemIds }) => itemIds)).toEqual([['103']]);
  });

  test('an ambiguous name stays a question, with its guess first', () => {
    const { edits, questions } = compileOrder({
      text: 'a tea',
      lexicon,
      orderData: claim('Unsweet Tea w. Lemon'),
    });
    expect(edits).toEqual([]);
    expect(questions[0]?.itemIds).toEqual(['102', '101']);
  });

  test('without words its dishes are unsure suggestions, with the menu’s modifiers', () => {
    const orderData: OrderData = {
      items: [
        { name: 'Greek Bowl', quantity: 2, modifiers: ['No Olives', 'Gold Leaf'], note: null },
      ],
      confidence: null,
    };
    const { edits, confidence } = compileOrder({ text: '', lexicon, orderData });
    expect(edits).toMatchObject([
      { selection: { itemId: '503', quantity: 2, modifierIds: ['no-olives'] } },
    ]);
    expect(confidence).toBeLessThan(SURE_CONFIDENCE);
  });

  test('a dish that the menu does not have is nothing', () => {
    const { edits, questions } = compileOrder({ text: '', lexicon, orderData: claim('Pizza') });
    expect([edits, questions]).toEqual([[], []]);
  });
});
