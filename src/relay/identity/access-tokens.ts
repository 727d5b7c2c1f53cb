/** The relay's access tokens: EdDSA JWTs that say which station, restaurant and lanes a bearer is. */
import type { KeyObject } from 'node:crypto';
import { createPublicKey } from 'node:crypto';
import { decodeProtectedHeader, errors, jwtVerify, SignJWT } from 'jose';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { laneIdSchema, restaurantIdSchema, stationIdSchema } from '../../shared/ids.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { RELAY_ISSUER } from '../../shared/wire/http.ts';
import type { StationIdentity } from '../station-identity.ts';

/** `aud` of access tokens: a client assertion (aud = the issuer) can't be passed off as one. */
const ACCESS_AUDIENCE = 'buildpanel-station';
const TOKEN_TYPE = 'at+jwt';

const claimsSchema = z.object({
  sub: stationIdSchema,
  restaurant: restaurantIdSchema,
  lanes: z.array(laneIdSchema).min(1),
  bucket: z.number().int().min(0).max(99),
  exp: z.number(),
});

type SigningKey = {
  readonly keyId: string;
  readonly privateKey: KeyObject;
  readonly publicX: string;
  readonly signsFromMs: number;
  readonly verifiesUntilMs: number;
};

type Keys = readonly [SigningKey, ...SigningKey[]];

export type VerifiedToken = {
  readonly identity: StationIdentity;
  readonly expiresAtMs: number;
  /** Of the key that signed it. */
  readonly keyId: string;
};
export type TokenFailure = 'bad-token' | 'token-expired';

export class AccessTokens {
  #publicKeys: ReadonlyMap<string, KeyObject> = new Map();
  #keys: Keys;
  readonly #lifetimeS: number;

  /** `keys` newest first. */
  constructor(keys: Keys, lifetimeS: number) {
    this.#keys = keys;
    this.#lifetimeS = lifetimeS;
    this.use(keys);
  }

  /** After a rotation, newest first. */
  use(keys: Keys): void {
    this.#keys = keys;
    this.#publicKeys = new Map(keys.map((key) => [key.keyId, createPublicKey(key.privateKey)]));
  }

  /** Whether tokens of this key count. */
  isTrusted(keyId: string, nowMs: number): boolean {
    return this.#keys.some((key) => key.keyId === keyId && key.verifiesUntilMs > nowMs);
  }

  /** The newest that signs already. */
  #signingKey(nowMs: number): SigningKey {
    return this.#keys.find(({ signsFromMs }) => signsFromMs <= nowMs) ?? this.#keys[0];
  }

  async issue(
    identity: StationIdentity,
    nowMs: number,
  ): Promise<{ token: string; expiresInS: number }> {
    const nowS = Math.floor(nowMs / 1_000);
    const { keyId, privateKey } = this.#signingKey(nowMs);
    const token = await new SignJWT({
      restaurant: identity.restaurantId,
      lanes: [...identity.laneIds],
      bucket: identity.rolloutBucket,
    })
      .setProtectedHeader({ alg: 'EdDSA', typ: TOKEN_TYPE, kid: keyId })
      .setIssuer(RELAY_ISSUER)
      .setAudience(ACCESS_AUDIENCE)
      .setSubject(identity.stationId)
      .setJti(uuidv7())
      .setIssuedAt(nowS)
      .setExpirationTime(nowS + this.#lifetimeS)
      .sign(privateKey);
    return { token, expiresInS: this.#lifetimeS };
  }

  /** Whether it is ours, EdDSA, for stations, and not expired at `nowMs`. Revocation is asked elsewhere. */
  async verify(token: string, nowMs: number): Promise<Result<VerifiedToken, TokenFailure>> {
    try {
      const { kid } = decodeProtectedHeader(token);
      const key = kid === undefined ? undefined : this.#publicKeys.get(kid);
      if (kid === undefined || key === undefined || !this.isTrusted(kid, nowMs))
        return fail('bad-token');
      const { payload } = await jwtVerify(token, key, {
        algorithms: ['EdDSA'],
        typ: TOKEN_TYPE,
        issuer: RELAY_ISSUER,
        audience: ACCESS_AUDIENCE,
        requiredClaims: ['exp', 'sub'],
        currentDate: new Date(nowMs),
      });
      const claims = claimsSchema.safeParse(payload);
      if (!claims.success) return fail('bad-token');
      const { sub, restaurant, lanes, bucket, exp } = claims.data;
      const identity = {
        stationId: sub,
        restaurantId: restaurant,
        laneIds: new Set(lanes),
        rolloutBucket: bucket,
      };
      return ok({ identity, expiresAtMs: exp * 1_000, keyId: kid });
    } catch (error) {
      return fail(error instanceof errors.JWTExpired ? 'token-expired' : 'bad-token');
    }
  }

  /** `/.well-known/jwks.json` (RFC 7517). */
  jwks(nowMs: number): { keys: object[] } {
    const trusted = this.#keys.filter(({ verifiesUntilMs }) => verifiesUntilMs > nowMs);
    const keys = trusted.map(({ keyId, publicX }) => ({
      kty: 'OKP',
      crv: 'Ed25519',
      use: 'sig',
      alg: 'EdDSA',
      kid: keyId,
      x: publicX,
    }));
    return { keys };
  }
}
