import { createPublicKey, verify } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import {
  clientAssertion,
  generatePrivateKey,
} from '../../../src/main/relay-client/client-assertion.ts';
import type { Identity } from '../../../src/main/relay-client/identity-port.ts';
import { createRelayClient } from '../../../src/main/relay-client/relay-client.ts';
import { restaurantIdSchema, stationIdSchema, laneIdSchema } from '../../../src/shared/ids.ts';
import { DEFAULT_PRIVACY } from '../../../src/shared/privacy/privacy-policy.ts';
import { fail, ok } from '../../../src/shared/result.ts';
import { RELAY_ISSUER } from '../../../src/shared/wire/http.ts';

const STATION_ID = stationIdSchema.parse('01a20cba-7b07-74ef-b004-ce085967ca34');
const ENROL_ANSWER = {
  stationId: STATION_ID,
  restaurantId: restaurantIdSchema.parse('11111111-1111-1111-1111-111111111111'),
  restaurantName: 'Kitchen',
  orderPrefix: 'A',
  lanes: [{ laneId: laneIdSchema.parse('lane-1'), name: 'Lane 1' }],
};
const CONFIG = {
  restaurantName: 'Kitchen',
  lanes: ENROL_ANSWER.lanes,
  streaming: { enabled: true, verdict: 'WEBSOCKET_PROXY_INTEGRATION' },
  menuVersion: '1',
  privacy: DEFAULT_PRIVACY,
};
const CODE = 'ABCD-EFGH-JKLM';

type Answer = { readonly status?: number; readonly body?: unknown; readonly location?: string };
type Asked = { readonly path: string; readonly body: string; readonly token: string | undefined };

