/** Opens the vault and what it seals, and tells people what is not as it should be. */
import { chooseVault, type VaultSurroundings } from './credentials/choose-vault.ts';
import { createCredentials } from './credentials/credentials.ts';
import {
  credentialsNotice,
  developmentVaultNotice,
  setAsideNotice,
  vaultNotice,
} from './secret-notices.ts';
import type { Tell } from './notices.ts';
import type { Identity, IdentityStore } from './relay-client/identity-port.ts';
import { fail } from '../shared/result.ts';

export type Secrets = {
  readonly identity: IdentityStore;
  /** The journal's key; undefined when it can't be had, which was told: then there is no voice. */
  readonly journalKey: () => Promise<Uint8Array | undefined>;
};

export async function openSecrets(
  at: VaultSurroundings & {
    readonly journalDirectory: string;
    readonly wallMs: () => number;
    readonly tell: Tell;
  },
): Promise<Secrets> {
  const vault = await chooseVault(at);
  if (!vault.ok) {
    at.tell(vaultNotice(vault.failure));
    return NO_SECRETS;
  }
  if (vault.value.kind === 'development') at.tell(developmentVaultNotice());

  const credentials = createCredentials({ ...at, vault: vault.value });
  const loaded = await credentials.loadIdentity();
  if (!loaded.ok) {
    at.tell(credentialsNotice(loaded.failure));
    return NO_SECRETS;
  }
  for (const aside of loaded.value.setAside) at.tell(setAsideNotice(aside));

  let identity: Identity | undefined = loaded.value.value;
  return {
    identity: {
      current: () => identity,
      save: async (changed) => {
        const saved = await credentials.saveIdentity(changed);
        if (saved.ok) identity = changed;
        return saved;
      },
    },
    journalKey: async () => {
      const key = await credentials.loadJournalKey(at.journalDirectory);
      if (!key.ok) {
        at.tell(credentialsNotice(key.failure));
        return undefined;
      }
      for (const aside of key.value.setAside) at.tell(setAsideNotice(aside));
      return key.value.value;
    },
  };
}

/** A station that can't keep secrets is not enrolled and can't be, so that no code is spent on it. */
const NO_SECRETS: Secrets = {
  identity: { current: () => undefined, save: () => Promise.resolve(fail('cannot-save')) },
  journalKey: () => Promise.resolve(undefined),
};
