// Small stand-in for Electron's default app: `electron [-r module] [--flags] path-to-app`.
import { app } from 'electron/main';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const argv = process.argv.slice(1);
const preload = [];
let entry = null;
for (let i = 0; i < argv.length; i++) {
  const a = argv[i];
  if (a === '-v' || a === '--version') {
    console.log('v' + process.versions.electron);
    process.exit(0);
  }
  if (a === '-a' || a === '--abi') {
    console.log(process.versions.modules);
    process.exit(0);
  }
  if (a === '-r' || a === '--require') {
    preload.push(argv[++i]);
    continue;
  }
  if (a.startsWith('--app=')) {
    entry = a.slice(6);
    break;
  }
  if (a.startsWith('-')) continue;
  entry = a;
  break;
}
const require = createRequire(path.join(process.cwd(), 'noop.js'));
for (const p of preload) require(path.isAbsolute(p) ? p : path.resolve(p));
if (!entry) {
  console.error('usage: electron [-r module] path');
  process.exit(1);
}

Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
const full = path.resolve(entry);
let main = full;
const manifest = path.join(full, 'package.json');
if (fs.existsSync(manifest)) {
  const pkg = JSON.parse(fs.readFileSync(manifest, 'utf8'));
  if (pkg.version) app.setVersion(pkg.version);
  if (pkg.productName || pkg.name) app.setName(pkg.productName || pkg.name);
  app.setDesktopName?.(pkg.desktopName || `${app.getName()}.desktop`);
  app.setAppPath(full);
  main = require.resolve(path.join(full, pkg.main || 'index.js'));
} else {
  main = require.resolve(full);
  app.setAppPath(path.dirname(main));
}
await import(pathToFileURL(main).href);
