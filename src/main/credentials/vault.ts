/** Where secrets are sealed before they are written: the OS keyring, or a key file of the owner alone. */
import type { Result } from '../../shared/result.ts';

/** `development`: a key file that the app made itself, beside the data it protects. */
export type VaultKind = 'keyring' | 'key-file' | 'development';

export type Vault = {
  readonly kind: VaultKind;
  readonly seal: (plain: Uint8Array) => Promise<Uint8Array>;
  readonly unseal: (sealed: Uint8Array) => Promise<Result<Uint8Array, 'cannot-unseal'>>;
};
