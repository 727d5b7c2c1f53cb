/** What a test menu has that the demo menu does not: combos with slots, sides to fill them, barcodes. */
type Source = {
  readonly categories: readonly object[];
  readonly items: readonly object[];
};

const CATEGORIES = [
  { id: 'sides', name: 'Sides', displayOrder: 8 },
  { id: 'combos', name: 'Combos', displayOrder: 9 },
];

const DRINK = { name: 'Drink', options: [{ categoryId: 'beverages' }] };

const ITEMS = [
  { id: '104', name: 'Bottled Water', categoryId: 'beverages', priceCents: 200 },
  { id: '901', name: 'Fruit Cup', categoryId: 'sides', priceCents: 400 },
  { id: '902', name: 'Potato Salad', categoryId: 'sides', priceCents: 400 },
  { id: '903', name: 'Truffle Fries', categoryId: 'sides', priceCents: 600 },
  {
    id: '801',
    name: 'Greek Bowl Combo',
    categoryId: 'combos',
    priceCents: 1_700,
    slots: [
      { name: 'Bowl', options: [{ itemId: '503' }] },
      { name: 'Side', options: [{ categoryId: 'sides' }, { itemId: '903', priceCents: 150 }] },
      DRINK,
    ],
  },
  {
    id: '802',
    name: 'Lunch Combo',
    categoryId: 'combos',
    priceCents: 1_500,
    slots: [
      {
        name: 'Main',
        options: [{ itemId: '302' }, { itemId: '401' }, { itemId: '501', priceCents: 200 }],
      },
      DRINK,
    ],
  },
].map((item) =>
  item.id === '104' ? { ...item, barcodes: ['4006381333931', '012345678905'] } : item,
);

export function withCombos<Menu extends Source>(source: Menu) {
  return {
    ...source,
    categories: [...source.categories, ...CATEGORIES],
    items: [...source.items, ...ITEMS],
  };
}
