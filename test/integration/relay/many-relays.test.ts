/** Two relays on one PostgreSQL behind a TCP balancer, and that PostgreSQL going away. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { stationIdSchema } from '../../../src/shared/ids.ts';
import { CLOSE } from '../../../src/shared/wire/close-codes.ts';
import { configAnswerSchema, orderAnswerSchema } from '../../../src/shared/wire/http.ts';
import { GLOBAL_SCOPE } from '../../../src/relay/streaming-flags.ts';
import { greekOrder } from '../../support/greek-order.ts';
import { postgresPrograms, PostgresServer } from '../../support/postgres-server.ts';
import { TcpBalancer } from '../../support/tcp-balancer.ts';
import { MENU_SOURCE, RelayHarness } from './relay-harness.ts';
import { ScriptedBuildPanel } from './scripted-buildpanel.ts';
import { newUtterance, wavOf, type Station } from './station-client.ts';

describe.skipIf(postgresPrograms() === undefined)('two relays on one store', () => {
  let server: PostgresServer;
  let buildPanel: ScriptedBuildPanel;
  let first: RelayHarness;
  let second: RelayHarness;

  beforeAll(async () => {
    server = await PostgresServer.start();
  });
  afterAll(() => server.stop());

  beforeEach(async () => {
    buildPanel = new ScriptedBuildPanel();
    const url = await buildPanel.start();
    first = await RelayHarness.open(await server.newDatabase());
    await first.start(url);
    second = await RelayHarness.beside(first);
    await second.start(url);
    await first.verdict('WEBSOCKET_PROXY_INTEGRATION');
    await second.verdict('WEBSOCKET_PROXY_INTEGRATION');
  });
  afterEach(async () => {
    await second.close();
    await first.close();
    await buildPanel.stop();
  });

  const post = (base: string, { token }: Station, path: string, body: object) =>
    fetch(`${base}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it('a station goes on at the other with what it has on disk, and no result is made twice', async () => {
    const station = await first.station();
    const cut = await station.connect();
    const spoken = newUtterance();
    cut.start(spoken);
    await cut.next('streaming_session_started');
    cut.frames(0, 20);
    cut.cut();
    station.base = second.base;
    const line = await station.connect();
    line.resume(spoken);
    expect((await line.next('upload_wanted')).reason).toBe('utterance-unknown');
    const uploaded = await station.upload(spoken, wavOf(40));
    expect(uploaded.status).toBe(200);
    const asked = buildPanel.guests().length;
    station.base = first.base;
    const back = await station.connect();
    back.resume(spoken);
    const { result } = await back.next('streaming_complete');
    expect(result).toEqual(await uploaded.json());
    expect(buildPanel.guests()).toHaveLength(asked);
  });

  it('what is done at one counts at the other within two seconds', async () => {
    const [here, there] = [await first.station(), await second.station()];
    const line = await there.connect();
    const saidAtMs = Date.now();
    const nowMs = Date.now();
    const fact = {
      factId: randomUUID(),
      subject: { kind: 'item', itemId: '502' },
      state: { kind: 'sold-out' },
      madeAtMs: nowMs,
      sentAtMs: nowMs,
    };
    expect((await post(first.base, here, '/v1/sold-out', fact)).status).toBe(200);
    expect((await line.next('sold_out')).facts).toMatchObject([{ origin: here.stationId }]);
    await first.importMenu({
      ...MENU_SOURCE,
      items: MENU_SOURCE.items.map((item) => ({ ...item, priceCents: 1 })),
    });
    await line.next('config_changed');
    const off = { isStreamingEnabled: false };
    await first.flags.set(GLOBAL_SCOPE, off, { actor: 'a test', reason: 'kill' }, Date.now());
    await expect
      .poll(async () => {
        const config = configAnswerSchema.parse(await (await there.get('/v1/config')).json());
        return config.streaming.enabled;
      })
      .toBe(false);
    await first.stations.revoke(stationIdSchema.parse(there.stationId), Date.now());
    expect(await line.closed).toBe(CLOSE.revoked.code);
    expect(Date.now() - saidAtMs).toBeLessThan(8_000);
  });

  it('a token of one is good at the other, an assertion that one took is not', async () => {
    const station = await first.station();
    station.base = second.base;
    expect((await station.get('/v1/menu')).status).toBe(200);
    station.base = first.base;
    const assertion = await station.assertion();
    expect((await station.requestToken(assertion)).status).toBe(200);
    station.base = second.base;
    expect((await station.requestToken(assertion)).status).toBe(401);
  });

  it('an order sent to both at once is in the book once', async () => {
    const station = await first.station();
    const config = configAnswerSchema.parse(await (await station.get('/v1/config')).json());
    const order = greekOrder(config.menuVersion);
    const bases = [first.base, second.base, first.base, second.base];
    const answers = await Promise.all(
      bases.map(async (base) => {
        const response = await post(base, station, '/v1/orders', order);
        return orderAnswerSchema.parse(await response.json()).isRepeated;
      }),
    );
    expect(answers.sort()).toEqual([false, true, true, true]);
    expect(await first.db.selectFrom('orders').select('order_id').execute()).toHaveLength(1);
  });

  it('a relay that has another key is refused by the store', async () => {
    const stranger = await RelayHarness.open(first.server);
    await expect(stranger.start('http://127.0.0.1:9')).rejects.toThrow(/relay\.key/);
    await stranger.close();
  });

  it('a relay that is drained leaves its place to the other behind the balancer', async () => {
    const balancer = await TcpBalancer.start(
      [first.base, second.base].map((base) => Number(new URL(base).port)),
    );
    const station = await first.station();
    station.base = balancer.url;
    const lines = [await station.connect()];
    await first.drain();
    for (let count = 0; count < 4; count += 1) lines.push(await station.connect());
    const last = lines.at(-1);
    const spoken = newUtterance();
    last?.start(spoken);
    await last?.next('streaming_session_started');
    await first.stopRelay();
    last?.frames(0, 20);
    last?.end(spoken, 20);
    expect((await last?.next('streaming_complete'))?.result.utteranceId).toBe(spoken.utteranceId);
    await balancer.stop();
  });

  it('speech goes on while the database is away, and what was said is stored when it is back', async () => {
    const station = await first.station();
    const line = await station.connect();
    await server.kill();
    const spoken = [newUtterance(), newUtterance()];
    for (const [nth, one] of spoken.entries()) {
      line.start(one, { streamNumber: nth + 1 });
      line.frames(0, 20, { streamNumber: nth + 1 });
      line.end(one, 20, { streamNumber: nth + 1 });
      const { result } = await line.next(
        'streaming_complete',
        (message) => message.result.utteranceId === one.utteranceId,
      );
      expect(result.via).toBe('streaming');
    }
    expect((await fetch(`${first.base}/readyz`)).status).toBe(200);
    await station.renew();
    await (await station.connect()).next('send_options');
    await server.startAgain();
    const stored = async () => {
      const rows = await second.db.selectFrom('results').select('utterance_id').execute();
      return rows.map(({ utterance_id }) => utterance_id).sort();
    };
    await expect
      .poll(() => stored().catch(() => []), { timeout: 10_000 })
      .toEqual(spoken.map(({ utteranceId }) => utteranceId).sort());
    await expect
      .poll(async () => (await first.db.selectFrom('utterances').selectAll().execute()).length, {
        timeout: 10_000,
      })
      .toBe(2);
    station.base = second.base;
    const elsewhere = await station.connect();
    elsewhere.resume(spoken[0] ?? newUtterance());
    await elsewhere.next('streaming_complete');
  });
});
