import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { deadlineSignal } from '../../../src/relay/upstream/deadline-signal.ts';
import { askRealtime, judgeRealtime } from '../../../src/relay/upstream/probe-calls.ts';
import { endpointsOf } from '../../../src/shared/buildpanel/rest.ts';

async function realtimeOutcome(answer: RequestListener): Promise<unknown> {
  const server = createServer((request, response) => {
    request.resume();
    answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const target = {
    endpoints: endpointsOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    monotonicMs: () => performance.now(),
    signal: deadlineSignal(500, new AbortController().signal),
  };
  return judgeRealtime(await askRealtime(target));
}

it('a realtime answer that begins and never goes on is silence, and no exception', async () => {
  const outcome = await realtimeOutcome((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
  });
  expect(outcome).toEqual({ outcome: 'silent', reason: 'cut' });
});

it('a stream of words works, a web page and an empty stream do not', async () => {
  const stream = await realtimeOutcome((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end('data: {"text":"hi"}\n\n');
  });
  const page = await realtimeOutcome((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'transfer-encoding': 'chunked' });
    response.end('<html></html>');
  });
  const empty = await realtimeOutcome((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end();
  });
  expect([stream, page, empty]).toEqual([
    { outcome: 'works', reason: null },
    { outcome: 'refuses', reason: 'not_streamed' },
    { outcome: 'refuses', reason: 'empty' },
  ]);
});
