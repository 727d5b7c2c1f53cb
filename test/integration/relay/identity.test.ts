import { generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterEach, beforeEach, expect, it } from 'vitest';
import WebSocket from 'ws';
import { stationIdSchema } from '../../../src/shared/ids.ts';
import { CLOSE } from '../../../src/shared/wire/close-codes.ts';
import { configAnswerSchema, problemSchema, RELAY_ISSUER } from '../../../src/shared/wire/http.ts';
import { STATION_PATH, SUBPROTOCOL } from '../../../src/shared/wire/protocol-version.ts';
import { describeWithEachStore } from './stores.ts';
import { RelayHarness } from './relay-harness.ts';
import { newUtterance, Station } from './station-client.ts';

/** Nothing listens there: identity works without an upstream. */
const NO_UPSTREAM = 'http://127.0.0.1:9';

describeWithEachStore('who may come in', (newStore) => {
  let relay: RelayHarness;

  beforeEach(async () => {
    relay = await RelayHarness.open(await newStore());
    await relay.start(NO_UPSTREAM);
  });

  afterEach(() => relay.close());

  async function codeOf(response: Response): Promise<string> {
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    return problemSchema.parse(await response.json()).code;
  }

  /** Status of an upgrade that is refused. */
  function upgrade(
    token: string | null,
    { path = STATION_PATH, protocol = SUBPROTOCOL } = {},
  ): Promise<number> {
    const headers = token === null ? {} : { authorization: `Bearer ${token}` };
    const socket = new WebSocket(`${relay.base.replace('http', 'ws')}${path}`, protocol, {
      headers,
    });
    return new Promise((resolve, reject) => {
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
      socket.on('open', () => resolve(101));
      socket.on('error', reject);
    });
  }

  it('a code enrols one station, once', async () => {
    const code = await relay.code();
    const station = new Station(relay.base);
    expect((await station.enrol(code)).status).toBe(201);
    expect(await codeOf(await new Station(relay.base).enrol(code))).toBe('code-used');
  });

  it('the same key may ask again when the answer was lost', async () => {
    const code = await relay.code();
    const station = new Station(relay.base);
    const first: unknown = await (await station.enrol(code)).json();
    expect(await (await station.enrol(code)).json()).toEqual(first);
  });

  it('an expired code and an unknown one enrol nobody', async () => {
    const station = new Station(relay.base);
    expect(await codeOf(await station.enrol(await relay.code({ expiresInMs: -1 })))).toBe(
      'code-expired',
    );
    expect(await codeOf(await station.enrol('AAAA-BBBB-CCCC-DDDD'))).toBe('code-unknown');
    expect(await codeOf(await station.enrol('not a code'))).toBe('bad-request');
  });

  it('many stations behind one address may all come', async () => {
    for (let count = 0; count < 20; count += 1) {
      expect((await new Station(relay.base).enrol(await relay.code())).status).toBe(201);
    }
  });

  it('guessing codes is stopped by address', async () => {
    const station = new Station(relay.base);
    const statuses = [];
    for (let tries = 0; tries < 12; tries += 1)
      statuses.push((await station.enrol('AAAA-BBBB-CCCC-DDDD')).status);
    expect(statuses.at(-1)).toBe(429);
  });

  it('a proof that is forged, replayed, too long-lived or for another relay gets no token', async () => {
    const station = await relay.station();
    const stranger = generateKeyPairSync('ed25519').privateKey;
    const good = await station.assertion();
    expect((await station.requestToken(good)).status).toBe(200);
    for (const assertion of [
      good,
      await station.assertion({ key: stranger }),
      await station.assertion({ lifetime: '20m' }),
      await station.assertion({ lifetime: '-2m' }),
      await station.assertion({ audience: 'somebody-else' }),
      unsigned({
        iss: station.stationId,
        sub: station.stationId,
        aud: RELAY_ISSUER,
        jti: 'x'.repeat(20),
        exp: 9e9,
      }),
      'nonsense',
    ]) {
      expect(await codeOf(await station.requestToken(assertion))).toBe('bad-token');
    }
  });

  it('the door is shut to all but a valid token of ours', async () => {
    const station = await relay.station();
    const [head = '', body = '', signature = ''] = station.token.split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
    const forged = Buffer.from(JSON.stringify({ ...claims, lanes: ['lane-9'] })).toString(
      'base64url',
    );
    const ownKey = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt' })
      .sign(station.keys.privateKey);
    expect(await upgrade(null)).toBe(401);
    expect(await upgrade(`${head}.${forged}.${signature}`)).toBe(401);
    expect(await upgrade(unsigned(claims))).toBe(401);
    expect(await upgrade(ownKey)).toBe(401);
    expect(await upgrade(await station.assertion())).toBe(401);
    expect(await upgrade(station.token, { path: '/v1/elsewhere' })).toBe(404);
    expect(await upgrade(station.token, { protocol: 'buildpanel-station.v99' })).toBe(400);
    expect(await upgrade(station.token)).toBe(101);
    relay.skewMs = 11 * 60_000;
    expect(await upgrade(station.token)).toBe(401);
    expect(await codeOf(await station.get('/v1/config'))).toBe('token-expired');
  });

  it('a flood of handshakes from one address is refused before anything is looked at', async () => {
    const statuses = await Promise.all(Array.from({ length: 150 }, () => upgrade(null)));
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(10);
  });

  it('a revoked station is out within two seconds, its open socket too', async () => {
    const station = await relay.station();
    const line = await station.connect();
    const revokedAtMs = performance.now();
    await relay.stations.revoke(stationIdSchema.parse(station.stationId), Date.now());
    expect(await line.closed).toBe(CLOSE.revoked.code);
    expect(performance.now() - revokedAtMs).toBeLessThan(2_000);
    expect(await upgrade(station.token)).toBe(403);
    expect(await codeOf(await station.get('/v1/menu'))).toBe('revoked');
    expect(await codeOf(await station.requestToken(await station.assertion()))).toBe('revoked');
  });

  it('a token is renewed on the open socket, but not by that of another station', async () => {
    const station = await relay.station();
    const other = await relay.station();
    const line = await station.connect();
    await station.renew();
    line.send({ type: 'renew_token', token: station.token });
    expect((await line.next('token_renewed')).expiresInMs).toBeGreaterThan(500_000);
    line.send({ type: 'renew_token', token: other.token });
    await line.next('fault', ({ code }) => code === 'wrong-tenant');
    line.send({ type: 'renew_token', token: 'a.b.c' });
    await line.next('fault', ({ code }) => code === 'bad-token');
  });

  it('a socket whose token runs out is closed, a little after', async () => {
    await relay.stopRelay();
    await relay.start(NO_UPSTREAM, {}, { tokenLifetimeS: 1 });
    const line = await (await relay.station()).connect();
    expect(await line.closed).toBe(CLOSE.tokenExpired.code);
  });

  it('a station can speak only for its own lanes and utterances', async () => {
    const station = await relay.station();
    const other = await relay.station();
    const line = await station.connect();
    const otherLine = await other.connect();
    const spoken = newUtterance();
    line.start(spoken, { laneId: 'lane-2' });
    await line.next('fault', ({ code }) => code === 'wrong-lane');
    line.start(spoken);
    await line.next('streaming_session_started');
    otherLine.resume(spoken);
    await otherLine.next('fault', ({ code }) => code === 'wrong-tenant');
    expect(await relay.metric('faults_total{code="wrong-tenant"}')).toBe(1);
  });

  it('config and menu are those of the token, the menu once for each version', async () => {
    const station = await relay.station();
    const config = configAnswerSchema.parse(await (await station.get('/v1/config')).json());
    expect(config).toMatchObject({
      restaurantName: 'Test Kitchen',
      lanes: [{ laneId: 'lane-1' }],
      streaming: { verdict: 'NOTHING_REACHABLE' },
    });
    const menu = await station.get('/v1/menu');
    const etag = menu.headers.get('etag') ?? '';
    expect(etag).toBe(`"${config.menuVersion}"`);
    expect((await station.get('/v1/menu', { 'if-none-match': etag })).status).toBe(304);
  });

  it('publishes the key that its tokens are signed with', async () => {
    const station = await relay.station();
    const { keys } = (await (await fetch(`${relay.base}/.well-known/jwks.json`)).json()) as {
      keys: Record<string, string>[];
    };
    const head = JSON.parse(
      Buffer.from(station.token.split('.')[0] ?? '', 'base64url').toString(),
    ) as { kid: string };
    expect(keys.map(({ kid }) => kid)).toContain(head.kid);
    expect(JSON.stringify(keys)).not.toContain('"d"');
  });
});

function unsigned(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none', typ: 'at+jwt' })}.${part(claims)}.`;
}
