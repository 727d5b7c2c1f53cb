/** The menu prepared for the grid and for search as you type; made once for each menu. */
import { readBarcode } from '../../shared/menu/barcode.ts';
import { combosWith } from '../../shared/menu/combo.ts';
import type { Menu, MenuChoice, MenuItem, MenuModifier } from '../../shared/menu/menu.ts';

export type MenuIndex = {
  readonly categories: readonly { readonly id: string; readonly name: string }[];
  readonly itemsOf: (categoryId: string) => readonly MenuItem[];
  readonly item: (itemId: string) => MenuItem | undefined;
  readonly choice: (choiceId: string) => MenuChoice | undefined;
  readonly modifiersOf: (item: MenuItem) => readonly MenuModifier[];
  readonly choicesOf: (item: MenuItem) => readonly MenuChoice[];
  /** By its 13 digits. */
  readonly barcode: (barcode: string) => MenuItem | undefined;
  /** The combos that the item fits in. */
  readonly combosWith: (itemId: string) => readonly MenuItem[];
  /** Items whose name or alias has every word of the query, best first; at most `MAX_FOUND`. A barcode finds its own. */
  readonly find: (query: string) => readonly MenuItem[];
};

/** More than a person reads at a glance, few enough to draw within a keystroke. */
export const MAX_FOUND = 48;

type Entry = { readonly item: MenuItem; readonly texts: readonly string[] };

export function indexMenu(menu: Menu): MenuIndex {
  const categories = [...menu.categories].sort((a, b) => a.displayOrder - b.displayOrder);
  const byCategory = new Map(
    categories.map(({ id }) => [id, menu.items.filter(({ categoryId }) => categoryId === id)]),
  );
  const byId = new Map(menu.items.map((item) => [item.id, item]));
  const modifiers = new Map(menu.modifiers.map((modifier) => [modifier.id, modifier]));
  const choices = new Map(menu.choices.map((choice) => [choice.id, choice]));
  const barcodes = new Map(
    menu.items.flatMap((item) => (item.barcodes ?? []).map((barcode) => [barcode, item] as const)),
  );
  const combos = combosByItem(menu);
  const entries = menu.items.map((item): Entry => ({
    item,
    texts: [item.name, ...item.aliases].map(plain),
  }));
  return {
    categories,
    itemsOf: (categoryId) => byCategory.get(categoryId) ?? [],
    item: (itemId) => byId.get(itemId),
    choice: (choiceId) => choices.get(choiceId),
    modifiersOf: (item) => item.modifierIds.flatMap((id) => modifiers.get(id) ?? []),
    choicesOf: (item) => item.choiceIds.flatMap((id) => choices.get(id) ?? []),
    barcode: (barcode) => barcodes.get(barcode),
    combosWith: (itemId) => combos.get(itemId) ?? NO_ITEMS,
    find: (query) => {
      const read = readBarcode(query);
      const item = read.ok ? barcodes.get(read.value) : undefined;
      return item === undefined ? find(entries, query) : [item];
    },
  };
}

const NO_ITEMS: readonly MenuItem[] = [];

function combosByItem(menu: Menu): ReadonlyMap<string, readonly MenuItem[]> {
  const inSlots = menu.choices.flatMap(({ options }) =>
    options.flatMap(({ itemId }) => itemId ?? []),
  );
  return new Map(
    [...new Set(inSlots)].map((itemId) => [
      itemId,
      combosWith(menu, itemId).map(({ combo }) => combo),
    ]),
  );
}

function find(entries: readonly Entry[], query: string): readonly MenuItem[] {
  const wanted = plain(query);
  if (wanted === '') return [];
  const words = wanted.split(' ');
  const found: { item: MenuItem; rank: number }[] = [];
  for (const { item, texts } of entries) {
    const ranks = texts.map((text, index) => rankOf(text, wanted, words) + (index === 0 ? 0 : 0.5));
    const rank = Math.min(...ranks);
    if (rank < Infinity) found.push({ item, rank });
  }
  return found
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MAX_FOUND)
    .map(({ item }) => item);
}

/** 0: is it; 1: starts with it; 2: each word starts a word of it; 3: has each word; else no match. */
function rankOf(text: string, wanted: string, words: readonly string[]): number {
  if (!words.every((word) => text.includes(word))) return Infinity;
  if (text === wanted) return 0;
  if (text.startsWith(wanted)) return 1;
  const padded = ` ${text}`;
  return words.every((word) => padded.includes(` ${word}`)) ? 2 : 3;
}

/** Lower case without accents or punctuation, so that "moms" finds "Mom's" and "jalapeno" "Jalapeño". */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\p{Mark}'’]/gu, '')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim();
}
