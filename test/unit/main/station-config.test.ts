import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseLaunchOptions } from '../../../src/main/launch-options.ts';
import { relayUrlSchema } from '../../../src/main/relay-url.ts';
import { readStationConfig } from '../../../src/main/station-config.ts';
import { tempFolder } from '../../support/temp-folder.ts';

async function configure(args: readonly string[], codeFile?: string) {
  const options = parseLaunchOptions(args);
  return options.ok ? readStationConfig(options.value, codeFile) : options;
}

async function configFile(content: string): Promise<string> {
  const path = join(await tempFolder(), 'station.json');
  await writeFile(path, content);
  return path;
}

test('without options everything is left to the settings', async () => {
  expect(await configure(['.', '--no-sandbox', '--user-data-dir=/data', '--inspect=0'])).toEqual({
    ok: true,
    value: {
      credentials: { kind: 'automatic' },
      enrolCode: undefined,
      relayUrl: undefined,
      opensKitchen: false,
    },
  });
});

test('the config file fills in defaults and finds its files beside itself', async () => {
  const path = await configFile(
    JSON.stringify({
      relayUrl: 'https://relay.example/',
      lanes: { 'lane-1': { capture: { kind: 'wav', path: 'order.wav', speed: 1 } } },
      credentials: { kind: 'key-file', path: 'keys/vault.key' },
      journalDirectory: 'journal',
    }),
  );
  const folder = join(path, '..');
  expect(await configure(['--station-config', path])).toMatchObject({
    ok: true,
    value: {
      relayUrl: 'https://relay.example',
      lanes: {
        'lane-1': {
          capture: { kind: 'wav', path: join(folder, 'order.wav'), speed: 1 },
          mode: 'hands-free',
          endpointing: { silenceMs: 700 },
        },
      },
      credentials: { kind: 'key-file', path: join(folder, 'keys/vault.key') },
      journalDirectory: join(folder, 'journal'),
    },
  });
});

test('the command line goes before the file', async () => {
  const path = await configFile(JSON.stringify({ relayUrl: 'https://relay.example' }));
  const args = ['--station-config', path, '--relay=http://127.0.0.1:9', '--dev-credentials'];
  expect(await configure(args)).toMatchObject({
    ok: true,
    value: { relayUrl: 'http://127.0.0.1:9', credentials: { kind: 'development' } },
  });
});

test('the enrolment code may come from a file, so that it is in no process list', async () => {
  const path = await configFile('ABCD-EFGH-JKLM\n');
  expect(await configure([], path)).toMatchObject({ value: { enrolCode: 'ABCD-EFGH-JKLM' } });
  expect(await configure(['--enrol', 'WXYZ'], path)).toMatchObject({
    value: { enrolCode: 'WXYZ' },
  });
});

test.each([
  ['no JSON', '{', 'it is not a JSON object'],
  ['an unknown field', '{"relay": "x"}', 'relay'],
  ['a wrong mode', '{"lanes":{"lane-1":{"mode":"loud"}}}', 'lanes.lane-1.mode'],
  ['a wrong lane id', '{"lanes":{"Lane 1":{}}}', 'lanes.Lane 1'],
  ['an open relay', '{"relayUrl":"http://relay.example"}', 'relayUrl: must be https'],
])(
  'a config file with %s is refused in one sentence that names the place',
  async (_what, content, place) => {
    const path = await configFile(content);
    const refused = await configure(['--station-config', path]);
    expect(refused.ok).toBe(false);
    expect(!refused.ok && refused.failure).toContain(place);
    expect(!refused.ok && refused.failure).not.toContain('\n');
  },
);

test.each([
  [['--relay'], '--relay needs a value'],
  [['--relay', '--enrol'], '--relay needs a value'],
  [['--relay', 'relay.example'], '--relay must be a URL'],
  [['--dev-credentials=yes'], '--dev-credentials takes no value'],
  [['--station-config', '/no/such/file.json'], "can't be read"],
])('%j is refused', async (args, words) => {
  const refused = await configure(args);
  expect(!refused.ok && refused.failure).toContain(words);
});

test.each([
  ['https://relay.example', true],
  ['https://relay.example:8443/base', true],
  ['http://localhost:3001', true],
  ['http://127.0.0.1:3001', true],
  ['http://[::1]:3001', true],
  ['http://127.0.0.1.example.com', false],
  ['http://10.0.0.1', false],
  ['ws://127.0.0.1', false],
  ['https://user@relay.example', false],
  ['https://relay.example/?token=1', false],
  ['', false],
])('as the address of a relay, %s is acceptable: %s', (url, isAcceptable) => {
  expect(relayUrlSchema.safeParse(url).success).toBe(isAcceptable);
});
