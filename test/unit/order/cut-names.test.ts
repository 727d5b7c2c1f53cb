import { describe, expect, it } from 'vitest';
import { buildLexicon } from '../../../src/shared/order/compile-order.ts';
import { answerOf, freshTicket, readMenu, takeOrder } from '../../../scripts/order/take-order.ts';

const menu = readMenu(new URL('../../order-set/pizzeria-menu.json', import.meta.url));
if (!menu.ok) throw new Error(menu.failure);
const lexicon = buildLexicon(menu.value);

function heard(say: string) {
  const { lines, questions } = answerOf(takeOrder(say, lexicon, freshTicket(lexicon.menu)));
  const dishes = lines.map(({ itemId, quantity }) => `${quantity}x${itemId}`);
  return { dishes, questions: questions.length };
}

describe('names cut short', () => {
  it('a kind said once is that of every dish of the list', () => {
    expect(heard('three pizzas, two pepperoni and one veggie').dishes).toEqual(['2xz2', '1xz4']);
  });

  it('a size tells the dish that comes in sizes from the thing of that name', () => {
    expect(heard('a large pepperoni and a medium cheese').dishes).toEqual(['1xz2', '1xz1']);
  });

  it('a container belongs to the drink in it, not to the count', () => {
    expect(heard('two cans of root beer').dishes).toEqual(['2xd3']);
  });

  it('an order that hangs on a condition is asked, not sold', () => {
    expect(heard('a caesar salad, otherwise the garden knots').dishes).toEqual([]);
  });
});
