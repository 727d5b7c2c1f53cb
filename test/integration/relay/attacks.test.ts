import { createConnection } from 'node:net';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { RELAY_ISSUER } from '../../../src/shared/wire/http.ts';
import { STATION_PATH, SUBPROTOCOL } from '../../../src/shared/wire/protocol-version.ts';
import { RelayHarness } from './relay-harness.ts';
import { ScriptedBuildPanel } from './scripted-buildpanel.ts';
import { newUtterance, type Line, type Station } from './station-client.ts';

describe('an attacker', () => {
  let buildPanel: ScriptedBuildPanel;
  let relay: RelayHarness;
  let station: Station;

  beforeEach(async () => {
    buildPanel = new ScriptedBuildPanel();
    relay = await RelayHarness.open();
    await relay.start(await buildPanel.start());
    await relay.verdict('WEBSOCKET_PROXY_INTEGRATION');
    station = await relay.station();
  });

  afterEach(async () => {
    await relay.close();
    await buildPanel.stop();
  });

  it('with a token of no key, of another key or of another use is refused, and counted', async () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const claims = { restaurant: randomUUID(), lanes: ['lane-1'], bucket: 0 };
    const unsigned = new UnsecuredJWT({ ...claims, iss: RELAY_ISSUER, sub: station.stationId })
      .setAudience('buildpanel-station')
      .setExpirationTime('5m')
      .encode();
    const [head = '', , signature = ''] = station.token.split('.');
    const forgedClaims = Buffer.from(JSON.stringify(claims)).toString('base64url');
    const otherKey = await new SignJWT(claims)
      .setProtectedHeader(JSON.parse(Buffer.from(head, 'base64url').toString()) as { alg: string })
      .setIssuer(RELAY_ISSUER)
      .setAudience('buildpanel-station')
      .setSubject(station.stationId)
      .setExpirationTime('5m')
      .sign(privateKey);
    const assertion = await station.assertion();
    const forged = [unsigned, otherKey, assertion, `${head}.${forgedClaims}.${signature}`, 'a.b.c'];
    for (const token of forged) expect(await statusOf(relay.base, token)).toBe(401);
    expect(await relay.metric('refusals_total{code="bad-token"}')).toBe(forged.length);
    expect(buildPanel.guests()).toEqual([]);
  });

  it('can not take up the utterance of another station', async () => {
    const spoken = newUtterance();
    const own = await station.connect();
    own.start(spoken);
    own.frames(0, 10);
    await own.next('streaming_session_started');
    const before = buildPanel.guests().length;
    const foreign = await (await relay.station()).connect();
    foreign.resume(spoken);
    await foreign.next('fault');
    foreign.frames(10, 20);
    await foreign.next('fault', ({ code }) => code === 'unknown-stream');
    own.frames(10, 20);
    own.end(spoken, 20);
    const { result } = await own.next('streaming_complete');
    expect(result.finalTranscription).toBe('bytes:12800');
    expect(buildPanel.guests()).toHaveLength(before);
  });

  it('that sends the end of a handshake never does not keep stations out', async () => {
    const { port } = new URL(relay.base);
    const slow = Array.from({ length: 50 }, () => createConnection(Number(port), '127.0.0.1'));
    for (const socket of slow) {
      socket.on('error', () => undefined);
      socket.write(`GET ${STATION_PATH} HTTP/1.1\r\nHost: relay\r\nX-`);
    }
    const line = await station.connect();
    await answers(line);
    for (const socket of slow) socket.destroy();
  });
});

async function answers(line: Line): Promise<void> {
  line.send({ type: 'clock_probe', probeId: 1, sentAtUs: 0 });
  await line.next('clock_reply');
}

/** Of the answer to an upgrade with this token; 101 when it was let in. */
function statusOf(base: string, token: string): Promise<number> {
  const socket = new WebSocket(`${base.replace('http', 'ws')}${STATION_PATH}`, SUBPROTOCOL, {
    headers: { authorization: `Bearer ${token}` },
  });
  return new Promise((resolve, reject) => {
    socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.once('open', () => resolve(101));
    socket.once('error', reject);
  });
}
