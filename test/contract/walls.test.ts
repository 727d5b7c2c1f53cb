import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';

const PROJECT = resolve(import.meta.dirname, '../..');
const CONFIGURATION = [
  'package.json',
  '.dependency-cruiser.cjs',
  'tsconfig.base.json',
  ...['shared', 'audio', 'main', 'renderer', 'relay'].map((room) => `src/${room}/tsconfig.json`),
];

const Report = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

/** A small house with this project's own rules: two good files in each room, to which a test adds. */
const SOUND_FILES = {
  'src/shared/money.ts': "import { z } from 'zod';\nexport const cents = z.int();\n",
  'src/shared/ipc/channels.ts': "export const CHANNELS = ['onLevel'];\n",
  'src/shared/ipc/contract.ts':
    "import { cents } from '../money.ts';\nimport { CHANNELS } from './channels.ts';\nexport const contract = { cents, CHANNELS };\nexport type Contract = typeof contract;\n",
  'src/main/index.ts':
    "import { app } from 'electron';\nimport { journal } from './voice/journal.ts';\nimport { screen } from './windows/screen.ts';\nconsole.log(app, journal, screen);\n",
  'src/main/voice/journal.ts':
    "import { writeFileSync } from 'node:fs';\nimport { cents } from '../../shared/money.ts';\nexport const journal = { writeFileSync, cents };\n",
  'src/main/windows/screen.ts':
    "import { BrowserWindow } from 'electron';\nimport { contract } from '../../shared/ipc/contract.ts';\nexport const screen = { BrowserWindow, contract };\n",
  'src/preload/index.ts':
    "import { contextBridge } from 'electron';\nimport { CHANNELS } from '../shared/ipc/channels.ts';\nimport type { Contract } from '../shared/ipc/contract.ts';\nexport type Bridge = Contract;\nconsole.log(contextBridge, CHANNELS);\n",
  'src/renderer/main.tsx':
    "import { button } from './ticket/button.ts';\nimport { list } from './menu/list.ts';\nconsole.log(button, list);\n",
  'src/renderer/ticket/button.ts':
    "import { press } from '../ui/press.ts';\nexport const button = press;\n",
  'src/renderer/menu/list.ts':
    "import { press } from '../ui/press.ts';\nexport const list = [press];\n",
  'src/renderer/ui/press.ts':
    "import { cents } from '../../shared/money.ts';\nexport const press = cents;\n",
  'src/relay/main.ts': "import { socket } from './stations/upgrade.ts';\nconsole.log(socket);\n",
  'src/relay/stations/upgrade.ts':
    "import { WebSocketServer } from 'ws';\nexport const socket = WebSocketServer;\n",
};

type Files = Readonly<Record<string, string>>;

let house = '';

function build(files: Files): void {
  house = mkdtempSync(join(tmpdir(), 'walls-'));
  symlinkSync(join(PROJECT, 'node_modules'), join(house, 'node_modules'));
  for (const path of CONFIGURATION) cpSync(join(PROJECT, path), join(house, path));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), text);
  }
}

afterEach(() => {
  rmSync(house, { recursive: true, force: true });
});

