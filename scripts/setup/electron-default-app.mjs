/**
 * Stands in for Electron's default app, inside the stand-in binary: `electron [-r module] [--flags] path-to-app`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app as electronApp } from 'electron';

/** Electron's own default app uses two methods that its types leave out. */
const app =
  /** @type {import('electron').App & { setVersion(version: string): void, setAppPath(path: string): void }} */ (
    electronApp
  );

/** @param {readonly string[]} args */
function parseCommand(args) {
  /** @type {string[]} */
  const preloads = [];
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] ?? '';
    if (word === '-v' || word === '--version')
      return { preloads, entry: undefined, isVersionWanted: true };
    if (word === '-r' || word === '--require') preloads.push(args[(index += 1)] ?? '');
    else if (word.startsWith('--app='))
      return { preloads, entry: word.slice('--app='.length), isVersionWanted: false };
    else if (!word.startsWith('-')) return { preloads, entry: word, isVersionWanted: false };
  }
  return { preloads, entry: undefined, isVersionWanted: false };
}

/** Gives the app its name and version from its package.json and returns its main file. @param {string} folder */
function adopt(folder) {
  const manifestFile = join(folder, 'package.json');
  if (!existsSync(manifestFile)) return folder;
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
  if (manifest.version) app.setVersion(manifest.version);
  app.setName(manifest.productName ?? manifest.name ?? 'Electron');
  app.setDesktopName(manifest.desktopName ?? `${app.getName()}.desktop`);
  return join(folder, manifest.main ?? 'index.js');
}

const { preloads, entry, isVersionWanted } = parseCommand(process.argv.slice(1));
if (isVersionWanted) {
  console.log(`v${process.versions['electron']}`);
  process.exit(0);
}
const appRequire = createRequire(join(process.cwd(), 'electron-default-app.mjs'));
for (const preload of preloads) appRequire(resolve(preload));
if (entry === undefined) {
  console.error('usage: electron [-r module] path');
  process.exit(1);
}
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
const folder = resolve(entry);
app.setAppPath(existsSync(join(folder, 'package.json')) ? folder : resolve(folder, '..'));
await import(pathToFileURL(appRequire.resolve(adopt(folder))).href);
