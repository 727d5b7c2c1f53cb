import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FindAddresses } from '../../../src/main/relay-connect.ts';
import { RelayLine } from '../../../src/main/relay-line.ts';

const HERE = [{ address: '127.0.0.1', family: 4 }];
const GONE = new Error('away');

let server: Server;
let answer: (asked: IncomingMessage, response: ServerResponse) => void | Promise<void>;
let line: RelayLine;

beforeEach(async () => {
  server = createServer((asked, response) => void answer(asked, response));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  line = new RelayLine();
});

afterEach(() => {
  line.cutCalls();
  server.closeAllConnections();
  server.close();
});

const url = (path: string, host = '127.0.0.1') =>
  `http://${host}:${(server.address() as AddressInfo).port}${path}`;
const ask = (path: string, init: { method?: string; body?: string; host?: string } = {}) => {
  const { host, ...rest } = init;
  return line.fetch(url(path, host), {
    ...rest,
    headers: { 'x-station': 'one' },
    redirect: 'error',
    signal: AbortSignal.timeout(4_000),
  });
};

test('what is asked arrives, and the answer comes whole', async () => {
  answer = async (asked, response) => {
    const body = (await buffer(asked)).toString();
    response.writeHead(201, { 'content-type': 'application/json', etag: '"7"' });
    response.end(JSON.stringify({ way: asked.method, station: asked.headers['x-station'], body }));
  };
  const response = await ask('/v1/orders', { method: 'POST', body: 'two bowls' });
  expect(response.status).toBe(201);
  expect(response.headers.get('etag')).toBe('"7"');
  expect(await response.json()).toEqual({ way: 'POST', station: 'one', body: 'two bowls' });
});

test('an answer without a body is one, and a redirect is none', async () => {
  answer = (asked, response) => {
    if (asked.url === '/same') response.writeHead(304, { etag: '"7"' }).end();
    else response.writeHead(302, { location: '/same' }).end();
  };
  expect((await ask('/same')).status).toBe(304);
  await expect(ask('/elsewhere')).rejects.toThrow();
});

test('a call that is given up ends, before its answer and in the middle of it', async () => {
  answer = (asked, response) => {
    if (asked.url === '/begins') response.write('{');
  };
  const signal = () => AbortSignal.timeout(150);
  await expect(
    line.fetch(url('/never'), { redirect: 'error', signal: signal() }),
  ).rejects.toThrow();
  const begun = await line.fetch(url('/begins'), { redirect: 'error', signal: signal() });
  await expect(begun.text()).rejects.toThrow();
});

test('when the line is known to be dead calls fail at once, and the next goes over a new connection', async () => {
  const connections: unknown[] = [];
  server.on('connection', (socket) => connections.push(socket));
  answer = (asked, response) => {
    if (asked.url === '/quick') response.end('yes');
  };
  await (await ask('/quick')).text();
  const hanging = ask('/hangs');
  await once(server, 'request');
  line.cutCalls();
  await expect(hanging).rejects.toThrow();
  expect(await (await ask('/quick')).text()).toBe('yes');
  expect(connections.length).toBeGreaterThanOrEqual(2);
});

test('a name server that is gone or silent keeps nobody from a relay that was found before', async () => {
  let names: FindAddresses = (_name, found) => found(null, HERE);
  line = new RelayLine((name, found) => names(name, found));
  answer = (_asked, response) => void response.end('yes');
  const isFound = async () => {
    line.cutCalls();
    return (await ask('/', { host: 'relay.test' })).text();
  };
  expect(await isFound()).toBe('yes');
  names = (_name, found) => found(GONE, []);
  expect(await isFound()).toBe('yes');
  let asked = 0;
  names = () => {
    asked += 1;
  };
  for (let time = 0; time < 5; time += 1) expect(await isFound()).toBe('yes');
  expect(asked).toBe(1);
});

test('a relay that was never found is not reached', async () => {
  line = new RelayLine((_name, found) => found(GONE, []));
  await expect(ask('/', { host: 'relay.test' })).rejects.toThrow('away');
});
