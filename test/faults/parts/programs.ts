/** Bundles of the lab's own programs: a bundled process starts in a third of the time, and there are thousands. */
import { join } from 'node:path';
import { build } from 'vite';
import type { Programs } from './station-process.ts';

const ROOT = join(import.meta.dirname, '../../..');

export async function bundlePrograms(folder: string): Promise<Programs> {
  await build({
    configFile: false,
    logLevel: 'warn',
    root: ROOT,
    // Others have files of their own beside them, which a bundle would not find.
    ssr: { noExternal: ['uuid', 'ws', 'zod'] },
    build: {
      ssr: true,
      target: 'node20',
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: {
        input: {
          station: join(ROOT, 'test/faults/parts/station-program.ts'),
          fleet: join(ROOT, 'test/faults/parts/fleet-program.ts'),
          audioHost: join(ROOT, 'src/audio/main.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
      },
    },
  });
  return {
    station: join(folder, 'station.mjs'),
    fleet: join(folder, 'fleet.mjs'),
    audioHost: join(folder, 'audioHost.mjs'),
  };
}
