/** One secret on disk: sealed by a vault, in an envelope that names the vault's kind. */
import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/result.ts';
import { readTextIfThere, writeDurably } from '../durable-file.ts';
import type { Vault } from './vault.ts';

const envelopeSchema = z.strictObject({
  format: z.literal(1),
  vault: z.enum(['keyring', 'key-file', 'development']),
  sealed: z.base64().min(1),
});

/**
 * `other-vault`: sealed by a vault that is not the one at hand (a keyring that is locked now, say), so
 * nothing is wrong with the file. `corrupt`: no vault of this kind opens it.
 */
export type SealedFailure = 'other-vault' | 'corrupt' | 'cannot-read';

export async function writeSealed(
  path: string,
  vault: Vault,
  plain: Uint8Array,
): Promise<Result<undefined, 'cannot-save'>> {
  const sealed = Buffer.from(await vault.seal(plain)).toString('base64');
  const envelope: z.infer<typeof envelopeSchema> = { format: 1, vault: vault.kind, sealed };
  return writeDurably(path, `${JSON.stringify(envelope)}\n`);
}

/** `undefined`: there is no such file. */
export async function readSealed(
  path: string,
  vault: Vault,
): Promise<Result<Uint8Array | undefined, SealedFailure>> {
  const text = await readTextIfThere(path);
  if (!text.ok) return text;
  if (text.value === undefined) return ok(undefined);
  const envelope = parseEnvelope(text.value);
  if (envelope === undefined) return fail('corrupt');
  if (envelope.vault !== vault.kind) return fail('other-vault');
  const plain = await vault.unseal(Buffer.from(envelope.sealed, 'base64'));
  return plain.ok ? plain : fail('corrupt');
}

function parseEnvelope(text: string): z.infer<typeof envelopeSchema> | undefined {
  try {
    return envelopeSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
