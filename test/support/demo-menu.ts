/** The demo menu as the app imports it. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { importMenu } from '../../src/shared/menu/import-menu.ts';
import type { Menu } from '../../src/shared/menu/menu.ts';

const FILE = resolve(import.meta.dirname, '../../resources/demo-menu.json');

export function demoMenu(): Menu {
  const menu = importMenu(JSON.parse(readFileSync(FILE, 'utf8')));
  if (!menu.ok) throw new Error(menu.failure.text);
  return menu.value;
}
