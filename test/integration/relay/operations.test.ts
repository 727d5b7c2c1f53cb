import { afterEach, beforeEach, expect, it } from 'vitest';
import { CLOSE } from '../../../src/shared/wire/close-codes.ts';
import {
  createOperator,
  listAudit,
  listOperators,
  revokeOperator,
  rotateKeys,
} from '../../../src/relay/relayctl-operators.ts';
import type { CtlOptions } from '../../../src/relay/relayctl-command.ts';
import {
  forgetOldKeys,
  OVERLAP_MS,
  SIGNS_AFTER_MS,
} from '../../../src/relay/store/signing-keys.ts';
import { forgetOldCodes } from '../../../src/relay/store/stations.ts';
import { describeWithEachStore } from './stores.ts';
import { RelayHarness } from './relay-harness.ts';
import type { Station } from './station-client.ts';

const NO_UPSTREAM = 'http://127.0.0.1:9';
const DAY_MS = 24 * 3_600_000;

describeWithEachStore('running a relay', (newStore) => {
  let relay: RelayHarness;

  beforeEach(async () => {
    relay = await RelayHarness.open(await newStore());
    await relay.start(NO_UPSTREAM);
  });

  afterEach(() => relay.close());

  function ask(path: string, token: string | null, init: RequestInit = {}): Promise<Response> {
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (token !== null) headers['authorization'] = `Bearer ${token}`;
    return fetch(`${relay.base}${path}`, { ...init, headers });
  }

  const ctl = (options: CtlOptions = {}, ...args: string[]) => ({
    db: relay.db,
    dataDir: relay.dataDir,
    options,
    args,
  });

  async function keyIds(): Promise<string[]> {
    const { keys } = (await (await ask('/.well-known/jwks.json', null)).json()) as {
      keys: { kid: string }[];
    };
    return keys.map(({ kid }) => kid);
  }

  function keyIdOf({ token }: Station): string {
    const head = Buffer.from(token.split('.')[0] ?? '', 'base64url').toString();
    return (JSON.parse(head) as { kid: string }).kid;
  }

  it('shows its figures and its administration to nobody without an operator’s token', async () => {
    const station = await relay.station();
    for (const path of ['/metrics', '/admin/stations', '/admin/flags', '/admin/audit']) {
      for (const token of [null, station.token, 'bpo_guessed']) {
        const answer = await ask(path, token);
        expect(answer.status).toBe(401);
        expect(answer.headers.get('www-authenticate')).toContain('Basic');
      }
    }
    const { token } = await relay.operator(['read']);
    expect(await (await ask('/metrics', token)).text()).toContain('refusals_total');
    const basic = Buffer.from(`anyone:${token}`).toString('base64');
    const headers = { authorization: `Basic ${basic}` };
    expect((await fetch(`${relay.base}/metrics`, { headers })).status).toBe(200);
    expect(await relay.metric('refusals_total{code="bad-token"}')).toBeGreaterThanOrEqual(12);
  });

  it('stops those who guess operators’ tokens, by address', async () => {
    const statuses = [];
    for (let tries = 0; tries < 12; tries += 1)
      statuses.push((await ask('/metrics', `bpo_guess${tries}`)).status);
    expect(statuses.at(-1)).toBe(429);
  });

  it('lets an operator do what the token’s scopes are for, and says who it was', async () => {
    const reader = await relay.operator(['read']);
    const { operatorId, token } = await relay.operator(['read', 'flags', 'stations']);
    const station = await relay.station();
    const line = await station.connect();
    const revoke = `/admin/stations/${station.stationId}/revoke`;
    const body = JSON.stringify({ rolloutPercentage: 5, reason: 'first stage' });
    expect((await ask(revoke, reader.token, { method: 'POST', body: '{}' })).status).toBe(403);
    const put = { method: 'PUT', body };
    expect((await ask('/admin/flags/global', reader.token, put)).status).toBe(403);
    expect((await ask('/admin/flags/nowhere', token, put)).status).toBe(400);
    const set = await ask('/admin/flags/global', token, put);
    expect(await set.json()).toMatchObject({ inForce: { rolloutPercentage: 5 } });
    expect((await ask(revoke, token, { method: 'POST', body: '{}' })).status).toBe(200);
    expect(await line.closed).toBe(CLOSE.revoked.code);
    const { audit } = (await (await ask('/admin/audit', reader.token)).json()) as {
      audit: object[];
    };
    expect(audit.slice(0, 2)).toMatchObject([
      { action: 'station-revoked', subject: station.stationId, actor: operatorId },
      { action: 'flags-changed', actor: operatorId, detail: 'rolloutPercentage=5: first stage' },
    ]);
    const { stations } = (await (await ask('/admin/stations', reader.token)).json()) as {
      stations: object[];
    };
    expect(stations).toMatchObject([{ stationId: station.stationId, isRevoked: true }]);
    expect(JSON.stringify(stations)).not.toContain('publicKey');
  });

  it('makes, lists and revokes operators by relayctl, and keeps no token', async () => {
    const made = await createOperator(ctl({ name: 'Prometheus', scopes: 'read', days: '7' }));
    const { operatorId, token } = made.json as { operatorId: string; token: string };
    expect((await ask('/metrics', token)).status).toBe(200);
    expect((await listOperators(ctl())).json).toMatchObject({
      operators: [{ name: 'Prometheus', scopes: ['read'], isRevoked: false }],
    });
    const kept = JSON.stringify(await relay.db.selectFrom('operators').selectAll().execute());
    expect(kept).not.toContain(token);
    await revokeOperator(ctl({}, operatorId));
    expect((await ask('/metrics', token)).status).toBe(401);
    await expect(revokeOperator(ctl({}, operatorId))).rejects.toThrow(/no operator/);
    await expect(createOperator(ctl({ name: 'x', scopes: 'root' }))).rejects.toThrow(/scopes/);
    relay.skewMs = 8 * DAY_MS;
    const other = await createOperator(ctl({ name: 'short', days: '7' }));
    expect((await ask('/metrics', (other.json as { token: string }).token)).status).toBe(401);
    expect((await listAudit(ctl())).text).toContain('operator-revoked');
  });

  it('changes its signing key without a station noticing: published, then signing, then old', async () => {
    const station = await relay.station();
    const line = await station.connect();
    const oldKey = keyIdOf(station);
    const { keyId } = (await rotateKeys(ctl())).json as { keyId: string };
    await expect.poll(keyIds).toEqual([keyId, oldKey]);
    await station.renew();
    expect(keyIdOf(station)).toBe(oldKey);
    relay.skewMs = SIGNS_AFTER_MS + 1_000;
    const old = station.token;
    await station.renew();
    expect(keyIdOf(station)).toBe(keyId);
    line.send({ type: 'renew_token', token: station.token });
    await line.next('token_renewed');
    station.token = old;
    expect((await station.get('/v1/menu')).status).toBe(200);
    relay.skewMs = SIGNS_AFTER_MS + OVERLAP_MS + 1_000;
    expect(await keyIds()).toEqual([keyId]);
    await forgetOldKeys(relay.db, Date.now() + relay.skewMs);
    expect(await relay.db.selectFrom('signing_keys').select('key_id').execute()).toEqual([
      { key_id: keyId },
    ]);
  });

  it('drops a key that others may know at once, and every socket that it let in', async () => {
    const station = await relay.station();
    const line = await station.connect();
    await rotateKeys(ctl({ 'at-once': true }));
    expect(await line.closed).toBe(CLOSE.tokenExpired.code);
    expect((await station.get('/v1/menu')).status).toBe(401);
    await station.renew();
    await station.connect();
  });

  it('forgets codes a day after they ran out', async () => {
    await relay.code({ expiresInMs: -1 });
    const count = async () =>
      (await relay.db.selectFrom('enrolment_codes').selectAll().execute()).length;
    await forgetOldCodes(relay.db, Date.now());
    expect(await count()).toBe(1);
    await forgetOldCodes(relay.db, Date.now() + DAY_MS);
    expect(await count()).toBe(0);
  });

  it('is ready only while its own store answers', async () => {
    if (relay.server !== undefined) return;
    expect((await ask('/readyz', null)).status).toBe(200);
    await relay.db.schema.alterTable('changes').renameTo('changes_away').execute();
    await expect
      .poll(async () => (await ask('/readyz', null)).status, { timeout: 8_000 })
      .toBe(503);
    await relay.db.schema.alterTable('changes_away').renameTo('changes').execute();
    await expect
      .poll(async () => (await ask('/readyz', null)).status, { timeout: 8_000 })
      .toBe(200);
  });
});
