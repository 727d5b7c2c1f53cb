/** The demo menu with combos and barcodes: the demo menu itself has none, so that what is measured on it stays. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { importMenu } from '../../src/shared/menu/import-menu.ts';
import type { Menu } from '../../src/shared/menu/menu.ts';
import { withCombos } from './combo-additions.ts';

const FILE = resolve(import.meta.dirname, '../../resources/demo-menu.json');

const sourceSchema = z.looseObject({
  categories: z.array(z.looseObject({})),
  items: z.array(z.looseObject({})),
});

export function comboMenu(): Menu {
  const source = sourceSchema.parse(JSON.parse(readFileSync(FILE, 'utf8')));
  const menu = importMenu(withCombos(source));
  if (!menu.ok) throw new Error(menu.failure.text);
  return menu.value;
}
