/** Electron's safeStorage as a vault, by its asynchronous calls where this Electron has them. */
import type { SafeStorage as ElectronSafeStorage } from 'electron';
import { fail, ok } from '../../shared/result.ts';
import type { Vault } from './vault.ts';

/** The synchronous calls are deprecated where the asynchronous ones are there, and all there is before 42. */
export type SafeStorage = {
  readonly isEncryptionAvailable: () => boolean;
  readonly encryptString: (text: string) => Buffer;
  readonly decryptString: (sealed: Buffer) => string;
  readonly getSelectedStorageBackend: ElectronSafeStorage['getSelectedStorageBackend'];
} & Partial<Pick<ElectronSafeStorage, 'encryptStringAsync' | 'decryptStringAsync'>>;

/**
 * Undefined where there is no real keyring. On Linux `basic_text` only obscures with a password that
 * everybody knows, and `unknown` says nothing: neither counts.
 */
export function openKeyring(storage: SafeStorage, platform: NodeJS.Platform): Vault | undefined {
  if (!storage.isEncryptionAvailable()) return undefined;
  if (platform === 'linux' && isNoKeyring(storage.getSelectedStorageBackend())) return undefined;
  return {
    kind: 'keyring',
    seal: async (plain) => {
      const text = Buffer.from(plain).toString('base64');
      return (await storage.encryptStringAsync?.(text)) ?? storage.encryptString(text);
    },
    unseal: async (sealed) => {
      try {
        const bytes = Buffer.from(sealed);
        const text =
          (await storage.decryptStringAsync?.(bytes))?.result ?? storage.decryptString(bytes);
        return ok(Buffer.from(text, 'base64'));
      } catch {
        return fail('cannot-unseal');
      }
    },
  };
}

function isNoKeyring(backend: ReturnType<SafeStorage['getSelectedStorageBackend']>): boolean {
  return backend === 'basic_text' || backend === 'unknown';
}
