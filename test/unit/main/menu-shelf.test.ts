import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openMenuShelf, type MenuShelfDeps } from '../../../src/main/menu/menu-shelf.ts';
import type { Menu } from '../../../src/shared/menu/menu.ts';
import { demoMenu } from '../../support/demo-menu.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const DEMO = demoMenu();
const OWN: Menu = { ...DEMO, version: 'own-1' };

function deps(directory: string, change: Partial<MenuShelfDeps> = {}): MenuShelfDeps {
  return {
    directory,
    demoMenu: DEMO,
    fetchMenu: () => Promise.resolve({ ok: false, failure: 'relay-away' }),
    onMenu: () => undefined,
    onCorrupt: () => undefined,
    wallMs: () => Date.UTC(2026, 0, 2),
    ...change,
  };
}

const answering = (menu: Menu, etag: string) => () =>
  Promise.resolve({ ok: true, value: { kind: 'answer', answer: menu, etag } } as const);

test('the demo menu is shown until the first of the restaurant arrives, and says that it is one', async () => {
  const told: string[] = [];
  const shelf = await openMenuShelf(
    deps(await tempFolder(), {
      fetchMenu: answering(OWN, '"1"'),
      onMenu: ({ menuSource }) => told.push(menuSource),
    }),
  );
  expect(shelf.current()).toEqual({ menu: DEMO, menuSource: 'demo' });
  expect(await shelf.refresh()).toEqual({ ok: true, value: 'new' });
  expect(shelf.current()).toEqual({ menu: OWN, menuSource: 'restaurant' });
  expect(await shelf.refresh()).toEqual({ ok: true, value: 'same' });
  expect(told).toEqual(['restaurant']);
});

test('the last good menu is used when the relay is away, and asked about by its ETag', async () => {
  const folder = await tempFolder();
  await (await openMenuShelf(deps(folder, { fetchMenu: answering(OWN, '"1"') }))).refresh();
  const asked: (string | undefined)[] = [];
  const shelf = await openMenuShelf(
    deps(folder, {
      fetchMenu: (etag) => {
        asked.push(etag);
        return Promise.resolve({ ok: true, value: { kind: 'not-modified' } });
      },
    }),
  );
  expect(shelf.current()).toEqual({ menu: OWN, menuSource: 'restaurant' });
  expect(await shelf.refresh()).toEqual({ ok: true, value: 'same' });
  expect(asked).toEqual(['"1"']);
});

test('a stored menu that is broken is set aside and told', async () => {
  const folder = await tempFolder();
  await writeFile(join(folder, 'menu.json'), '{"format":1,"menu":{}}');
  const told: (string | undefined)[] = [];
  const shelf = await openMenuShelf(deps(folder, { onCorrupt: (keptAs) => told.push(keptAs) }));
  expect(shelf.current().menuSource).toBe('demo');
  expect(told).toEqual([join(folder, 'menu.json.corrupt-2026-01-02T00-00-00-000Z')]);
  expect(await readFile(told[0] ?? '', 'utf8')).toBe('{"format":1,"menu":{}}');
});
