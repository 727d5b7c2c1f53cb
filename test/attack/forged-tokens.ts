/** Tokens that must open no door, each wrong in one way; those that need it are signed by the relay's own key. */
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { laneIdSchema, restaurantIdSchema, stationIdSchema } from '../../src/shared/ids.ts';
import { RELAY_ISSUER } from '../../src/shared/wire/http.ts';
import { AccessTokens } from '../../src/relay/identity/access-tokens.ts';
import { openDatabase } from '../../src/relay/store/database.ts';
import { openSealing } from '../../src/relay/store/sealing.ts';
import { loadSigningKeys } from '../../src/relay/store/signing-keys.ts';
import type { Station } from '../integration/relay/station-client.ts';

const LIFETIME_S = 300;
const AN_HOUR_MS = 3_600_000;
const AUDIENCE = 'buildpanel-station';

export async function forgedTokens(
  station: Station,
  dataDir: string,
): Promise<ReadonlyMap<string, string>> {
  const [head = '', , signature = ''] = station.token.split('.');
  const restaurantId = restaurantIdSchema.parse(randomUUID());
  const claims = { restaurant: restaurantId, lanes: ['lane-1'], bucket: 0 };
  const body = Buffer.from(JSON.stringify(claims)).toString('base64url');
  const none = new UnsecuredJWT({ ...claims, iss: RELAY_ISSUER, sub: station.stationId });
  const db = await openDatabase(dataDir);
  try {
    const keys = await loadSigningKeys(db, openSealing(dataDir), {
      isShared: false,
      nowMs: Date.now(),
    });
    const [{ keyId, privateKey }] = keys;
    const signed = (audience: string, key = privateKey, typ = 'at+jwt') =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'EdDSA', typ, kid: keyId })
        .setIssuer(RELAY_ISSUER)
        .setAudience(audience)
        .setSubject(station.stationId)
        .setExpirationTime('5m')
        .sign(key);
    const identity = {
      stationId: stationIdSchema.parse(station.stationId),
      restaurantId,
      laneIds: new Set([laneIdSchema.parse('lane-1')]),
      rolloutBucket: 0,
    };
    const old = await new AccessTokens(keys, LIFETIME_S).issue(identity, Date.now() - AN_HOUR_MS);
    return new Map([
      ['no algorithm', none.setAudience(AUDIENCE).setExpirationTime('5m').encode()],
      ['expired', old.token],
      ['of another audience', await signed('someone-else')],
      ['of another type', await signed(AUDIENCE, privateKey, 'jwt')],
      ['of another key', await signed(AUDIENCE, generateKeyPairSync('ed25519').privateKey)],
      ['a client assertion', await station.assertion()],
      ['with other claims', `${head}.${body}.${signature}`],
      ['no token', 'a.b.c'],
    ]);
  } finally {
    await db.destroy();
  }
}
