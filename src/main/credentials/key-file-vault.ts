/**
 * A vault whose key is a file: 32 bytes in hex or base64, readable by its owner alone. IT policy names
 * it where a kiosk has no keyring; in development the app makes one for itself.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { lstat } from 'node:fs/promises';
import { fail, ok, type Result } from '../../shared/result.ts';
import { isMissing, readTextIfThere, writeDurably } from '../durable-file.ts';
import type { Vault } from './vault.ts';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';

export type KeyFileFailure =
  | 'key-file-missing'
  | 'key-file-open-to-others'
  | 'key-file-not-owned'
  | 'key-file-malformed'
  | 'key-file-unreadable';

/** `ownUserId` undefined: a system without user ids, where the permission bits mean nothing. */
export async function openKeyFile(
  path: string,
  kind: 'key-file' | 'development',
  ownUserId: number | undefined,
): Promise<Result<Vault, KeyFileFailure>> {
  const guarded = await checkGuard(path, ownUserId);
  if (!guarded.ok) return guarded;
  const text = await readTextIfThere(path);
  if (!text.ok) return fail('key-file-unreadable');
  if (text.value === undefined) return fail('key-file-missing');
  const key = parseKey(text.value.trim());
  return key === undefined ? fail('key-file-malformed') : ok(vaultOf(kind, key));
}

/** Opens the development key file, making it when there is none. */
export async function openDevelopmentKeyFile(
  path: string,
  ownUserId: number | undefined,
): Promise<Result<Vault, KeyFileFailure | 'cannot-save'>> {
  const opened = await openKeyFile(path, 'development', ownUserId);
  if (opened.ok || opened.failure !== 'key-file-missing') return opened;
  const made = await writeDurably(path, `${randomBytes(KEY_BYTES).toString('hex')}\n`);
  return made.ok ? openKeyFile(path, 'development', ownUserId) : made;
}

async function checkGuard(
  path: string,
  ownUserId: number | undefined,
): Promise<Result<undefined, KeyFileFailure>> {
  try {
    const { mode, uid } = await lstat(path);
    if (ownUserId === undefined) return ok(undefined);
    if (uid !== ownUserId) return fail('key-file-not-owned');
    return (mode & 0o077) === 0 ? ok(undefined) : fail('key-file-open-to-others');
  } catch (error) {
    return fail(isMissing(error) ? 'key-file-missing' : 'key-file-unreadable');
  }
}

function parseKey(text: string): Buffer | undefined {
  const isHex = /^[0-9a-f]{64}$/i.test(text);
  if (!isHex && !/^[A-Za-z0-9+/]{43}=$/.test(text)) return undefined;
  return Buffer.from(text, isHex ? 'hex' : 'base64');
}

function vaultOf(kind: 'key-file' | 'development', key: Buffer): Vault {
  return {
    kind,
    seal: (plain) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce);
      const sealed = [cipher.update(plain), cipher.final()];
      return Promise.resolve(Buffer.concat([nonce, cipher.getAuthTag(), ...sealed]));
    },
    unseal: (sealed) => Promise.resolve(decrypt(key, Buffer.from(sealed))),
  };
}

function decrypt(key: Buffer, sealed: Buffer): Result<Uint8Array, 'cannot-unseal'> {
  try {
    const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const plain = decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES));
    return ok(Buffer.concat([plain, decipher.final()]));
  } catch {
    return fail('cannot-unseal');
  }
}
