/**
 * The station's two secrets: its identity and the key of its journal, each in a sealed file of its own,
 * so that losing one (enrol again) does not cost the other (recordings that wait for delivery).
 */
import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../shared/result.ts';
import { setAside } from '../durable-file.ts';
import { identitySchema, type Identity } from './identity.ts';
import { readSealed, writeSealed, type SealedFailure } from './sealed-file.ts';
import type { Vault } from './vault.ts';

const JOURNAL_KEY_BYTES = 32;

/** What was found wrong and put aside, for a person to be told. */
export type SetAside = {
  readonly what: 'identity' | 'journal-key' | 'journal';
  readonly keptAs: string;
};

export type CredentialsFailure = SealedFailure | 'cannot-save' | 'cannot-set-aside';

type Loaded<Value> = Result<
  { readonly value: Value; readonly setAside: readonly SetAside[] },
  CredentialsFailure
>;

export type Credentials = {
  /** A file that can't be read is set aside: the station must be enrolled again. */
  readonly loadIdentity: () => Promise<Loaded<Identity | undefined>>;
  readonly saveIdentity: (identity: Identity) => Promise<Result<undefined, 'cannot-save'>>;
  /**
   * The 32-byte key of the journal in `journalDirectory`, made at the first start. When the key is lost
   * but recordings are there, they are set aside with it: kept, and not mixed with readable ones.
   */
  readonly loadJournalKey: (journalDirectory: string) => Promise<Loaded<Uint8Array>>;
};

export function createCredentials(deps: {
  readonly directory: string;
  readonly vault: Vault;
  readonly wallMs: () => number;
}): Credentials {
  const { directory, vault } = deps;
  const identityPath = join(directory, 'station-identity.json');
  const keyPath = join(directory, 'journal-key.json');

  /** Undefined when the file is missing or was set aside. */
  const load = async <Value>(
    path: string,
    what: SetAside['what'],
    parse: (plain: Uint8Array) => Value | undefined,
  ): Promise<Loaded<Value | undefined>> => {
    const plain = await readSealed(path, vault);
    if (plain.ok && plain.value === undefined) return ok({ value: undefined, setAside: [] });
    const value = plain.ok && plain.value !== undefined ? parse(plain.value) : undefined;
    if (value !== undefined) return ok({ value, setAside: [] });
    if (!plain.ok && plain.failure !== 'corrupt') return plain;
    const keptAs = await setAside(path, deps.wallMs());
    if (keptAs === undefined) return fail('cannot-set-aside');
    return ok({ value: undefined, setAside: [{ what, keptAs }] });
  };

  const makeJournalKey = async (
    journalDirectory: string,
    earlier: readonly SetAside[],
  ): Promise<Loaded<Uint8Array>> => {
    const orphaned = await setJournalAside(journalDirectory, deps.wallMs());
    if (!orphaned.ok) return orphaned;
    const key = randomBytes(JOURNAL_KEY_BYTES);
    const saved = await writeSealed(keyPath, vault, key);
    if (!saved.ok) return saved;
    return ok({ value: key, setAside: [...earlier, ...orphaned.value] });
  };

  return {
    loadIdentity: () => load(identityPath, 'identity', parseIdentity),
    saveIdentity: (identity) =>
      writeSealed(identityPath, vault, Buffer.from(JSON.stringify(identity))),
    loadJournalKey: async (journalDirectory) => {
      const loaded = await load(keyPath, 'journal-key', parseJournalKey);
      if (!loaded.ok) return loaded;
      const { value, setAside: earlier } = loaded.value;
      return value === undefined
        ? makeJournalKey(journalDirectory, earlier)
        : ok({ value, setAside: earlier });
    },
  };
}

function parseIdentity(plain: Uint8Array): Identity | undefined {
  try {
    return identitySchema.parse(JSON.parse(Buffer.from(plain).toString('utf8')));
  } catch {
    return undefined;
  }
}

function parseJournalKey(plain: Uint8Array): Uint8Array | undefined {
  return plain.length === JOURNAL_KEY_BYTES ? plain : undefined;
}

async function setJournalAside(
  journalDirectory: string,
  wallMs: number,
): Promise<Result<readonly SetAside[], 'cannot-set-aside'>> {
  const found = await readdir(journalDirectory).catch(() => []);
  if (found.length === 0) return ok([]);
  const keptAs = await setAside(journalDirectory, wallMs);
  return keptAs === undefined ? fail('cannot-set-aside') : ok([{ what: 'journal', keptAs }]);
}
