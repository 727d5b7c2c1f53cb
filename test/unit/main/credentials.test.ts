import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getuid } from 'node:process';
import { expect, test } from 'vitest';
import { chooseVault, type VaultChoice } from '../../../src/main/credentials/choose-vault.ts';
import { createCredentials } from '../../../src/main/credentials/credentials.ts';
import type { Identity } from '../../../src/main/credentials/identity.ts';
import type { SafeStorage } from '../../../src/main/credentials/keyring-vault.ts';
import type { Vault } from '../../../src/main/credentials/vault.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const wallMs = () => Date.UTC(2026, 0, 2);
const ASIDE = 'corrupt-2026-01-02T00-00-00-000Z';
const KEY = 'ab'.repeat(32);

const IDENTITY: Identity = {
  state: 'pending',
  privateKey: { kty: 'OKP', crv: 'Ed25519', x: 'x'.repeat(43), d: 'd'.repeat(43) },
};

/** Keeps safeStorage's promises: refuses without a keyring, refuses what it did not seal. */
function fakeStorage(backend: 'gnome_libsecret' | 'basic_text'): SafeStorage {
  return {
    isEncryptionAvailable: () => backend !== 'basic_text',
    getSelectedStorageBackend: () => backend,
    encryptString: (text) => Buffer.from(`sealed:${text}`),
    decryptString: (sealed) => {
      const text = sealed.toString();
      if (!text.startsWith('sealed:')) throw new Error('not sealed here');
      return text.slice(7);
    },
  };
}

function choose(
  directory: string,
  choice: VaultChoice,
  { backend = 'basic_text', isPackaged = true }: Parameters<typeof at>[0] = {},
) {
  return chooseVault({ directory, choice, ...at({ backend, isPackaged }) });
}

function at(how: { backend?: 'gnome_libsecret' | 'basic_text'; isPackaged?: boolean }) {
  return {
    safeStorage: fakeStorage(how.backend ?? 'basic_text'),
    platform: 'linux',
    userId: getuid?.(),
    isPackaged: how.isPackaged ?? true,
  } as const;
}

async function keyFile(folder: string, content: string, mode = 0o600): Promise<string> {
  const path = join(folder, 'vault.key');
  await writeFile(path, content);
  await chmod(path, mode);
  return path;
}

async function vaultIn(folder: string): Promise<Vault> {
  const vault = await choose(folder, { kind: 'development' });
  if (!vault.ok) throw new Error(vault.failure);
  return vault.value;
}

test('a real keyring is used, and an obscuring one is none', async () => {
  const folder = await tempFolder();
  const real = await choose(folder, { kind: 'automatic' }, { backend: 'gnome_libsecret' });
  expect(real.ok && real.value.kind).toBe('keyring');
  const none = await choose(folder, { kind: 'automatic' }, { backend: 'basic_text' });
  expect(none).toEqual({ ok: false, failure: 'no-keyring' });
});

test('a development build without keyring makes a key file of the owner alone', async () => {
  const folder = await tempFolder();
  const vault = await choose(folder, { kind: 'automatic' }, { isPackaged: false });
  expect(vault.ok && vault.value.kind).toBe('development');
  const again = await choose(folder, { kind: 'automatic' }, { isPackaged: false });
  const sealed = vault.ok ? await vault.value.seal(Buffer.from('secret')) : Buffer.alloc(0);
  const opened = again.ok ? await again.value.unseal(sealed) : undefined;
  expect(opened?.ok === true && Buffer.from(opened.value).toString()).toBe('secret');
});

test.each([
  ['in hex', KEY],
  ['in base64', Buffer.from(KEY, 'hex').toString('base64')],
])('policy may name a key file %s', async (_how, content) => {
  const folder = await tempFolder();
  const path = await keyFile(folder, content);
  const vault = await choose(folder, { kind: 'key-file', path });
  expect(vault.ok && vault.value.kind).toBe('key-file');
});

