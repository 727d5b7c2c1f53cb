import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLOSE } from '../../../src/shared/wire/close-codes.ts';
import {
  TENANT_RATES,
  type Limited,
  type TenantRates,
} from '../../../src/relay/limits/tenant-limits.ts';
import { NO_LOAD, RelayHarness } from './relay-harness.ts';
import { ScriptedBuildPanel } from './scripted-buildpanel.ts';
import { newUtterance, wavOf } from './station-client.ts';

const NO_UPSTREAM = 'http://127.0.0.1:9';
const LITTLE = { burst: 5, perSecond: 0.01 };

function little(limited: Limited, whose: keyof TenantRates = 'station'): TenantRates {
  return { ...TENANT_RATES, [whose]: { ...TENANT_RATES[whose], [limited]: LITTLE } };
}

describe('a station that asks for more than it may', () => {
  let relay: RelayHarness;

  beforeEach(async () => {
    relay = await RelayHarness.open();
  });

  afterEach(() => relay.close());

  const start = (rates: TenantRates) => relay.start(NO_UPSTREAM, {}, {}, { rates });
  const exceeded = (limit: Limited, whose = 'station') =>
    relay.metric(`limits_exceeded_total{limit="${limit}",whose="${whose}"}`);

  it('of frames loses its connection, and has no more by coming again', async () => {
    await start(little('frames'));
    const station = await relay.station();
    const line = await station.connect();
    line.start(newUtterance());
    await line.next('streaming_session_started');
    line.frames(0, 10);
    expect(await line.closed).toBe(CLOSE.limitExceeded.code);
    const again = await station.connect();
    again.start(newUtterance());
    again.frames(0, 10);
    expect(await again.closed).toBe(CLOSE.limitExceeded.code);
    expect(await exceeded('frames')).toBeGreaterThanOrEqual(2);
  });

  it('of bytes loses its connection', async () => {
    await start({
      ...TENANT_RATES,
      station: { ...TENANT_RATES.station, bytes: { burst: 2_000, perSecond: 1 } },
    });
    const line = await (await relay.station()).connect();
    line.start(newUtterance());
    line.frames(0, 10);
    expect(await line.closed).toBe(CLOSE.limitExceeded.code);
    expect(await exceeded('bytes')).toBe(1);
  });

  it('of messages loses its connection, whatever is in them', async () => {
    await start(little('messages'));
    const line = await (await relay.station()).connect();
    for (let probeId = 0; probeId < 10; probeId += 1)
      line.send({ type: 'clock_probe', probeId, sentAtUs: 1 });
    expect(await line.closed).toBe(CLOSE.limitExceeded.code);
    expect(line.messages.filter(({ type }) => type === 'clock_reply')).toHaveLength(LITTLE.burst);
  });

  it('of sessions is told so for each, and keeps those that it has', async () => {
    await start(little('sessions'));
    const line = await (await relay.station()).connect();
    for (let index = 1; index <= 7; index += 1) line.start(newUtterance(), { streamNumber: index });
    await expect
      .poll(() => line.messages.filter(({ type }) => type === 'fault').length)
      .toBe(7 - LITTLE.burst);
    await line.next('fault', ({ code }) => code === 'limit-exceeded');
    expect(line.messages.filter(({ type }) => type === 'upload_wanted')).toHaveLength(LITTLE.burst);
  });

  it('of uploads or other calls is told when to come again', async () => {
    await start({
      ...TENANT_RATES,
      station: { ...TENANT_RATES.station, uploads: LITTLE, requests: LITTLE },
    });
    const station = await relay.station();
    for (let count = 0; count < LITTLE.burst; count += 1) {
      expect((await station.upload(newUtterance(), wavOf(5))).status).toBe(503);
      expect((await station.get('/v1/menu')).status).toBe(200);
    }
    const upload = await station.upload(newUtterance(), wavOf(5));
    expect(upload.status).toBe(429);
    expect(Number(upload.headers.get('retry-after'))).toBeGreaterThan(1);
    expect((await station.get('/v1/menu')).status).toBe(429);
  });

  it('shares its restaurant’s limit with the stations beside it', async () => {
    await start(little('requests', 'restaurant'));
    const [one, other] = [await relay.station(), await relay.station()];
    const statuses = [];
    for (let count = 0; count < 4; count += 1) {
      statuses.push((await one.get('/v1/menu')).status, (await other.get('/v1/menu')).status);
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(LITTLE.burst);
    expect(await exceeded('requests', 'restaurant')).toBe(3);
  });

  it('in one message beyond 8 kB is cut off', async () => {
    await start(TENANT_RATES);
    const line = await (await relay.station()).connect();
    line.socket.send('x'.repeat(9_000));
    expect(await line.closed).toBe(CLOSE.tooLarge.code);
  });

  it('behind a proxy is limited by its own address only where the proxy is trusted', async () => {
    const guess = (address: string) =>
      fetch(`${relay.base}/v1/enrol`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
        body: '{}',
      });
    const lastOf = async (addressOf: (index: number) => string) => {
      let status = 0;
      for (let index = 0; index < 12; index += 1) status = (await guess(addressOf(index))).status;
      return status;
    };
    await relay.start(NO_UPSTREAM);
    expect(await lastOf((index) => `9.9.9.${index}`)).toBe(429);
    await relay.stopRelay();
    await relay.start(NO_UPSTREAM, { trustedProxies: '127.0.0.1' });
    expect(await lastOf((index) => `9.9.9.${index}`)).toBe(400);
    expect(await lastOf(() => '8.8.8.8')).toBe(429);
  });

  it('that dribbles its request is cut off in seconds', async () => {
    await relay.start(NO_UPSTREAM);
    const socket = connect(Number(new URL(relay.base).port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write('GET /v1/station HTTP/1.1\r\nHost: x\r\n');
    const dribble = setInterval(() => socket.write('X-A: b\r\n'), 200);
    await new Promise((resolve) => socket.once('close', resolve));
    clearInterval(dribble);
  });
});

describe('a relay under pressure', () => {
  let relay: RelayHarness;
  let loopShare = 0;

  beforeEach(async () => {
    loopShare = 0;
    relay = await RelayHarness.open();
    const load = { read: () => ({ ...NO_LOAD, loopShare }), everyMs: 20 };
    await relay.start(NO_UPSTREAM, {}, {}, { load });
  });

  afterEach(() => relay.close());

  it('asks its stations for larger messages, and for small ones again', async () => {
    const station = await relay.station();
    const line = await station.connect();
    await line.next('send_options', ({ framesPerMessage }) => framesPerMessage === 1);
    loopShare = 0.75;
    await line.next('send_options', ({ framesPerMessage }) => framesPerMessage === 2);
    loopShare = 0.9;
    await line.next('send_options', ({ framesPerMessage }) => framesPerMessage === 3);
    const newcomer = await (await relay.station()).connect();
    await newcomer.next('send_options', ({ framesPerMessage }) => framesPerMessage === 3);
    expect(newcomer.messages.filter(({ type }) => type === 'send_options')).toHaveLength(1);
    loopShare = 0;
    await expect
      .poll(() => line.messages.findLast(({ type }) => type === 'send_options'))
      .toMatchObject({ framesPerMessage: 1 });
    expect(await relay.metric('relay_pressure_level')).toBe(0);
  });

  it('sends new stations away and serves on those that it has', async () => {
    const line = await (await relay.station()).connect();
    const late = await relay.station();
    loopShare = 0.99;
    await expect.poll(() => relay.metric('relay_pressure_level')).toBe(3);
    await expect(late.connect()).rejects.toThrow(/503/);
    expect((await fetch(`${relay.base}/readyz`)).status).toBe(503);
    line.start(newUtterance());
    await line.next('streaming_session_started');
    loopShare = 0;
    await expect.poll(() => relay.metric('relay_pressure_level'), { timeout: 5_000 }).toBe(0);
    await late.connect();
  });
});

describe('a relay that is told to go', () => {
  let buildPanel: ScriptedBuildPanel;
  let relay: RelayHarness;

  beforeEach(async () => {
    buildPanel = new ScriptedBuildPanel();
    relay = await RelayHarness.open();
    await relay.start(await buildPanel.start(), { drainS: 20 });
    await relay.verdict('WEBSOCKET_PROXY_INTEGRATION');
  });

  afterEach(async () => {
    await relay.close();
    await buildPanel.stop();
  });

  it('sends idle stations away at once, and who speaks when the words are there', async () => {
    const idle = await (await relay.station()).connect();
    const busy = await (await relay.station()).connect();
    const spoken = newUtterance();
    busy.start(spoken);
    await busy.next('streaming_session_started');
    busy.frames(0, 10);
    const drained = relay.drain();
    expect((await idle.next('go_away')).retryAfterMs).toBeGreaterThanOrEqual(1_000);
    expect(await idle.closed).toBe(CLOSE.goingAway.code);
    expect((await fetch(`${relay.base}/readyz`)).status).toBe(503);
    const late = await relay.station();
    await expect(late.connect()).rejects.toThrow(/503/);
    busy.frames(10, 20);
    busy.end(spoken, 20);
    expect((await busy.next('streaming_complete')).result.via).toBe('streaming');
    await busy.next('go_away');
    expect(await busy.closed).toBe(CLOSE.goingAway.code);
    await drained;
  });

  it('waits no longer than it may for who speaks on', async () => {
    await relay.stopRelay();
    await relay.start(`http://127.0.0.1:9`, { drainS: 0 });
    const line = await (await relay.station()).connect();
    await relay.drain();
    await relay.stopRelay();
    await line.next('go_away');
    expect(await line.closed).toBe(CLOSE.goingAway.code);
  });
});
