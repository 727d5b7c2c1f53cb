/** The real app under a virtual display as the lab sees it: built, started, and killed with all its processes. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import { z } from 'zod';
import { createCredentials } from '../../../src/main/credentials/credentials.ts';
import { openDevelopmentKeyFile } from '../../../src/main/credentials/key-file-vault.ts';

const ROOT = join(import.meta.dirname, '../../..');
/** Chromium's sandbox can't start for root. */
const SANDBOX = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** Builds the app as it is now, and what witnesses its writes; the path of the latter. */
export async function buildApp(folder: string): Promise<string> {
  const viteProgram = join(ROOT, 'node_modules/.bin/electron-vite');
  await promisify(execFile)(viteProgram, ['build', '--logLevel', 'warn'], { cwd: ROOT });
  await build({
    configFile: false,
    logLevel: 'warn',
    root: ROOT,
    build: {
      ssr: join(ROOT, 'test/faults/parts/frames-written-witness.ts'),
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: { output: { format: 'cjs', entryFileNames: 'witness.cjs' } },
    },
  });
  return join(folder, 'witness.cjs');
}

export class AppProcess {
  readonly #child: ChildProcess;
  readonly #gone: Promise<void>;

  constructor(options: {
    readonly witness: string;
    readonly dataFolder: string;
    readonly configFile: string;
    readonly env: NodeJS.ProcessEnv;
  }) {
    const electron = z.string().parse(createRequire(import.meta.url)('electron'));
    const args = [...SANDBOX, '-r', options.witness, '.'];
    const own = [`--user-data-dir=${options.dataFolder}`, '--station-config', options.configFile];
    this.#child = spawn(electron, [...args, ...own], {
      cwd: ROOT,
      env: { ...process.env, ...options.env },
      stdio: 'ignore',
      // A group of its own, so that nothing of it outlives a kill.
      detached: true,
    });
    this.#gone = new Promise((resolve) => this.#child.once('exit', () => resolve()));
  }

  /** SIGKILL of the main process; what it leaves behind goes with its group. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#gone;
    try {
      process.kill(-(this.#child.pid ?? 0), 'SIGKILL');
    } catch {
      // All of it went at once.
    }
  }
}

/** The key that the app has made for its journal. */
export async function journalKeyOf(dataFolder: string, journalFolder: string): Promise<Uint8Array> {
  const path = join(dataFolder, 'development.key');
  const vault = await openDevelopmentKeyFile(path, process.getuid?.());
  if (!vault.ok) throw new Error(vault.failure);
  const parts = { directory: dataFolder, vault: vault.value, wallMs: Date.now };
  const key = await createCredentials(parts).loadJournalKey(journalFolder);
  if (!key.ok) throw new Error(key.failure);
  return key.value.value;
}
