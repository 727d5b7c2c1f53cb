import { describe, expect, test } from 'vitest';
import { buildLexicon, compileOrder } from '../../../src/shared/order/compile-order.ts';
import { DEMO_MENU } from '../../support/demo-order.ts';

const lexicon = buildLexicon(DEMO_MENU);

/** What is sold and what is asked, as item ids. */
function heard(text: string) {
  const { edits, questions } = compileOrder({ text, lexicon });
  return {
    sold: edits.flatMap((edit) => (edit.kind === 'add' ? [edit.selection.itemId] : [])),
    asked: questions.flatMap(({ kind, itemIds }) => (kind === 'which-item' ? itemIds : [])),
  };
}

describe('a dish is asked about rather than sold', () => {
  test.each([
    ['they left the lemonade out of my bag', '103'],
    ['somebody spoiled the succotash', '602'],
  ])('when it is only told of: %s', (text, itemId) => {
    expect(heard(text)).toEqual({ sold: [], asked: [itemId] });
  });

  test('while another dish of the sentence is sold', () => {
    const { sold, asked } = heard('the salmon last week was dry, so a lemonade please');
    expect(sold).toEqual(['103']);
    expect(asked).toEqual(['702']);
  });

  test('when the last number said is that of nothing', () => {
    const { sold, asked } = heard('one lemonade please and by one i mean three');
    expect(sold).toEqual([]);
    expect(asked).toEqual(['103']);
  });

  test.each([
    ['it is only supposed', 'if i ordered the succotash my wife would laugh so a lemonade', '602'],
    ['it hangs on an answer', 'if the sampler is hot then no if not then yes one sampler', '201'],
    [
      'it is named once more in a list',
      'summer salad chicken ranch summer salad salmon balsamic',
      '301',
    ],
    ['it is counted anew', 'two lemonades. he wants one. three lemonades.', '103'],
    ['a child asks for it', 'mommy can i get a lemonade, we have juice, just one keto bowl', '103'],
    ['a parent forbids it', 'i want lemonade! no, you had lemonade. one sweet tea', '103'],
  ])('when %s', (_why, text, itemId) => {
    const { sold, asked } = heard(text);
    expect(asked).toContain(itemId);
    expect(sold).not.toContain(itemId);
  });

  test('when a refusal is on no line', () => {
    expect(heard('a greek bowl and we never eat the feta').sold).toEqual([]);
  });

  test('when it has nothing for two things wished of it', () => {
    expect(heard('a soul bowl with ranch on wheat').sold).toEqual([]);
  });
});

describe('a dish is sold', () => {
  test.each([
    ['the salmon with rice and collards', '702'],
    ['I guess the lemonade', '103'],
    ['I think a soul bowl', '501'],
    ['five lemonades, no, four', '103'],
    ['a greek bowl with no feta', '503'],
    ['a tuna sandwich on white, not on wheat', '403'],
    ['a salmon with two sides, rice and collards', '702'],
  ])('when all that was said is in its line: %s', (text, itemId) => {
    expect(heard(text)).toEqual({ sold: [itemId], asked: [] });
  });

  test('under the name that more of what was wished fits', () => {
    expect(heard('a tuna sandwich on white with side salad, ranch').sold).toEqual(['403']);
  });
});
