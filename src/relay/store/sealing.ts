/** Encryption at rest: AES-256-GCM under a key file of the data folder, bound to what the bytes are for. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupFailure } from '../setup-failure.ts';

const KEY_FILE = 'relay.key';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export type Sealing = {
  /** Nonce, tag and ciphertext in one; `purpose` must be the same to open it. */
  seal(plain: Uint8Array, purpose: string): Buffer;
  /** Null when the bytes were changed, cut, or sealed under another key or purpose. */
  open(sealed: Uint8Array, purpose: string): Buffer | null;
};

/** Reads the key file of `dataDir`, or makes it (0600). A key that others can read is refused. */
export function openSealing(dataDir: string): Sealing {
  const file = join(dataDir, KEY_FILE);
  if (!existsSync(file)) {
    try {
      writeFileSync(file, randomBytes(KEY_BYTES), { mode: 0o600, flag: 'wx' });
    } catch (cause) {
      if (!existsSync(file))
        throw new SetupFailure(`The key file ${file} can't be written.`, { cause });
    }
  }
  if ((statSync(file).mode & 0o077) !== 0) {
    throw new SetupFailure(
      `The key file ${file} can be read by others: chmod 600 it, or replace it.`,
    );
  }
  const key = readFileSync(file);
  if (key.length !== KEY_BYTES)
    throw new SetupFailure(`The key file ${file} is damaged: it must hold ${KEY_BYTES} bytes.`);
  return sealingWith(key);
}

function sealingWith(key: Buffer): Sealing {
  return {
    seal(plain, purpose) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose));
      const body = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open(sealed, purpose) {
      if (sealed.length < NONCE_BYTES + TAG_BYTES) return null;
      const nonce = sealed.subarray(0, NONCE_BYTES);
      const tag = sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose));
      decipher.setAuthTag(tag);
      try {
        return Buffer.concat([
          decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)),
          decipher.final(),
        ]);
      } catch {
        return null;
      }
    },
  };
}
