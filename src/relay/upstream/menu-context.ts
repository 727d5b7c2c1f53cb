/** What BuildPanel is told of a restaurant's menu with each utterance: names and prices, at most 5 kB. */
import type { Menu } from '../../shared/menu/menu.ts';

export const MAX_MENU_CONTEXT_BYTES = 5 * 1024;

export type MenuContext = {
  readonly items: readonly {
    readonly id: string;
    readonly name: string;
    readonly aliases?: readonly string[];
    /** In the currency's unit, as BuildPanel's own menu has it. */
    readonly price: number;
  }[];
};

/** A menu that is too big goes without aliases, and then with as many items as fit, in the menu's order. */
export function menuContextOf(menu: Menu): MenuContext {
  const items = menu.items.map(({ id, name, aliases, priceCents }) => ({
    id,
    name,
    aliases,
    price: priceCents / 100,
  }));
  const full = { items };
  if (sizeOf(full) <= MAX_MENU_CONTEXT_BYTES) return full;
  const plain = items.map(({ id, name, price }) => ({ id, name, price }));
  let sizeBytes = sizeOf({ items: [] });
  const fitting = plain.filter((item) => {
    sizeBytes += sizeOf(item) + 1;
    return sizeBytes <= MAX_MENU_CONTEXT_BYTES;
  });
  return { items: fitting };
}

function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
