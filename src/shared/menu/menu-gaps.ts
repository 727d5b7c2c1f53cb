/** Whether a menu holds together: a half one would take orders that no kitchen can cook. */
import { isSlot } from './combo.ts';
import type { Menu } from './menu.ts';

/** What an item or a choice names and the menu does not have, or what is there twice; empty: it is whole. */
export function menuGaps(menu: Menu): readonly string[] {
  const categories = new Set(menu.categories.map(({ id }) => id));
  const modifiers = new Set(menu.modifiers.map(({ id }) => id));
  const choices = new Set(menu.choices.map(({ id }) => id));
  const isTwice = menu.items.length !== new Set(menu.items.map(({ id }) => id)).size;
  return [
    ...(isTwice ? ['an item is there twice'] : []),
    ...menu.items.flatMap(({ id, categoryId, modifierIds, choiceIds }) => [
      ...(categories.has(categoryId) ? [] : [`item ${id}: no category ${categoryId}`]),
      ...modifierIds.filter((one) => !modifiers.has(one)).map((one) => `item ${id}: no ${one}`),
      ...choiceIds.filter((one) => !choices.has(one)).map((one) => `item ${id}: no ${one}`),
    ]),
    ...menu.choices
      .filter(({ min, max, options }) => min > max || options.length < min)
      .map(({ id }) => `choice ${id}: too few options`),
    ...slotGaps(menu),
  ];
}

/** What fills a slot is an item of the menu, and no combo itself. */
function slotGaps({ items, choices }: Menu): readonly string[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  const slots = new Set(choices.filter(isSlot).map(({ id }) => id));
  return choices.flatMap(({ id, options }) =>
    options
      .filter(({ itemId }) => itemId !== undefined)
      .filter((option) => {
        const item = byId.get(option.itemId ?? '');
        const isCombo = item?.choiceIds.some((choiceId) => slots.has(choiceId)) ?? true;
        return isCombo || option.itemId !== option.id;
      })
      .map((option) => `choice ${id}: no item ${option.id}`),
  );
}
