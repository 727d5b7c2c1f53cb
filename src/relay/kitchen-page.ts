/** The kitchen's page as the relay serves it: three files that are part of the product. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SetupFailure } from './setup-failure.ts';

export type PageFile = { readonly path: string; readonly type: string; readonly text: string };

/** Throws a `SetupFailure` when the product's files are not there. */
export function loadKitchenPage(): readonly PageFile[] {
  const folder = findFolder(import.meta.dirname);
  const read = (path: string, name: string, type: string) => {
    return { path, type: `${type}; charset=utf-8`, text: readFileSync(join(folder, name), 'utf8') };
  };
  return [
    read('/kitchen', 'kitchen.html', 'text/html'),
    read('/kitchen/kitchen.css', 'kitchen.css', 'text/css'),
    read('/kitchen/kitchen.js', 'kitchen.js', 'text/javascript'),
  ];
}

/** The relay runs from its source and from its build, which lie at different depths. */
function findFolder(from: string): string {
  for (let folder = from; folder !== dirname(folder); folder = dirname(folder)) {
    const found = join(folder, 'resources', 'kitchen');
    if (existsSync(join(found, 'kitchen.html'))) return found;
  }
  throw new SetupFailure(
    'The kitchen page (resources/kitchen) is missing: install the relay again.',
  );
}
