import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { importMenu } from '../../../src/shared/menu/import-menu.ts';
import { contentVersion } from '../../../src/shared/menu/menu-version.ts';
import { menuSchema, type Menu } from '../../../src/shared/menu/menu.ts';

const DEMO: unknown = JSON.parse(
  readFileSync(new URL('../../../resources/demo-menu.json', import.meta.url), 'utf8'),
);

const SMALL = {
  restaurant: {
    id: '11111111-1111-1111-1111-111111111111',
    name: 'Corner',
    timeZone: 'America/New_York',
    currency: 'USD',
    taxRatePercent: 8.25,
  },
  categories: [{ id: 'plates', name: 'Plates' }],
  items: [{ id: '1', name: 'Fish', categoryId: 'plates', priceCents: 1000 }],
};

function imported(source: unknown): Menu {
  const result = importMenu(source);
  if (!result.ok) throw new Error(result.failure.text);
  return result.value;
}

function refusal(source: unknown) {
  const result = importMenu(source);
  if (result.ok) throw new Error('the menu was taken');
  return result.failure;
}

describe('a menu that is whole', () => {
  test('the demo menu becomes a menu by the schema, with ids made of names', () => {
    const menu = menuSchema.parse(imported(DEMO));
    expect(menu.items).toHaveLength(28);
    expect(menu.modifiers.map(({ id }) => id)).toContain('add-chicken');
    const bowl = menu.items.find(({ id }) => id === '503');
    expect(bowl?.modifierIds).toEqual(['no-olives', 'no-feta']);
    const sandwich = menu.items.find(({ id }) => id === '402');
    expect(sandwich?.choiceIds).toEqual(['sandwiches-bread', 'sandwiches-side']);
  });

  test('tax becomes basis points and missing fields get their defaults', () => {
    const menu = imported(SMALL);
    expect(menu.restaurant.taxBasisPoints).toBe(825);
    expect(menu.items[0]).toMatchObject({ aliases: [], dietary: [], prepMinutes: 0 });
  });

  test.each([
    [8.875, 887.5],
    [9.2375, 923.75],
    [8.1, 810],
  ])('a tax of %s % is kept as it is', (taxRatePercent, taxBasisPoints) => {
    const menu = imported({ ...SMALL, restaurant: { ...SMALL.restaurant, taxRatePercent } });
    expect(menuSchema.parse(menu).restaurant.taxBasisPoints).toBe(taxBasisPoints);
  });

  test('allergens come from names, left-out ingredients and required choices', () => {
    const menu = imported(DEMO);
    const allergensOf = (id: string) => menu.items.find((item) => item.id === id)?.allergens;
    expect(allergensOf('402')).toEqual(['gluten', 'pork']);
    expect(allergensOf('503')).toEqual(['dairy']);
    expect(allergensOf('103')).toEqual([]);
    const side = menu.choices.find(({ id }) => id === 'sandwiches-side');
    expect(side?.options.find(({ id }) => id === 'peanut-noodles')?.allergens).toEqual(['nuts']);
  });

  test('the version follows the content, not the order of fields or spaces', () => {
    const { restaurant, ...rest } = SMALL;
    expect(imported({ ...rest, restaurant }).version).toBe(imported(SMALL).version);
    const dearer = { ...SMALL, items: [{ ...SMALL.items[0], priceCents: 1001 }] };
    expect(imported(dearer).version).not.toBe(imported(SMALL).version);
  });

  test('the version is of what was understood: the same menu written otherwise has the same', () => {
    const { version, ...understood } = imported(SMALL);
    expect(version).toBe(contentVersion(understood));
    const written = { ...SMALL, categories: [{ ...SMALL.categories[0], displayOrder: 1 }] };
    expect(imported(written).version).toBe(version);
  });

  test('a modifier name sold at two prices gives two modifiers', () => {
    const items = ['1', '2'].map((id) => ({ ...SMALL.items[0], id }));
    const modifiers = [
      { name: 'Add Egg', priceCents: 100, itemIds: ['1'] },
      { name: 'Add Egg', priceCents: 150, itemIds: ['2'] },
    ];
    const menu = imported({ ...SMALL, items, modifiers });
    expect(menu.items.map(({ modifierIds }) => modifierIds)).toEqual([
      ['add-egg-100'],
      ['add-egg-150'],
    ]);
  });
});

describe('a broken menu is refused whole, and says where', () => {
  const [fish] = SMALL.items;
  const choice = { name: 'Side', categoryId: 'plates', min: 1, max: 1, options: ['Rice'] };
  const cases: readonly [string, unknown, string, string][] = [
    ['not an object', [], 'not-a-menu', 'menu'],
    ['nothing', null, 'not-a-menu', 'menu'],
    ['no items', { ...SMALL, items: [] }, 'empty-menu', 'items'],
    [
      'a negative price',
      { ...SMALL, items: [{ ...fish, priceCents: -1 }] },
      'bad-field',
      'item 1 "Fish", priceCents',
    ],
    [
      'a price in dollars',
      { ...SMALL, items: [{ ...fish, priceCents: 9.5 }] },
      'bad-field',
      'item 1 "Fish", priceCents',
    ],
    ['two items with one id', { ...SMALL, items: [fish, fish] }, 'duplicate-id', 'item 1 "Fish"'],
    [
      'an unknown category',
      { ...SMALL, items: [{ ...fish, categoryId: 'x' }] },
      'unknown-category',
      'item 1 "Fish", categoryId',
    ],
    [
      'a modifier for no item',
      { ...SMALL, modifiers: [{ name: 'Add Egg', priceCents: 1, itemIds: ['9'] }] },
      'unknown-item',
      'modifier "Add Egg", itemIds',
    ],
    [
      'too few options',
      { ...SMALL, choices: [{ ...choice, min: 2, max: 2 }] },
      'bad-choice',
      'choice "Side"',
    ],
    [
      'min above max',
      { ...SMALL, choices: [{ ...choice, min: 2 }] },
      'bad-choice',
      'choice "Side"',
    ],
    [
      'an option twice',
      { ...SMALL, choices: [{ ...choice, options: ['Rice', 'rice'] }] },
      'bad-choice',
      'choice "Side"',
    ],
    ['a choice twice', { ...SMALL, choices: [choice, choice] }, 'duplicate-name', 'choice "Side"'],
  ];

  test.each(cases)('%s', (_name, source, code, where) => {
    const failure = refusal(source);
    expect(failure.code).toBe(code);
    expect(failure.problems[0]?.where).toBe(where);
    expect(failure.text).toContain(where);
  });
});
