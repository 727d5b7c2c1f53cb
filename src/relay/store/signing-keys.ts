/** The relay's own Ed25519 keys, sealed in the store. The newest signs; all of them verify. */
import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from './database.ts';
import type { Sealing } from './sealing.ts';

export type SigningKey = {
  readonly keyId: string;
  readonly privateKey: KeyObject;
  readonly publicX: string;
};

/** Newest first, at least one: the first start makes it. A key that can't be opened is left out. */
export async function loadSigningKeys(
  db: Database,
  sealing: Sealing,
  nowMs: number,
): Promise<[SigningKey, ...SigningKey[]]> {
  const rows = await db
    .selectFrom('signing_keys')
    .selectAll()
    .orderBy('created_at_ms', 'desc')
    .execute();
  const keys = rows.flatMap((row): SigningKey[] => {
    const plain = sealing.open(new Uint8Array(row.sealed), purposeOf(row.key_id));
    if (plain === null) return [];
    const privateKey = createPrivateKey({ key: plain, format: 'der', type: 'pkcs8' });
    return [{ keyId: row.key_id, privateKey, publicX: row.public_x }];
  });
  const [newest, ...older] = keys;
  return newest === undefined ? [await makeKey(db, sealing, nowMs)] : [newest, ...older];
}

async function makeKey(db: Database, sealing: Sealing, nowMs: number): Promise<SigningKey> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const keyId = uuidv7();
  const { x } = publicKey.export({ format: 'jwk' });
  if (x === undefined) throw new Error('an Ed25519 key without x');
  const sealed = sealing.seal(
    privateKey.export({ format: 'der', type: 'pkcs8' }),
    purposeOf(keyId),
  );
  await db
    .insertInto('signing_keys')
    .values({ key_id: keyId, sealed, public_x: x, created_at_ms: nowMs })
    .execute();
  return { keyId, privateKey, publicX: x };
}

function purposeOf(keyId: string): string {
  return `signing key ${keyId}`;
}
