/**
 * The relay's own Ed25519 keys, sealed in the store. A new key is published before it signs, and the old one
 * verifies until the last token that it signed is over, so that no station notices a rotation.
 */
import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { SetupFailure } from '../setup-failure.ts';
import { writeAudit } from './audit.ts';
import { atomically, type Database } from './database.ts';
import type { Sealing } from './sealing.ts';

export type SigningKey = {
  readonly keyId: string;
  readonly privateKey: KeyObject;
  readonly publicX: string;
  readonly signsFromMs: number;
  readonly verifiesUntilMs: number;
};

/** Every relay of a store has looked at it ten times by then. */
export const SIGNS_AFTER_MS = 5_000;
/** The longest life of a token is 600 s; a minute for clocks that differ. */
export const OVERLAP_MS = 660_000;

/**
 * Newest first, at least one that signs: the first start makes it. A key that can't be opened is left out; of a store
 * that relays share, all must be able to open all, or one would refuse whom another let in.
 */
export async function loadSigningKeys(
  db: Database,
  sealing: Sealing,
  { isShared, nowMs }: { readonly isShared: boolean; readonly nowMs: number },
): Promise<[SigningKey, ...SigningKey[]]> {
  const rows = await db
    .selectFrom('signing_keys')
    .selectAll()
    .where((row) =>
      row.or([row('verifies_until_ms', 'is', null), row('verifies_until_ms', '>', nowMs)]),
    )
    .orderBy('created_at_ms', 'desc')
    .execute();
  const keys = rows.flatMap((row): SigningKey[] => {
    const plain = sealing.open(new Uint8Array(row.sealed), purposeOf(row.key_id));
    if (plain === null) return [];
    const privateKey = createPrivateKey({ key: plain, format: 'der', type: 'pkcs8' });
    return [
      {
        keyId: row.key_id,
        privateKey,
        publicX: row.public_x,
        signsFromMs: row.signs_from_ms ?? 0,
        verifiesUntilMs: row.verifies_until_ms ?? Number.MAX_SAFE_INTEGER,
      },
    ];
  });
  if (isShared && keys.length < rows.length)
    throw new SetupFailure(
      'The relay.key in the data folder is not the one of this store: copy it from a relay that uses the store.',
    );
  const [newest, ...older] = keys;
  return newest === undefined ? [await makeKey(db, sealing, nowMs, nowMs)] : [newest, ...older];
}

/**
 * A new key takes over. `isAtOnce` is for a key that somebody else may have: what it signed counts no more from
 * now on, and every station gets a new token.
 */
export async function rotateSigningKey(
  db: Database,
  sealing: Sealing,
  { isAtOnce, nowMs }: { readonly isAtOnce: boolean; readonly nowMs: number },
): Promise<{ keyId: string; signsFromMs: number }> {
  return atomically(db, async (tx) => {
    const signsFromMs = isAtOnce ? nowMs : nowMs + SIGNS_AFTER_MS;
    const endsAtMs = isAtOnce ? nowMs : signsFromMs + OVERLAP_MS;
    await tx
      .updateTable('signing_keys')
      .set({ verifies_until_ms: endsAtMs })
      .where((row) =>
        row.or([row('verifies_until_ms', 'is', null), row('verifies_until_ms', '>', endsAtMs)]),
      )
      .execute();
    const { keyId } = await makeKey(tx, sealing, nowMs, signsFromMs);
    const entry = { action: 'key-rotated', subject: keyId, actor: 'relayctl' } as const;
    await writeAudit(tx, { ...entry, detail: isAtOnce ? 'at once' : 'with overlap' }, nowMs);
    return { keyId, signsFromMs };
  });
}

/** Keys that verify nothing any more. */
export async function forgetOldKeys(db: Database, nowMs: number): Promise<void> {
  await db.deleteFrom('signing_keys').where('verifies_until_ms', '<=', nowMs).execute();
}

async function makeKey(
  db: Database,
  sealing: Sealing,
  nowMs: number,
  signsFromMs: number,
): Promise<SigningKey> {
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
    .values({
      key_id: keyId,
      sealed,
      public_x: x,
      created_at_ms: nowMs,
      signs_from_ms: signsFromMs,
      verifies_until_ms: null,
    })
    .execute();
  const verifiesUntilMs = Number.MAX_SAFE_INTEGER;
  return { keyId, privateKey, publicX: x, signsFromMs, verifiesUntilMs };
}

function purposeOf(keyId: string): string {
  return `signing key ${keyId}`;
}
