/**
 * What guests said, as it lies in the station's files: sealed, word for word, inside files that are else
 * plain. So an order never depends on a key that may be lost, and its words never lie open.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** The fields of tickets and missed words that quote a guest. */
const QUOTING: ReadonlySet<string> = new Set(['words', 'text']);
const PREFIX = 'sealed.1:';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export type WordsSeal = {
  readonly seal: (words: string) => string;
  /** Undefined: they were sealed with a key that is not here. What was never sealed is given back as it is. */
  readonly open: (stored: string) => string | undefined;
};

/** Before `useKey` there is no voice, so there are no words: nothing is ever written open. */
export function createWordsSeal(): WordsSeal & {
  readonly useKey: (journalKey: Uint8Array) => void;
} {
  let key: Buffer | undefined;
  return {
    useKey: (journalKey) => {
      key = Buffer.from(hkdfSync('sha256', journalKey, '', 'guest words at rest', 32));
    },
    seal: (words) => (key === undefined || words === '' ? '' : sealWith(key, words)),
    open: (stored) => {
      if (!stored.startsWith(PREFIX)) return stored;
      return key && openWith(key, Buffer.from(stored.slice(PREFIX.length), 'base64'));
    },
  };
}

/** As JSON, with everything that quotes a guest sealed. */
export function sealedJson(value: object, { seal }: WordsSeal): string {
  return JSON.stringify(value, (name, field: unknown) =>
    QUOTING.has(name) && typeof field === 'string' ? seal(field) : field,
  );
}

/** What `sealedJson` wrote. A quote that can't be opened becomes `lost`; undefined leaves its field out. */
export function parseSealed(json: string, { open }: WordsSeal, lost: '' | undefined): unknown {
  return JSON.parse(json, (name, field: unknown) =>
    QUOTING.has(name) && typeof field === 'string' ? (open(field) ?? lost) : field,
  );
}

function sealWith(key: Buffer, words: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const body = Buffer.concat([cipher.update(words, 'utf8'), cipher.final()]);
  return PREFIX + Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
}

function openWith(key: Buffer, sealed: Buffer): string | undefined {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    const body = decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([body, decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
