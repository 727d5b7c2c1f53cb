/** Combos: items with slots. A slot is a choice whose options are items. */
import type { Menu, MenuChoice, MenuItem } from './menu.ts';

export function isSlot({ options }: Pick<MenuChoice, 'options'>): boolean {
  return options.some(({ itemId }) => itemId !== undefined);
}

export type ComboWith = { readonly combo: MenuItem; readonly slot: MenuChoice };

/** The combos that an item fits in, each with the first slot that takes it, in the menu's order. */
export function combosWith(menu: Menu, itemId: string): readonly ComboWith[] {
  const slots = menu.choices.filter(({ options }) => options.some((one) => one.itemId === itemId));
  if (slots.length === 0) return [];
  return menu.items.flatMap((combo) => {
    const slot = slots.find(({ id }) => combo.choiceIds.includes(id));
    return slot === undefined ? [] : [{ combo, slot }];
  });
}