test.each([
  ['open to others', KEY, 0o640, 'key-file-open-to-others'],
  ['too short', KEY.slice(2), 0o600, 'key-file-malformed'],
] as const)('a key file that is %s is refused', async (_how, content, mode, failure) => {
  const folder = await tempFolder();
  const path = await keyFile(folder, content, mode);
  expect(await choose(folder, { kind: 'key-file', path })).toEqual({ ok: false, failure });
});

test('a key file that is missing is refused and not made', async () => {
  const folder = await tempFolder();
  const path = join(folder, 'vault.key');
  const refused = { ok: false, failure: 'key-file-missing' };
  expect(await choose(folder, { kind: 'key-file', path })).toEqual(refused);
  expect(await readdir(folder)).toEqual([]);
});

test('a sealed secret that was changed does not open', async () => {
  const vault = await vaultIn(await tempFolder());
  const sealed = Buffer.from(await vault.seal(Buffer.from('secret')));
  sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
  expect(await vault.unseal(sealed)).toEqual({ ok: false, failure: 'cannot-unseal' });
  expect(await vault.unseal(Buffer.from('short'))).toEqual({ ok: false, failure: 'cannot-unseal' });
});

test('an identity is there after a restart and nowhere readable on disk', async () => {
  const directory = await tempFolder();
  const vault = await vaultIn(directory);
  await createCredentials({ directory, vault, wallMs }).saveIdentity(IDENTITY);
  const restarted = createCredentials({ directory, vault: await vaultIn(directory), wallMs });
  expect(await restarted.loadIdentity()).toEqual({
    ok: true,
    value: { value: IDENTITY, setAside: [] },
  });
  const onDisk = await readFile(join(directory, 'station-identity.json'), 'utf8');
  expect(onDisk).not.toContain(IDENTITY.privateKey.d);
});

test('a corrupt identity is set aside and told, and the station is not enrolled', async () => {
  const directory = await tempFolder();
  const path = join(directory, 'station-identity.json');
  await writeFile(path, '{"format":1');
  const credentials = createCredentials({ directory, vault: await vaultIn(directory), wallMs });
  expect(await credentials.loadIdentity()).toEqual({
    ok: true,
    value: {
      value: undefined,
      setAside: [{ what: 'identity', keptAs: `${path}.${ASIDE}` }],
    },
  });
  expect(await readFile(`${path}.${ASIDE}`, 'utf8')).toBe('{"format":1');
});

test('a secret of another vault is left alone', async () => {
  const directory = await tempFolder();
  await createCredentials({ directory, vault: await vaultIn(directory), wallMs }).saveIdentity(
    IDENTITY,
  );
  const keyring = await choose(directory, { kind: 'keyring' }, { backend: 'gnome_libsecret' });
  if (!keyring.ok) throw new Error(keyring.failure);
  const credentials = createCredentials({ directory, vault: keyring.value, wallMs });
  expect(await credentials.loadIdentity()).toEqual({ ok: false, failure: 'other-vault' });
  expect(await readdir(directory)).toContain('station-identity.json');
});

test('the journal key is made once', async () => {
  const directory = await tempFolder();
  const journal = join(directory, 'journal');
  const vault = await vaultIn(directory);
  const first = await createCredentials({ directory, vault, wallMs }).loadJournalKey(journal);
  const second = await createCredentials({ directory, vault, wallMs }).loadJournalKey(journal);
  expect(first.ok && first.value.value.length).toBe(32);
  expect(second).toEqual(first);
});

test('recordings whose key is lost are set aside and told, not mixed or overwritten', async () => {
  const directory = await tempFolder();
  const journal = join(directory, 'journal');
  await mkdir(journal);
  await writeFile(join(journal, '1.segment'), 'frames');
  await writeFile(join(directory, 'journal-key.json'), 'garbage');
  const credentials = createCredentials({ directory, vault: await vaultIn(directory), wallMs });
  const loaded = await credentials.loadJournalKey(journal);
  expect(loaded.ok && loaded.value.setAside).toEqual([
    { what: 'journal-key', keptAs: join(directory, `journal-key.json.${ASIDE}`) },
    { what: 'journal', keptAs: `${journal}.${ASIDE}` },
  ]);
  expect(await readFile(join(`${journal}.${ASIDE}`, '1.segment'), 'utf8')).toBe('frames');
});
