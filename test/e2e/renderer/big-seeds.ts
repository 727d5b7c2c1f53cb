/** More than fits: a ticket that scrolls and a menu of 1,000 items. */
import type { Menu } from '../../../src/shared/menu/menu.ts';
import { add, itemId, menu, newTicket, withCommands, withVoice } from './make-tickets.ts';

export const longTicket = withCommands(
  withVoice(
    withCommands(
      newTicket(),
      ...menu.items
        .filter(({ choiceIds }) => choiceIds.length === 0)
        .slice(0, 12)
        .map((item, index) => add(item.name, { quantity: (index % 3) + 1 })),
    ),
    [],
    [
      {
        kind: 'ask-a-person',
        text: '18,000 × Lemonade? A person should check this.',
        itemIds: [itemId('Lemonade')],
      },
    ],
  ),
  add('Greek Salad', {
    options: ['Ranch'],
    note: 'No nuts at all, allergy',
    modifiers: ['Add Salmon'],
  }),
);

export const bigMenu: Menu = {
  ...menu,
  version: 'big',
  categories: Array.from({ length: 20 }, (_, index) => ({
    id: `c${index}`,
    name: `Category ${index + 1}`,
    displayOrder: index,
  })),
  items: Array.from({ length: 1_000 }, (_, index) => ({
    id: `i${index}`,
    name: `Dish number ${index + 1} of the house`,
    categoryId: `c${index % 20}`,
    priceCents: 100 + index,
    aliases: [`number ${index + 1}`],
    dietary: [],
    allergens: [],
    prepMinutes: 5,
    modifierIds: [],
    choiceIds: [],
  })),
};
