/**
 * The menu in use: the last good one of the restaurant, kept on disk, or the demo menu until the first
 * arrives. Nothing but a whole, parsed menu of the relay replaces it.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { menuSchema, type Menu } from '../../shared/menu/menu.ts';
import { menuGaps } from '../../shared/menu/menu-gaps.ts';
import { fail, type Result } from '../../shared/result.ts';
import { readTextIfThere, setAside, writeDurably } from '../durable-file.ts';

const shelfSchema = z.strictObject({
  format: z.literal(1),
  etag: z.string().optional(),
  menu: menuSchema,
});
type Shelf = z.infer<typeof shelfSchema>;

export type MenuInUse = { readonly menu: Menu; readonly menuSource: 'restaurant' | 'demo' };

type FetchedMenu =
  | { readonly kind: 'not-modified' }
  | { readonly kind: 'answer'; readonly answer: Menu; readonly etag: string | undefined };

export type MenuShelf = {
  readonly current: () => MenuInUse;
  /** Asks for a newer menu. A failure leaves the one in use; `cannot-save` uses it for this run alone. */
  readonly refresh: () => Promise<Result<'new' | 'same', string>>;
};

export type MenuShelfDeps = {
  readonly directory: string;
  readonly demoMenu: Menu;
  readonly fetchMenu: (etag: string | undefined) => Promise<Result<FetchedMenu, string>>;
  readonly onMenu: (inUse: MenuInUse) => void;
  readonly onCorrupt: (keptAs: string | undefined) => void;
  readonly wallMs: () => number;
};

export async function openMenuShelf(deps: MenuShelfDeps): Promise<MenuShelf> {
  const path = join(deps.directory, 'menu.json');
  let shelf = await load(path, deps);
  return {
    current: () =>
      shelf === undefined
        ? { menu: deps.demoMenu, menuSource: 'demo' }
        : { menu: shelf.menu, menuSource: 'restaurant' },
    refresh: async () => {
      const fetched = await deps.fetchMenu(shelf?.etag);
      if (!fetched.ok) return fetched;
      if (fetched.value.kind === 'not-modified') return { ok: true, value: 'same' };
      const { answer: menu, etag } = fetched.value;
      if (menuGaps(menu).length > 0) return fail('half-menu');
      const isNew = menu.version !== shelf?.menu.version;
      shelf = { format: 1, menu, ...(etag !== undefined && { etag }) };
      if (isNew) deps.onMenu({ menu, menuSource: 'restaurant' });
      const saved = await writeDurably(path, JSON.stringify(shelf));
      return saved.ok ? { ok: true, value: isNew ? 'new' : 'same' } : saved;
    },
  };
}

async function load(
  path: string,
  deps: Pick<MenuShelfDeps, 'onCorrupt' | 'wallMs'>,
): Promise<Shelf | undefined> {
  const text = await readTextIfThere(path);
  if (text.ok && text.value === undefined) return undefined;
  try {
    if (text.ok) return shelfSchema.parse(JSON.parse(text.value ?? ''));
  } catch {
    // Told below: what can't be read and what can't be parsed end alike.
  }
  deps.onCorrupt(await setAside(path, deps.wallMs()));
  return undefined;
}
