import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

// The floor is the fallback Electron (33); newer ones run the same output.
const NODE = 'node20.18';
const CHROME = 'chrome130';

/** Only while developing: hot reload needs a socket and puts styles into the page. */
const developmentCsp: Plugin = {
  name: 'development-csp',
  apply: 'serve',
  transformIndexHtml: (html) =>
    html
      .replace("connect-src 'self'", "connect-src 'self' ws:")
      .replace("style-src 'self'", "style-src 'self' 'unsafe-inline'"),
};

export default defineConfig({
  main: {
    build: {
      target: NODE,
      sourcemap: true,
      externalizeDeps: { exclude: ['electron-store', 'uuid', 'zod'] },
      rolldownOptions: {
        input: {
          index: resolve('src/main/index.ts'),
          'audio-host': resolve('src/audio/main.ts'),
        },
        external: [/\.node$/, 'naudiodon'],
      },
    },
  },
  preload: {
    build: {
      target: NODE,
      externalizeDeps: false,
      rolldownOptions: {
        input: {
          index: resolve('src/preload/index.ts'),
          kitchen: resolve('src/preload/kitchen.ts'),
        },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react(), developmentCsp],
    build: {
      target: CHROME,
      minify: true,
      rolldownOptions: {
        input: [resolve('src/renderer/index.html'), resolve('src/renderer/kitchen.html')],
      },
    },
  },
});
