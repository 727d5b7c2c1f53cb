import { expect, it } from 'vitest';
import { importMenu } from '../../../src/shared/menu/import-menu.ts';
import { largeMenu } from '../../bench/ui/large-menu.ts';

it('a thousand items with names of their own make a menu that a restaurant could import', () => {
  const imported = importMenu(largeMenu());
  expect(imported).toMatchObject({ ok: true });
  if (!imported.ok) return;
  const { items, categories, modifiers, choices } = imported.value;
  expect(items).toHaveLength(1_000);
  expect(new Set(items.map(({ name }) => name)).size).toBe(1_000);
  expect(categories.length).toBeGreaterThan(10);
  expect(modifiers.length).toBeGreaterThan(10);
  expect(choices.some(({ min }) => min > 0)).toBe(true);
  expect(items.every(({ aliases }) => aliases.length > 0)).toBe(true);
  expect(items.some(({ allergens }) => allergens.length > 0)).toBe(true);
});

it('the same menu is made each time', () => {
  expect(largeMenu()).toEqual(largeMenu());
});
