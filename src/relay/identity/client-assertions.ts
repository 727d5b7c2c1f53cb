/** `private_key_jwt` (RFC 7523): a station proves who it is with the key that it enrolled with. */
import { createPublicKey } from 'node:crypto';
import { decodeJwt, jwtVerify } from 'jose';
import { z } from 'zod';
import { stationIdSchema, type StationId } from '../../shared/ids.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { RELAY_ISSUER, type PublicKey } from '../../shared/wire/http.ts';

const MAX_LIFETIME_S = 300;
/** A till's clock may be off by this much. */
const CLOCK_TOLERANCE_S = 30;

const claimsSchema = z.object({ jti: z.string().min(8).max(128), exp: z.number() });

export type AssertedStation = {
  readonly stationId: StationId;
  readonly publicKey: PublicKey;
  readonly isRevoked: boolean;
};

type Deps<Station extends AssertedStation> = {
  readonly findStation: (stationId: StationId) => Promise<Station | null>;
  /** As known without asking the store. */
  readonly isRevoked: (stationId: StationId) => boolean;
  readonly useAssertion: (assertionId: string, expiresAtMs: number) => Promise<boolean>;
  readonly replays: {
    remember(jti: string, expiresAtMs: number, nowMs: number): 'new' | 'seen' | 'full';
  };
};

/** The station behind `assertion`, whoever revoked it meanwhile refused. */
export async function verifyClientAssertion<Station extends AssertedStation>(
  assertion: string,
  deps: Deps<Station>,
  nowMs: number,
): Promise<Result<Station, 'bad-token' | 'revoked' | 'too-many-requests'>> {
  const stationId = subjectOf(assertion);
  const station = stationId === null ? null : await deps.findStation(stationId);
  if (station === null) return fail('bad-token');
  const claims = await verifiedClaims(assertion, station, nowMs);
  if (claims === null) return fail('bad-token');
  if (station.isRevoked || deps.isRevoked(station.stationId)) return fail('revoked');
  const expiresAtMs = (claims.exp + CLOCK_TOLERANCE_S) * 1_000;
  const assertionId = `${station.stationId} ${claims.jti}`;
  const replay = deps.replays.remember(assertionId, expiresAtMs, nowMs);
  if (replay === 'full') return fail('too-many-requests');
  const isNew = replay === 'new' && (await deps.useAssertion(assertionId, expiresAtMs));
  return isNew ? ok(station) : fail('bad-token');
}

/** Unverified: only good for choosing the key to verify with. */
function subjectOf(assertion: string): StationId | null {
  try {
    return stationIdSchema.safeParse(decodeJwt(assertion).sub).data ?? null;
  } catch {
    return null;
  }
}

async function verifiedClaims(
  assertion: string,
  station: AssertedStation,
  nowMs: number,
): Promise<z.infer<typeof claimsSchema> | null> {
  try {
    const key = createPublicKey({ key: station.publicKey, format: 'jwk' });
    const { payload } = await jwtVerify(assertion, key, {
      algorithms: ['EdDSA'],
      issuer: station.stationId,
      subject: station.stationId,
      audience: RELAY_ISSUER,
      requiredClaims: ['exp', 'jti'],
      clockTolerance: CLOCK_TOLERANCE_S,
      currentDate: new Date(nowMs),
    });
    const claims = claimsSchema.safeParse(payload);
    if (!claims.success) return null;
    return claims.data.exp <= nowMs / 1_000 + MAX_LIFETIME_S + CLOCK_TOLERANCE_S
      ? claims.data
      : null;
  } catch {
    return null;
  }
}
