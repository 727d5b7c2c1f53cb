/** An upload against a relay that begins to answer and then hangs. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { RelayLine } from '../../../src/main/relay-line.ts';
import { uploadsOver } from '../../../src/main/voice/batch/upload.ts';
import { laneId, newSessionId, newUtteranceId } from '../../support/journal-fixture.ts';

setFlagsFromString('--expose_gc');
const collectGarbage = z.function().parse(runInNewContext('gc'));

let server: Server;
let collecting: NodeJS.Timeout;

beforeEach(async () => {
  server = createServer((request, response) => {
    request.resume();
    response.write('{');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  // A deadline must not hang on an object that nobody holds.
  collecting = setInterval(() => void collectGarbage(), 50);
});

afterEach(() => {
  clearInterval(collecting);
  server.closeAllConnections();
  server.close();
});

test('an upload whose answer hangs ends when it is given up', async () => {
  const { port } = server.address() as AddressInfo;
  const caller = new AbortController();
  setTimeout(() => caller.abort(), 500);
  const answer = await uploadsOver(new RelayLine())({
    url: `http://127.0.0.1:${port}`,
    token: 'a.b.c',
    utteranceId: newUtteranceId(),
    sessionId: newSessionId(),
    laneId,
    priority: 'live',
    sound: { codec: 'pcm_s16le', bytes: new Uint8Array(684) },
    onSent: () => undefined,
    signal: caller.signal,
  });
  expect(answer).toMatchObject({ ok: false, failure: { code: 'relay-away' } });
});
