/** `tuna salad on wheat`: a dish said by the first words of its name, told by what only it can have. */
import type { MenuItem } from '../../menu/menu.ts';
import { bindingOf } from './bind-wishes.ts';
import type { Draft, Wish } from './draft.ts';
import type { Lexicon } from './lexicon.ts';

/**
 * The items a draft means: those it is named for, or the one of a longer name (`tuna salad sandwich`)
 * when something was wished that is an option of that one and of nothing else.
 */
export function meantItems({ itemIds, wishes }: Draft, lexicon: Lexicon): readonly string[] {
  const [itemId, ...others] = itemIds;
  const item = lexicon.items.get(itemId ?? '');
  if (item === undefined || others.length > 0) return itemIds;
  const homeless = wishes.filter((wish) => isChosen(wish) && bindingOf(wish, item) === undefined);
  if (!homeless.some(({ thing }) => thing?.options.length === 1)) return itemIds;
  const longer = longerNamed(item.id, lexicon).filter((id) => {
    const other = lexicon.items.get(id);
    if (other === undefined) return false;
    const isFuller = fitting(wishes, other) > fitting(wishes, item);
    return isFuller && homeless.every((wish) => bindingOf(wish, other) !== undefined);
  });
  return longer.length === 1 ? longer : itemIds;
}

function fitting(wishes: readonly Wish[], item: MenuItem): number {
  return wishes.filter((wish) => bindingOf(wish, item) !== undefined).length;
}

function isChosen({ verb, thing }: Wish): boolean {
  return /^(?:bare|with|add)$/.test(verb) && thing !== undefined && thing.options.length > 0;
}

function longerNamed(itemId: string, { named }: Lexicon): readonly string[] {
  const names = [...named].filter(([, ids]) => ids.includes(itemId)).map(([name]) => name);
  const longer = [...named].flatMap(([name, ids]) =>
    names.some((short) => name.startsWith(`${short} `)) ? ids : [],
  );
  return [...new Set(longer)].filter((id) => id !== itemId);
}
