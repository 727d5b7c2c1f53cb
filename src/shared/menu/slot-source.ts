/** How a combo's slots are written in a restaurant's file, and what can be wrong with them. */
import type { MenuProblem } from './menu-problem.ts';
import type { MenuSource, SlotSource } from './menu-source.ts';
import { slug } from './slug.ts';

export type SlotOffer = { readonly itemId: string; readonly priceCents: number };

export function slotId(comboId: string, { name }: Pick<SlotSource, 'name'>): string {
  return slug(`combo ${comboId} ${name}`);
}

/** Each item that may fill the slot, in the file's order. An item's own price counts before its category's. */
export function offersOf(slot: SlotSource, items: MenuSource['items']): readonly SlotOffer[] {
  const own = new Set(slot.options.flatMap((offer) => ('itemId' in offer ? offer.itemId : [])));
  const offers = new Map<string, SlotOffer>();
  for (const offer of slot.options) {
    const { priceCents } = offer;
    const itemIds =
      'itemId' in offer
        ? [offer.itemId]
        : items
            .filter(({ categoryId, slots }) => categoryId === offer.categoryId && !slots)
            .map(({ id }) => id)
            .filter((id) => !own.has(id));
    for (const itemId of itemIds) offers.set(itemId, { itemId, priceCents });
  }
  return [...offers.values()];
}

export function slotProblems(source: MenuSource): MenuProblem[] {
  const ids = source.items.flatMap(({ id, slots = [] }) => slots.map((slot) => slotId(id, slot)));
  const twice = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  return source.items.flatMap((combo) =>
    (combo.slots ?? []).flatMap((slot) => {
      const where = `item ${combo.id} "${combo.name}", slot "${slot.name}"`;
      const isTwice = twice.has(slotId(combo.id, slot));
      return [
        ...(isTwice
          ? [{ code: 'duplicate-name' as const, where, text: 'another slot has this name' }]
          : []),
        ...slot.options.flatMap((offer) => offerProblems(offer, source, where)),
        ...countProblems(slot, source, where),
      ];
    }),
  );
}

function offerProblems(
  offer: SlotSource['options'][number],
  { items, categories }: MenuSource,
  where: string,
): MenuProblem[] {
  if ('categoryId' in offer) {
    const { categoryId } = offer;
    if (categories.some(({ id }) => id === categoryId)) return [];
    return [{ code: 'unknown-category', where, text: `there is no category "${categoryId}"` }];
  }
  const item = items.find(({ id }) => id === offer.itemId);
  if (item === undefined) {
    return [{ code: 'unknown-item', where, text: `there is no item "${offer.itemId}"` }];
  }
  if (item.slots === undefined) return [];
  return [{ code: 'bad-choice', where, text: `"${item.name}" is a combo: it can't be in another` }];
}

function countProblems(slot: SlotSource, { items }: MenuSource, where: string): MenuProblem[] {
  const { min, max } = slot;
  if (min > max) return [{ code: 'bad-choice', where, text: `min ${min} is above max ${max}` }];
  const wanted = Math.max(1, min);
  const offered = offersOf(slot, items).length;
  if (offered >= wanted) return [];
  return [{ code: 'bad-choice', where, text: `asks for ${wanted} but offers ${offered} items` }];
}
