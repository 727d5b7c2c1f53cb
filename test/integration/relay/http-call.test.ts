import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { call } from '../../../src/relay/upstream/http-call.ts';

setFlagsFromString('--expose_gc');
const collectGarbage = z.function().parse(runInNewContext('gc'));

describe('an HTTP call to an upstream that hangs', () => {
  let server: Server;
  let collecting: NodeJS.Timeout;
  let saysHead = false;

  beforeEach(async () => {
    saysHead = false;
    server = createServer((request, response) => {
      request.resume();
      if (saysHead) response.write('a');
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    // On Node 20 the collector takes an `AbortSignal.any` that nobody else holds, deadline and all.
    collecting = setInterval(() => void collectGarbage(), 50);
  });

  afterEach(() => {
    clearInterval(collecting);
    server.closeAllConnections();
    server.close();
  });

  function ask(signal: AbortSignal, deadlineMs: number) {
    const { port } = server.address() as AddressInfo;
    return call({
      url: `http://127.0.0.1:${port}/`,
      method: 'GET',
      deadlineMs,
      maxBytes: 100,
      signal,
    });
  }

  it.each([false, true])('ends at its deadline (head answered: %s)', async (head) => {
    saysHead = head;
    const answer = await ask(new AbortController().signal, 500);
    expect(answer).toEqual({ ok: false, failure: 'timeout' });
  });

  it('ends when the caller stops', async () => {
    const caller = new AbortController();
    setTimeout(() => caller.abort(), 300);
    expect(await ask(caller.signal, 60_000)).toEqual({ ok: false, failure: 'cut' });
  });

  it('does not begin when the caller has stopped', async () => {
    expect(await ask(AbortSignal.abort(), 60_000)).toEqual({ ok: false, failure: 'cut' });
  });
});
