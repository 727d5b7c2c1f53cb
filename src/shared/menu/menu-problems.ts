/** What can be wrong with a menu's source, said so that the person who wrote it can mend it. */
import type { z } from 'zod';
import type { MenuSource } from './menu-source.ts';
import { barcodeProblems } from './barcode-problems.ts';
import type { MenuProblem, MenuProblemCode } from './menu-problem.ts';
import { slotProblems } from './slot-source.ts';
import { slug } from './slug.ts';

/** The first problem's code, one sentence for a person, and all problems (at most 50). */
export type MenuFailure = {
  readonly code: MenuProblemCode;
  readonly text: string;
  readonly problems: readonly MenuProblem[];
};

export function shapeProblems(source: unknown, error: z.ZodError): MenuProblem[] {
  if (!isObject(source)) {
    return [{ code: 'not-a-menu', where: 'menu', text: 'a menu is a JSON object with items' }];
  }
  return error.issues.map((issue) => ({
    code: 'bad-field',
    where: placeOf(source, issue.path),
    text: issue.message,
  }));
}

/** Problems between the parts of a source whose every field is well formed. */
export function menuProblems(source: MenuSource): MenuProblem[] {
  if (source.items.length === 0) {
    return [{ code: 'empty-menu', where: 'items', text: 'the menu has no items' }];
  }
  const categoryIds = new Set(source.categories.map(({ id }) => id));
  const itemIds = new Set(source.items.map(({ id }) => id));
  return [
    ...duplicates(
      source.categories.map(({ id, name }) => ({ key: id, where: `category ${id} "${name}"` })),
    ),
    ...duplicates(source.items.map(({ id, name }) => ({ key: id, where: `item ${id} "${name}"` }))),
    ...source.items.flatMap(({ id, name, categoryId }) =>
      unknownCategory(categoryIds, categoryId, `item ${id} "${name}"`),
    ),
    ...source.modifiers.flatMap((modifier) =>
      modifier.itemIds
        .filter((itemId) => !itemIds.has(itemId))
        .map((itemId): MenuProblem => ({
          code: 'unknown-item',
          where: `modifier "${modifier.name}", itemIds`,
          text: `there is no item "${itemId}"`,
        })),
    ),
    ...source.choices.flatMap((choice) => [
      ...unknownCategory(categoryIds, choice.categoryId, `choice "${choice.name}"`),
      ...choiceProblems(choice),
    ]),
    ...duplicateChoices(source),
    ...pricedTwice(source),
    ...slotProblems(source),
    ...barcodeProblems(source),
  ];
}

/** One item offered the same modifier at two prices has no right price. */
function pricedTwice({ modifiers }: MenuSource): MenuProblem[] {
  const prices = new Map<string, number>();
  const problems: MenuProblem[] = [];
  for (const { name, priceCents, itemIds } of modifiers) {
    for (const itemId of itemIds) {
      const key = `${slug(name)} ${itemId}`;
      const known = prices.get(key) ?? priceCents;
      prices.set(key, known);
      if (known === priceCents) continue;
      const where = `modifier "${name}"`;
      problems.push({
        code: 'duplicate-name',
        where,
        text: `item "${itemId}" has it at two prices`,
      });
    }
  }
  return problems;
}

function duplicates(named: readonly { key: string; where: string }[]): MenuProblem[] {
  const seen = new Set<string>();
  return named
    .filter(({ key }) => seen.size === seen.add(key).size)
    .map(({ where }) => ({ code: 'duplicate-id', where, text: 'this id is used twice' }));
}

function unknownCategory(known: ReadonlySet<string>, id: string, where: string): MenuProblem[] {
  if (known.has(id)) return [];
  return [
    {
      code: 'unknown-category',
      where: `${where}, categoryId`,
      text: `there is no category "${id}"`,
    },
  ];
}

function choiceProblems({ name, min, max, options }: MenuSource['choices'][number]): MenuProblem[] {
  const where = `choice "${name}"`;
  const problem = (text: string): MenuProblem => ({ code: 'bad-choice', where, text });
  if (min > max) return [problem(`min ${min} is above max ${max}`)];
  if (options.length < Math.max(1, min)) {
    return [problem(`asks for ${Math.max(1, min)} but offers ${options.length} options`)];
  }
  const slugs = options.map((option) => slug(option.name));
  const twice = options.find((option, index) => slugs.indexOf(slug(option.name)) !== index);
  return twice === undefined ? [] : [problem(`option "${twice.name}" is there twice`)];
}

function duplicateChoices({ choices }: MenuSource): MenuProblem[] {
  const ids = choices.map(({ categoryId, name }) => slug(`${categoryId} ${name}`));
  return choices
    .filter((_choice, index) => ids.indexOf(ids[index] ?? '') !== index)
    .map(({ name, categoryId }) => ({
      code: 'duplicate-name',
      where: `choice "${name}"`,
      text: `category "${categoryId}" has a choice of this name already`,
    }));
}

const KINDS: Readonly<Record<string, string>> = {
  categories: 'category',
  items: 'item',
  modifiers: 'modifier',
  choices: 'choice',
};

/** `['items', 2, 'priceCents']` → `item 103 "Lemonade", priceCents`. */
function placeOf(source: Readonly<Record<string, unknown>>, path: readonly PropertyKey[]): string {
  const [list, index, ...field] = path;
  const rows = typeof list === 'string' ? source[list] : undefined;
  if (typeof list !== 'string' || typeof index !== 'number' || !Array.isArray(rows)) {
    return path.map(String).join('.') || 'menu';
  }
  const row: unknown = rows[index];
  const id = isObject(row) && typeof row['id'] === 'string' ? ` ${row['id']}` : ` ${index + 1}`;
  const name = isObject(row) && typeof row['name'] === 'string' ? ` "${row['name']}"` : '';
  const at = field.length > 0 ? `, ${field.map(String).join('.')}` : '';
  return `${KINDS[list] ?? list}${id}${name}${at}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