function run(program: string, args: readonly string[]): { status: number | null; stdout: string } {
  const { status, stdout } = spawnSync(join(PROJECT, 'node_modules/.bin', program), args, {
    cwd: house,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return { status, stdout };
}

function findBrokenRules(files: Files): string[] {
  build({ ...SOUND_FILES, ...files });
  const args = ['--config', '.dependency-cruiser.cjs', '--preserve-symlinks'];
  const { stdout } = run('depcruise', [...args, '--output-type', 'json', 'src']);
  const { violations } = Report.parse(JSON.parse(stdout)).summary;
  return [...new Set(violations.map(({ from, rule }) => `${from}: ${rule.name}`))].sort();
}

describe('dependency-cruiser', () => {
  it('finds nothing to say about a house that keeps the rules', () => {
    expect(findBrokenRules({})).toEqual([]);
  });

  it('names every file that breaks through a wall', () => {
    const broken = findBrokenRules({
      'src/shared/clock.ts':
        "import { readFileSync } from 'node:fs';\nexport const clock = readFileSync;\n",
      'src/shared/store.ts': "import { ws } from 'ws';\nexport const store = ws;\n",
      'src/renderer/ticket/spy.ts':
        "import { journal } from '../../main/voice/journal.ts';\nexport const spy = journal;\n",
      'src/renderer/ticket/neighbour.ts':
        "import { list } from '../menu/list.ts';\nexport const neighbour = list;\n",
      'src/main/voice/window.ts': "import { app } from 'electron';\nexport const window = app;\n",
      'src/main/voice/by-a-detour.ts':
        "import { chime } from '../chime.ts';\nexport const detour = chime;\n",
      'src/main/chime.ts': "import { shell } from 'electron';\nexport const chime = shell;\n",
      'src/main/windows/eavesdrop.ts':
        "import { journal } from '../voice/journal.ts';\nexport const heard = journal;\n",
      'src/main/tests.ts':
        "import { fake } from '../../test/fake.ts';\nexport const tests = fake;\n",
      'test/fake.ts':
        "import { journal } from '../src/main/voice/journal.ts';\nexport const fake = journal;\n",
      'src/preload/heavy.ts':
        "import { contract } from '../shared/ipc/contract.ts';\nexport const heavy = contract;\n",
      'src/relay/stations/ipc.ts':
        "import { CHANNELS } from '../../shared/ipc/channels.ts';\nexport const ipc = CHANNELS;\n",
      'src/relay/upstream/second-socket.ts':
        "import { WebSocket } from 'ws';\nexport const second = WebSocket;\n",
      'src/relay/metrics/first.ts':
        "import { Counter } from 'prom-client';\nexport const first = Counter;\n",
      'src/relay/metrics/second.ts':
        "import { Gauge } from 'prom-client';\nexport const second = Gauge;\n",
      'src/relay/upstream/test-tool.ts': "import fc from 'fast-check';\nexport const tool = fc;\n",
      'src/relay/upstream/transitive.ts':
        "import wrappy from 'wrappy';\nexport const transitive = wrappy;\n",
      'src/relay/upstream/root.ts': "import '../main.ts';\n",
      'src/relay/upstream/hen.ts': "import { egg } from './egg.ts';\nexport const hen = [egg];\n",
      'src/relay/upstream/egg.ts':
        "import { hen } from './hen.ts';\nexport const egg = () => hen;\n",
      'src/relay/upstream/lonely.ts': 'export const lonely = 1;\n',
      'src/relay/upstream/nowhere.ts':
        "import { gone } from './gone.ts';\nexport const nowhere = gone;\n",
    });
    expect(broken).toEqual(
      [
        'src/shared/clock.ts: shared-is-pure',
        'src/shared/store.ts: shared-is-pure',
        'src/shared/store.ts: sockets-have-few-homes',
        'src/renderer/ticket/spy.ts: rooms-meet-in-shared',
        'src/renderer/ticket/neighbour.ts: features-do-not-import-features',
        'src/main/voice/window.ts: voice-runs-without-electron',
        'src/main/voice/by-a-detour.ts: voice-runs-without-electron',
        'src/main/windows/eavesdrop.ts: parts-do-not-import-siblings',
        'src/main/tests.ts: src-knows-no-tests',
        'src/preload/heavy.ts: preload-holds-no-logic',
        'src/relay/stations/ipc.ts: ipc-is-for-the-desktop-app',
        'src/relay/upstream/second-socket.ts: sockets-have-few-homes',
        'node_modules/prom-client/index.js: one-file-for-prom-client-in-relay',
        'src/relay/upstream/test-tool.ts: no-dev-packages-at-run-time',
        'src/relay/upstream/transitive.ts: no-undeclared-packages',
        'src/relay/upstream/root.ts: nobody-imports-a-composition-root',
        'src/relay/upstream/egg.ts: no-cycles',
        'src/relay/upstream/lonely.ts: no-orphans',
        'src/relay/upstream/nowhere.ts: no-unresolvable',
      ].sort(),
    );
  });
});

describe('the compiler', () => {
  it('refuses Node and the DOM in a shared file', () => {
    build({
      'src/shared/leak.ts':
        "import { readFileSync } from 'node:fs';\nexport const leak = [readFileSync, document.title];\n",
    });
    const { status, stdout } = run('tsc', ['-p', 'src/shared', '--pretty', 'false']);
    expect(status).not.toBe(0);
    expect(stdout).toMatch(/leak\.ts\(1,\d+\): error .*'node:fs'/);
    expect(stdout).toMatch(/leak\.ts\(2,\d+\): error .*'document'/);
  });

  it('refuses Node, and files of main, in the renderer', () => {
    build({
      'src/shared/money.ts': 'export const cents = 1;\n',
      'src/main/voice/journal.ts': 'export const journal = 1;\n',
      'src/renderer/spy.ts':
        "import { journal } from '../main/voice/journal.ts';\nimport { readFileSync } from 'node:fs';\nexport const spy = [journal, readFileSync];\n",
    });
    const { status, stdout } = run('tsc', ['-b', 'src/renderer', '--pretty', 'false']);
    expect(status).not.toBe(0);
    expect(stdout).toMatch(/spy\.ts\(1,\d+\): error TS6307/);
    expect(stdout).toMatch(/spy\.ts\(2,\d+\): error .*'node:fs'/);
  });
});
