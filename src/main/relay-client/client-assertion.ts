/**
 * The station's proof of who it is (RFC 7523): a JWT signed with its Ed25519 key. Signed with
 * node:crypto, because WebCrypto's Ed25519 is still marked experimental in the oldest Electron we run.
 */
import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { RELAY_ISSUER } from '../../shared/wire/http.ts';
import { z } from 'zod';
import type { PrivateKey } from './identity-port.ts';

const LIFETIME_S = 60;

const generatedKeySchema = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.string(),
});

export function generatePrivateKey(): PrivateKey {
  return generatedKeySchema.parse(
    generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }),
  );
}

/** `wallMs`: time of the clock on the wall; `jwtId` makes each assertion good for one use. */
export function clientAssertion(
  stationId: string,
  key: PrivateKey,
  { wallMs, jwtId }: { readonly wallMs: number; readonly jwtId: string },
): string {
  const issuedAt = Math.floor(wallMs / 1_000);
  const header = { alg: 'EdDSA', typ: 'JWT' };
  const claims = {
    iss: stationId,
    sub: stationId,
    aud: RELAY_ISSUER,
    jti: jwtId,
    iat: issuedAt,
    exp: issuedAt + LIFETIME_S,
  };
  const signed = `${encode(header)}.${encode(claims)}`;
  const privateKey = createPrivateKey({ key: { ...key }, format: 'jwk' });
  return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`;
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
