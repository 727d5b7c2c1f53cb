/** The built renderer on a port of this machine, and the fake main as a script to put before it. */
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const ROOT = resolve(import.meta.dirname, '../../..');
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

export type ServedScreen = {
  readonly url: string;
  /** For Playwright's `addInitScript`; it takes the state from `?seed=…`. */
  readonly fakePos: string;
  readonly stop: () => Promise<void>;
};

/** `fake`: the file of this folder whose script stands in for main. */
export async function serveScreen(fake = 'install-fake-pos.ts'): Promise<ServedScreen> {
  const folder = await mkdtemp(join(tmpdir(), 'screen-'));
  await build({
    configFile: false,
    logLevel: 'warn',
    root: join(ROOT, 'src/renderer'),
    base: './',
    plugins: [react()],
    build: {
      outDir: join(folder, 'page'),
      emptyOutDir: true,
      target: 'chrome130',
      rolldownOptions: {
        input: ['index.html', 'kitchen.html'].map((page) => join(ROOT, 'src/renderer', page)),
      },
    },
  });
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      outDir: join(folder, 'fake'),
      emptyOutDir: true,
      target: 'chrome130',
      minify: false,
      lib: {
        entry: join(import.meta.dirname, fake),
        formats: ['iife'],
        name: 'fake',
        fileName: () => 'fake-pos.js',
      },
    },
  });
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = join(folder, 'page', path === '/' ? 'index.html' : path);
    stat(file).then(
      () => {
        response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
        createReadStream(file).pipe(response);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    fakePos: await readFile(join(folder, 'fake/fake-pos.js'), 'utf8'),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await rm(folder, { recursive: true });
    },
  };
}