/** A relay that answers what the test says and keeps what it was asked. */
async function relayThat(answer: (path: string, nth: number) => Answer) {
  const asked: Asked[] = [];
  const take = async (request: IncomingMessage) => {
    const path = request.url ?? '';
    asked.push({ path, body: await text(request), token: request.headers.authorization });
    return answer(path, asked.filter((one) => one.path === path).length);
  };
  const server = createServer((request, response) => {
    void take(request).then(({ status = 200, body, location }) => {
      const headers = location === undefined ? {} : { location };
      response
        .writeHead(status, headers)
        .end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = z.object({ port: z.number() }).parse(server.address());
  return { asked, url: `http://127.0.0.1:${address.port}` };
}

function clientOf(url: string, first: Identity | undefined, isDiskFull = false) {
  let identity = first;
  let nowMs = 0;
  const client = createRelayClient({
    baseUrl: url,
    identity: {
      current: () => identity,
      save: (changed) => {
        if (isDiskFull) return Promise.resolve(fail('cannot-save'));
        identity = changed;
        return Promise.resolve(ok(undefined));
      },
    },
    fetch,
    wallMs: () => Date.UTC(2026, 0, 2),
    nowMs: () => nowMs,
  });
  return { client, identity: () => identity, pass: (ms: number) => (nowMs += ms) };
}

const enrolled = (): Identity => ({
  state: 'enrolled',
  privateKey: generatePrivateKey(),
  ...ENROL_ANSWER,
});
const token = (nth: number) => ({
  body: { access_token: `token-${nth}`, token_type: 'Bearer', expires_in: 600 },
});
const problem = (status: number, code: string) => ({
  status,
  body: { type: 'about:blank', title: code, status, code, detail: code },
});

test('an assertion names the station and the relay, lives a minute, and is signed by the station key', () => {
  const key = generatePrivateKey();
  const [header = '', claims = '', signature = ''] = clientAssertion(STATION_ID, key, {
    wallMs: 1_000_000_500,
    jwtId: 'once',
  }).split('.');
  const decode = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());
  expect(decode(header)).toEqual({ alg: 'EdDSA', typ: 'JWT' });
  expect(decode(claims)).toEqual({
    iss: STATION_ID,
    sub: STATION_ID,
    aud: RELAY_ISSUER,
    jti: 'once',
    iat: 1_000_000,
    exp: 1_000_060,
  });
  const publicKey = createPublicKey({
    key: { kty: key.kty, crv: key.crv, x: key.x },
    format: 'jwk',
  });
  const signed = Buffer.from(`${header}.${claims}`);
  expect(verify(null, signed, publicKey, Buffer.from(signature, 'base64url'))).toBe(true);
});

test('one token serves everybody until most of its life is over', async () => {
  const relay = await relayThat((_path, nth) => token(nth));
  const { client, pass } = clientOf(relay.url, enrolled());
  const both = await Promise.all([client.accessToken(), client.accessToken()]);
  expect(both).toEqual([ok('token-1'), ok('token-1')]);
  pass(479_000);
  expect(await client.accessToken()).toEqual(ok('token-1'));
  pass(2_000);
  expect(await client.accessToken()).toEqual(ok('token-2'));
  client.forgetToken();
  expect(await client.accessToken()).toEqual(ok('token-3'));
});

test('a station that is not enrolled asks for nothing', async () => {
  const relay = await relayThat((_path, nth) => token(nth));
  const { client } = clientOf(relay.url, undefined);
  expect(await client.fetchConfig()).toEqual(fail('not-enrolled'));
  expect(relay.asked).toEqual([]);
});

test('a refused token is replaced once and the call made again', async () => {
  const relay = await relayThat((path, nth) => {
    if (path === '/oauth/token') return token(nth);
    return nth === 1 ? problem(401, 'token-expired') : { body: CONFIG };
  });
  const { client } = clientOf(relay.url, enrolled());
  expect(await client.fetchConfig()).toEqual(ok(CONFIG));
  const tokens = relay.asked.filter(({ path }) => path === '/v1/config').map((one) => one.token);
  expect(tokens).toEqual(['Bearer token-1', 'Bearer token-2']);
});

test.each<[string, Answer, string]>([
  ['a problem', problem(403, 'revoked'), 'revoked'],
  ['an error page', { status: 502, body: '<html>' }, 'relay-away'],
  ['something that is no answer', { body: { hello: 1 } }, 'bad-answer'],
  ['a redirect', { status: 302, location: 'http://127.0.0.1:1/' }, 'relay-away'],
])('%s becomes a closed code', async (_what, answer, failure) => {
  const relay = await relayThat((path, nth) => (path === '/oauth/token' ? token(nth) : answer));
  const { client } = clientOf(relay.url, enrolled());
  expect(await client.fetchConfig()).toEqual(fail(failure));
});

test('a relay that is not there is away', async () => {
  const { client } = clientOf('http://127.0.0.1:1', enrolled());
  expect(await client.accessToken()).toEqual(fail('relay-away'));
});

test('a disk that can not keep the key pair costs no code', async () => {
  const relay = await relayThat(() => ({ body: ENROL_ANSWER }));
  const { client } = clientOf(relay.url, undefined, true);
  expect(await client.enrol(CODE, 'Station')).toEqual(fail('cannot-store-credentials'));
  expect(relay.asked).toEqual([]);
});

test('an attempt that the relay did not answer is made again with the same key pair', async () => {
  const relay = await relayThat((_path, nth) =>
    nth === 1 ? { status: 503 } : { body: ENROL_ANSWER },
  );
  const { client, identity } = clientOf(relay.url, undefined);
  expect(await client.enrol(CODE, 'Station')).toEqual(fail('relay-away'));
  expect(identity()?.state).toBe('pending');
  expect((await client.enrol(' abcd efgh-jklm', 'Station')).ok).toBe(true);
  expect(identity()).toMatchObject({ state: 'enrolled', stationId: STATION_ID });
  expect(relay.asked[1]).toEqual(relay.asked[0]);
  expect(JSON.parse(relay.asked[0]?.body ?? '')).toMatchObject({ code: CODE });
  expect(relay.asked[0]?.body).not.toContain('"d"');
});
