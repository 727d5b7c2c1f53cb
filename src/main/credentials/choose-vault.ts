/** Decides where this station's secrets are sealed; what it refuses, it explains. */
import { join } from 'node:path';
import { fail, ok, type Result } from '../../shared/result.ts';
import { openDevelopmentKeyFile, openKeyFile, type KeyFileFailure } from './key-file-vault.ts';
import { openKeyring, type SafeStorage } from './keyring-vault.ts';
import type { Vault } from './vault.ts';

/**
 * What policy or the command line asks for. `automatic`: the keyring; without one, a development key
 * file in a development build, and a refusal in a packaged app.
 */
export type VaultChoice =
  | { readonly kind: 'automatic' }
  | { readonly kind: 'keyring' }
  | { readonly kind: 'key-file'; readonly path: string }
  | { readonly kind: 'development' };

export type VaultFailure = KeyFileFailure | 'no-keyring' | 'cannot-save';

export type VaultSurroundings = {
  readonly choice: VaultChoice;
  readonly safeStorage: SafeStorage;
  readonly platform: NodeJS.Platform;
  readonly userId: number | undefined;
  readonly isPackaged: boolean;
  readonly directory: string;
};

export async function chooseVault(at: VaultSurroundings): Promise<Result<Vault, VaultFailure>> {
  const developmentKey = join(at.directory, 'development.key');
  switch (at.choice.kind) {
    case 'key-file':
      return openKeyFile(at.choice.path, 'key-file', at.userId);
    case 'development':
      return openDevelopmentKeyFile(developmentKey, at.userId);
    case 'keyring':
    case 'automatic': {
      const keyring = openKeyring(at.safeStorage, at.platform);
      if (keyring !== undefined) return ok(keyring);
      const mayFallBack = at.choice.kind === 'automatic' && !at.isPackaged;
      return mayFallBack ? openDevelopmentKeyFile(developmentKey, at.userId) : fail('no-keyring');
    }
  }
}
