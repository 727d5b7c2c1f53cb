/** The kitchen's page as the relay serves it: the app's own board, built with the app, and exactly the files that it names. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';

export type PageFile = { readonly path: string; readonly type: string; readonly text: string };

const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css' };

/** Empty when the board is not built: voice and orders need no page. */
export function loadKitchenPage(): readonly PageFile[] {
  const folder = findFolder(import.meta.dirname);
  if (folder === undefined) return [];
  const html = readFileSync(join(folder, 'kitchen.html'), 'utf8');
  const named = [...html.matchAll(/(?:src|href)="\.\/(assets\/[\w.-]+)"/g)].flatMap(
    ([, path]) => path ?? [],
  );
  return [
    { path: '/kitchen/', type: 'text/html; charset=utf-8', text: html },
    ...named.map((path) => ({
      path: `/kitchen/${path}`,
      type: `${TYPES[extname(path)] ?? 'application/octet-stream'}; charset=utf-8`,
      text: readFileSync(join(folder, path), 'utf8'),
    })),
  ];
}

/** The relay runs from its source and from its build, which lie at different depths. */
function findFolder(from: string): string | undefined {
  for (let folder = from; folder !== dirname(folder); folder = dirname(folder)) {
    const found = join(folder, 'out', 'renderer');
    if (existsSync(join(found, 'kitchen.html'))) return found;
  }
  return undefined;
}
