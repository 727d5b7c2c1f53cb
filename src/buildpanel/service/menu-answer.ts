/** The menu in the form of BuildPanel's own menu call: prices in the currency's unit. */
import type { Menu } from '../../shared/menu/menu.ts';

export type MenuAnswer = {
  readonly categories: readonly { readonly id: string; readonly name: string }[];
  readonly items: readonly {
    readonly id: string;
    readonly name: string;
    readonly description: string;
    readonly price: number;
    readonly category: string;
    readonly available: boolean;
  }[];
};

export const EMPTY_MENU: MenuAnswer = { categories: [], items: [] };

export function menuAnswerOf(menu: Menu): MenuAnswer {
  const categories = menu.categories.map(({ id, name }) => ({ id, name }));
  const items = menu.items.map(({ id, name, priceCents, categoryId }) => ({
    id,
    name,
    description: '',
    price: priceCents / 100,
    category: categories.find((category) => category.id === categoryId)?.name ?? categoryId,
    available: true,
  }));
  return { categories, items };
}
