/**
 * Makes the product's `Menu` from a restaurant's source file. A menu is taken whole or refused
 * whole: a till with half a menu sells the wrong things.
 */
import { fail, ok, type Result } from '../result.ts';
import { readBarcode } from './barcode.ts';
import { allergenReader, type AllergenReader } from './allergens.ts';
import type { Menu, MenuChoice, MenuItem, MenuModifier } from './menu.ts';
import { menuProblems, shapeProblems, type MenuFailure } from './menu-problems.ts';
import { menuSourceSchema, type MenuSource } from './menu-source.ts';
import { contentVersion } from './menu-version.ts';
import { slug } from './slug.ts';
import { offersOf, slotId } from './slot-source.ts';

/**
 * Ids of modifiers, choices and options are made from their names, so that they stay the same when
 * the file is re-ordered or re-priced. Prices are integer cents, tax becomes basis points. The version is of what
 * was understood, not of the file: a release that reads the same file otherwise makes another version of it.
 */
export function importMenu(source: unknown): Result<Menu, MenuFailure> {
  const parsed = menuSourceSchema.safeParse(source);
  if (!parsed.success) return refuse(shapeProblems(source, parsed.error));
  const problems = menuProblems(parsed.data);
  return problems.length > 0 ? refuse(problems) : ok(build(parsed.data));
}

function refuse(problems: MenuFailure['problems']): Result<Menu, MenuFailure> {
  const [first] = problems;
  const code = first?.code ?? 'not-a-menu';
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  const text = first === undefined ? 'This is not a menu.' : `${first.where}: ${first.text}${more}`;
  return fail({ code, text, problems: problems.slice(0, 50) });
}

function build(source: MenuSource): Menu {
  const { restaurant } = source;
  const readAllergens = allergenReader(source.allergens);
  const modifiers = buildModifiers(source, readAllergens);
  const choices = source.choices.map((choice) => ({
    categoryId: choice.categoryId,
    choice: buildChoice(choice, readAllergens),
  }));
  const slots = buildSlots(source);
  const items = source.items.map((item): MenuItem => {
    const own = modifiers.filter(({ itemIds }) => itemIds.has(item.id));
    const asked = choices.filter(({ categoryId }) => categoryId === item.categoryId);
    const filled = slots.get(item.id) ?? [];
    return {
      id: item.id,
      name: item.name,
      categoryId: item.categoryId,
      priceCents: item.priceCents,
      aliases: item.aliases,
      dietary: item.dietary,
      allergens: readAllergens(
        item.name,
        item.description,
        ...item.aliases,
        ...own.map(({ modifier }) => ingredientLeftOut(modifier.name)),
        ...asked.filter(({ choice }) => choice.min > 0).map(({ choice }) => choice.name),
      ),
      prepMinutes: item.prepMinutes,
      modifierIds: own.map(({ modifier }) => modifier.id),
      choiceIds: [...asked.map(({ choice }) => choice.id), ...filled.map(({ id }) => id)],
      ...(item.barcodes !== undefined && { barcodes: barcodesOf(item.barcodes) }),
    };
  });
  const understood = {
    restaurant: {
      id: restaurant.id,
      name: restaurant.name,
      timeZone: restaurant.timeZone,
      currency: restaurant.currency,
      taxBasisPoints: Math.round(restaurant.taxRatePercent * 10_000) / 100,
    },
    categories: source.categories.map(({ id, name, displayOrder }, index) => ({
      id,
      name,
      displayOrder: displayOrder ?? index + 1,
    })),
    items,
    modifiers: modifiers.map(({ modifier }) => modifier),
    choices: [...choices.map(({ choice }) => choice), ...withAllergens(slots, items)],
  };
  return { version: contentVersion(understood), ...understood };
}

function barcodesOf(written: readonly string[]): readonly string[] {
  return written.flatMap((text) => {
    const read = readBarcode(text);
    return read.ok ? read.value : [];
  });
}

/** A combo's slots are choices whose options are items, by the combo's id. */
function buildSlots(source: MenuSource): ReadonlyMap<string, readonly MenuChoice[]> {
  const nameOf = new Map(source.items.map(({ id, name }) => [id, name]));
  return new Map(
    source.items.map(({ id, slots = [] }) => [
      id,
      slots.map((slot) => ({
        id: slotId(id, slot),
        name: slot.name,
        min: slot.min,
        max: slot.max,
        options: offersOf(slot, source.items).map(({ itemId, priceCents }) => ({
          id: itemId,
          name: nameOf.get(itemId) ?? itemId,
          priceCents,
          itemId,
        })),
      })),
    ]),
  );
}

/** What fills a slot brings its own allergens to the plate. */
function withAllergens(
  slots: ReadonlyMap<string, readonly MenuChoice[]>,
  items: readonly MenuItem[],
): MenuChoice[] {
  const allergensOf = new Map(items.map(({ id, allergens }) => [id, allergens]));
  return [...slots.values()].flat().map((slot) => ({
    ...slot,
    options: slot.options.map((option) => {
      const allergens = allergensOf.get(option.id) ?? [];
      return allergens.length > 0 ? { ...option, allergens } : option;
    }),
  }));
}

/** `No Feta` on an item says that the item comes with feta. */
function ingredientLeftOut(modifierName: string): string {
  return /^(?:no|without|hold)\b(.*)$/i.exec(modifierName)?.[1] ?? '';
}

/** One modifier for each name and price; a name sold at two prices carries the price in its id. */
function buildModifiers(source: MenuSource, readAllergens: AllergenReader) {
  const pricesOf = new Map<string, Set<number>>();
  for (const { name, priceCents } of source.modifiers) {
    const prices = pricesOf.get(slug(name)) ?? new Set();
    pricesOf.set(slug(name), prices.add(priceCents));
  }
  const built = new Map<string, { modifier: MenuModifier; itemIds: Set<string> }>();
  for (const { name, priceCents, itemIds } of source.modifiers) {
    const base = slug(name);
    const id = (pricesOf.get(base)?.size ?? 1) > 1 ? `${base.slice(0, 56)}-${priceCents}` : base;
    const known = built.get(id);
    for (const itemId of itemIds) known?.itemIds.add(itemId);
    if (known !== undefined) continue;
    const carried = ingredientLeftOut(name) === '' ? readAllergens(name) : [];
    const modifier = { id, name, priceCents, ...(carried.length > 0 && { allergens: carried }) };
    built.set(id, { modifier, itemIds: new Set(itemIds) });
  }
  return [...built.values()];
}

function buildChoice(
  choice: MenuSource['choices'][number],
  readAllergens: AllergenReader,
): MenuChoice {
  return {
    id: slug(`${choice.categoryId} ${choice.name}`),
    name: choice.name,
    min: choice.min,
    max: choice.max,
    options: choice.options.map(({ name, priceCents }) => {
      const carried = readAllergens(name);
      return {
        id: slug(name),
        name,
        priceCents,
        ...(carried.length > 0 && { allergens: carried }),
      };
    }),
  };
}
