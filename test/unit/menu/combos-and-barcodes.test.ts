import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkDigit, isWeighed, readBarcode } from '../../../src/shared/menu/barcode.ts';
import { combosWith } from '../../../src/shared/menu/combo.ts';
import { importMenu } from '../../../src/shared/menu/import-menu.ts';
import { menuGaps } from '../../../src/shared/menu/menu-gaps.ts';
import { menuSchema } from '../../../src/shared/menu/menu.ts';
import { comboMenu } from '../../support/combo-menu.ts';
import { demoMenu } from '../../support/demo-menu.ts';

const RESTAURANT = {
  id: '11111111-1111-1111-1111-111111111111',
  name: 'Corner',
  timeZone: 'America/New_York',
  currency: 'USD',
  taxRatePercent: 8.25,
};
const FISH = { id: '1', name: 'Fish', categoryId: 'plates', priceCents: 1000 };
const COLA = { id: '2', name: 'Cola', categoryId: 'drinks', priceCents: 200 };

function imported(...items: readonly object[]) {
  const categories = ['plates', 'drinks'].map((id) => ({ id, name: id }));
  return importMenu({ restaurant: RESTAURANT, categories, items });
}

function problemOf(...items: readonly object[]): string {
  const result = imported(...items);
  if (result.ok) throw new Error('the menu was taken');
  return `${result.failure.code}: ${result.failure.text}`;
}

const combo = (...slots: readonly object[]) => ({ ...FISH, id: '9', name: 'Meal', slots });

describe('combos', () => {
  test('a slot is a choice whose options are items, with what each costs on top', () => {
    const menu = menuSchema.parse(comboMenu());
    expect(menuGaps(menu)).toEqual([]);
    const meal = menu.items.find(({ id }) => id === '801');
    const side = menu.choices.find(({ id }) => id === 'combo-801-side');
    expect(meal?.choiceIds).toEqual(['combo-801-bowl', 'combo-801-side', 'combo-801-drink']);
    expect(side).toMatchObject({ name: 'Side', min: 1, max: 1 });
    expect(side?.options.map(({ itemId, priceCents }) => [itemId, priceCents])).toEqual([
      ['901', 0],
      ['902', 0],
      ['903', 150],
    ]);
  });

  test('a menu without combos and barcodes has nothing of them, so its version stays', () => {
    const menu = demoMenu();
    expect(menu.items.some((item) => 'barcodes' in item)).toBe(false);
    const options = menu.choices.flatMap((choice) => choice.options);
    expect(options.some((option) => 'itemId' in option)).toBe(false);
  });

  test('the combos that take an item are found, and what nobody sells in one finds none', () => {
    const menu = comboMenu();
    expect(combosWith(menu, '503').map(({ combo: { name } }) => name)).toEqual([
      'Greek Bowl Combo',
    ]);
    expect(combosWith(menu, '104').map(({ slot }) => slot.name)).toEqual(['Drink', 'Drink']);
    expect(combosWith(menu, '701')).toEqual([]);
  });

  test('what fills a slot brings its allergens', () => {
    const bowl = comboMenu().choices.find(({ id }) => id === 'combo-801-bowl');
    expect(bowl?.options[0]?.allergens).toEqual(['dairy']);
  });

  const broken: readonly [string, string, readonly object[]][] = [
    ['an unknown item', 'unknown-item', [combo({ name: 'Drink', options: [{ itemId: '7' }] })]],
    [
      'an unknown category',
      'unknown-category',
      [combo({ name: 'Drink', options: [{ categoryId: 'x' }] })],
    ],
    [
      'more wanted than offered',
      'bad-choice',
      [COLA, combo({ name: 'Drinks', min: 2, max: 2, options: [{ itemId: '2' }] })],
    ],
    [
      'min above max',
      'bad-choice',
      [COLA, combo({ name: 'Drinks', min: 2, options: [{ itemId: '2' }] })],
    ],
    ['a combo in a combo', 'bad-choice', [combo({ name: 'Main', options: [{ itemId: '9' }] })]],
    [
      'two slots of one name',
      'duplicate-name',
      [
        COLA,
        combo(
          { name: 'Drink', options: [{ itemId: '2' }] },
          { name: 'drink', options: [{ itemId: '2' }] },
        ),
      ],
    ],
  ];
  test.each(broken)('%s is refused, and the slot named', (_name, code, items) => {
    const problem = problemOf(...items);
    expect(problem).toMatch(new RegExp(`^${code}: item 9 "Meal", slot "`));
  });

  test('a menu whose slot offers what it does not have is a half menu', () => {
    const menu = comboMenu();
    const half = { ...menu, items: menu.items.filter(({ id }) => id !== '903') };
    expect(menuGaps(half)).toEqual(['choice combo-801-side: no item 903']);
  });
});

describe('barcodes', () => {
  test('each code of the family is kept as 13 digits, however it was written', () => {
    const result = imported({
      ...COLA,
      barcodes: ['0 12345 67890 5', '96385074', '4006381333931'],
    });
    expect(result.ok && result.value.items[0]?.barcodes).toEqual([
      '0012345678905',
      '0000096385074',
      '4006381333931',
    ]);
  });

  test('a mistyped code is refused, and the right last digit told', () => {
    expect(problemOf({ ...COLA, barcodes: ['4006381333932'] })).toBe(
      'bad-barcode: item 2 "Cola", barcode "4006381333932": mistyped: by its other digits it would end in 1',
    );
    expect(problemOf({ ...COLA, barcodes: ['12345'] })).toContain('8, 12 or 13 digits');
  });

  test('one code on two items is refused, also written in another form', () => {
    const fish = { ...FISH, barcodes: ['0012345678905'] };
    expect(problemOf({ ...COLA, barcodes: ['012345678905'] }, fish)).toContain(
      '"Cola" has it already',
    );
  });

  test('numbers of a scale are told from numbers of a pack', () => {
    expect(isWeighed('2012345001234')).toBe(true);
    expect(isWeighed('0212345001234')).toBe(true);
    expect(isWeighed('4006381333931')).toBe(false);
  });

  test('property: one wrong digit, or two neighbours swapped that differ by other than five, is noticed', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(digits, fc.nat(12), fc.integer({ min: 1, max: 9 }), (body, at, off) => {
        const code = body.join('') + checkDigit(body.join(''));
        expect(readBarcode(code)).toEqual({ ok: true, value: code });
        const wrong = Array.from(code, (digit, index) =>
          index === at ? String((Number(digit) + off) % 10) : digit,
        );
        expect(readBarcode(wrong.join('')).ok).toBe(false);
        const [left, right] = [code[at] ?? '', code[at + 1] ?? ''];
        const isTold = right !== '' && Math.abs(Number(left) - Number(right)) % 5 !== 0;
        const swapped = code.slice(0, at) + right + left + code.slice(at + 2);
        if (isTold) expect(readBarcode(swapped).ok).toBe(false);
      }),
    );
  });
});
