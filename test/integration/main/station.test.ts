/** The whole station but its window and its microphone, against a real relay. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { laneIdSchema } from '../../../src/shared/ids.ts';
import type { StationSnapshot } from '../../../src/shared/ipc/views.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { RelayHarness } from '../relay/relay-harness.ts';
import { ScriptedBuildPanel } from '../relay/scripted-buildpanel.ts';
import { LANE, RESOURCES, TestStation } from './test-station.ts';

const linesOf = ({ tickets }: StationSnapshot) =>
  tickets.flatMap(({ ticket }) =>
    ticket.lines.map(({ name, quantity, unitPriceCents, status }) => ({
      name,
      quantity,
      unitPriceCents,
      status,
    })),
  );

describe('a station and its relay', () => {
  let buildPanel: ScriptedBuildPanel;
  let upstreamUrl: string;
  let relay: RelayHarness;
  let station: TestStation | undefined;

  beforeEach(async () => {
    buildPanel = new ScriptedBuildPanel();
    buildPanel.script.words = 'two greek bowls';
    upstreamUrl = await buildPanel.start();
    relay = await RelayHarness.open();
    await relay.start(upstreamUrl);
  });

  afterEach(async () => {
    await station?.stop();
    station = undefined;
    await relay.close();
    await buildPanel.stop();
  });

  test('enrolled with a code from the command line it has lanes, names and the menu of its restaurant', async () => {
    const config = { relayUrl: relay.base, enrolCode: await relay.code() };
    station = await TestStation.start(await tempFolder(), config);
    const snapshot = await station.until(
      ({ menuSource, connection }) => menuSource === 'restaurant' && connection.state === 'online',
    );
    expect(snapshot.station).toMatchObject({ name: 'Station', restaurantName: 'Test Kitchen' });
    expect(snapshot.lanes.map(({ laneId }) => laneId)).toEqual(['lane-1']);
    expect(snapshot.menu.items.map(({ name }) => name)).toEqual(['Greek Bowl']);
    expect(snapshot.notices.map(({ kind }) => kind)).toEqual(['information']);
  });

  test('never enrolled and alone it sells at a counter, and the orders go out once it is enrolled', async () => {
    const folder = await tempFolder();
    const source: unknown = JSON.parse(await readFile(join(RESOURCES, 'demo-menu.json'), 'utf8'));
    await relay.importMenu(z.record(z.string(), z.unknown()).parse(source));
    const laneId = laneIdSchema.parse('counter');
    const sell = async ({ handlers }: TestStation) => {
      const selection = { itemId: '103', quantity: 1, modifierIds: [], choices: [] };
      await handlers.applyTicketCommand({ laneId, command: { kind: 'add-item', selection } });
      return handlers.commitTicket({ laneId, tender: { kind: 'card-simulator', tipCents: 0 } });
    };
    station = await TestStation.start(folder, {});
    const alone = await station.snapshot();
    expect(alone.lanes).toMatchObject([{ laneId: 'counter', name: 'Counter' }]);
    expect(await sell(station)).toMatchObject({ ok: true, value: { delivery: 'waiting' } });
    await station.stop();

    station = await TestStation.start(folder, { relayUrl: relay.base });
    expect(await sell(station)).toMatchObject({ ok: true });
    const numbers = (await station.snapshot()).orders.map(({ order }) => order.orderNumber);
    expect(numbers.map((number) => number.replace(/^L[A-Z]{2}/, 'L'))).toEqual(['L-002', 'L-001']);
    await station.handlers.enrol({ code: await relay.code() });
    const enrolled = await station.until(
      ({ orders, lanes, menuSource, connection }) =>
        menuSource === 'restaurant' &&
        connection.state === 'online' &&
        lanes[0]?.laneId === 'lane-1' &&
        orders.every(({ delivery }) => delivery === 'delivered'),
    );
    expect(enrolled.tickets.map((ticket) => ticket.laneId)).toEqual(['lane-1']);
    const book = await relay.db.selectFrom('orders').select('order_id').execute();
    expect(book).toHaveLength(2);
  });

  test('what is said becomes suggestions on the ticket, at the prices of the menu', async () => {
    await relay.verdict('WEBSOCKET_PROXY_INTEGRATION');
    const config = { relayUrl: relay.base, enrolCode: await relay.code() };
    station = await TestStation.start(await tempFolder(), config);
    await station.until(({ menuSource }) => menuSource === 'restaurant');
    await station.speak();
    const snapshot = await station.until((now) => linesOf(now).length > 0);
    expect(linesOf(snapshot)).toEqual([
      { name: 'Greek Bowl', quantity: 2, unitPriceCents: 1_400, status: 'suggested' },
    ]);
    expect(snapshot.tickets[0]?.ticket.totals.totalCents).toBe(3_024);
    expect(station.pushed).toContain('onTicket');

    expect(await station.handlers.nextGuest({ laneId: LANE })).toEqual({ ok: true });
    await station.speak();
    const next = await station.until((now) => linesOf(now).length > 0);
    expect(next.tickets[0]?.ticket.sessionId).not.toBe(snapshot.tickets[0]?.ticket.sessionId);
  });

  test('started again without its relay it knows its lanes and menu, and takes orders by touch', async () => {
    const folder = await tempFolder();
    station = await TestStation.start(folder, {
      relayUrl: relay.base,
      enrolCode: await relay.code(),
    });
    await station.until(({ menuSource }) => menuSource === 'restaurant');
    await station.stop();
    await relay.stopRelay();

    station = await TestStation.start(folder, {});
    const selection = { itemId: '502', quantity: 1, modifierIds: [], choices: [] };
    const touched = await station.handlers.applyTicketCommand({
      laneId: LANE,
      command: { kind: 'add-item', selection },
    });
    expect(touched.ok).toBe(true);
    const snapshot = await station.until(({ connection }) => connection.state === 'offline');
    expect(snapshot).toMatchObject({
      station: { restaurantName: 'Test Kitchen' },
      menuSource: 'restaurant',
      lanes: [{ laneId: 'lane-1' }],
    });
    expect(linesOf(snapshot)).toMatchObject([{ name: 'Greek Bowl', status: 'confirmed' }]);
  });

  test('words spoken while the relay is away are delivered once when it is back', async () => {
    const folder = await tempFolder();
    const port = Number(new URL(relay.base).port);
    const config = { relayUrl: relay.base };
    station = await TestStation.start(folder, { ...config, enrolCode: await relay.code() });
    await station.until(({ connection }) => connection.state === 'online');
    await relay.stopRelay();
    await station.until(({ connection }) => connection.state !== 'online');
    await station.speak();
    await station.until(({ spool }) => spool.waiting === 1);
    await station.stop();

    station = await TestStation.start(folder, config);
    await relay.start(upstreamUrl, { port });
    const snapshot = await station.until((now) => linesOf(now).length > 0);
    expect(linesOf(snapshot)).toMatchObject([{ name: 'Greek Bowl', quantity: 2 }]);
    await station.until(({ spool }) => spool.waiting === 0);
    expect(linesOf(await station.snapshot())).toHaveLength(1);
  });

  test('a code is refused with its reason, and costs the station nothing', async () => {
    const used = await relay.code();
    const folders = [await tempFolder(), await tempFolder()];
    station = await TestStation.start(folders[0] ?? '', { relayUrl: relay.base });
    const enrol = (code: string) => station?.handlers.enrol({ code });
    expect(await enrol('nonsense')).toEqual({ ok: false, failure: 'code-malformed' });
    expect(await enrol('AAAA-BBBB-CCCC')).toMatchObject({ ok: false, failure: 'code-unknown' });
    const expired = await relay.code({ expiresInMs: -1_000 });
    expect(await enrol(expired)).toEqual({ ok: false, failure: 'code-expired' });
    expect((await station.snapshot()).connection).toEqual({ state: 'not-enrolled' });
    expect(await enrol(used.toLowerCase().replaceAll('-', ' '))).toMatchObject({ ok: true });
    await station.stop();

    station = await TestStation.start(folders[1] ?? '', { relayUrl: relay.base });
    expect(await enrol(used)).toEqual({ ok: false, failure: 'code-used' });
  });

  test('a station that was shut out listens again once it is enrolled anew', async () => {
    station = await TestStation.start(await tempFolder(), { relayUrl: relay.base });
    await station.handlers.enrol({ code: await relay.code() });
    await station.until(({ connection }) => connection.state === 'online');
    for (const { stationId } of await relay.stations.all()) {
      await relay.stations.revoke(stationId, Date.now());
    }
    await station.until(({ connection }) => connection.state === 'stopped');
    expect(await station.handlers.enrol({ code: await relay.code() })).toMatchObject({ ok: true });
    await station.until(({ connection }) => connection.state === 'online');
  });

  test('a station whose secrets can not be opened takes orders by touch, and says why it is deaf', async () => {
    const folder = await tempFolder();
    const config = { relayUrl: relay.base };
    station = await TestStation.start(folder, { ...config, enrolCode: await relay.code() });
    await station.until(({ menuSource }) => menuSource === 'restaurant');
    await station.stop();

    const code = await relay.code();
    const locked = { ...config, credentials: { kind: 'keyring' }, enrolCode: code } as const;
    station = await TestStation.start(folder, locked);
    const selection = { itemId: '502', quantity: 1, modifierIds: [], choices: [] };
    const command = { kind: 'add-item', selection } as const;
    expect((await station.handlers.applyTicketCommand({ laneId: LANE, command })).ok).toBe(true);
    const { lanes, notices } = await station.snapshot();
    expect(lanes.map(({ device }) => device.state)).toEqual(['absent']);
    expect(notices.map(({ noticeId }) => noticeId)).toContain('credentials');
    await station.stop();

    station = await TestStation.start(folder, config);
    await station.until(({ connection }) => connection.state === 'online');
  });

  test('an identity that can not be read means enrolling again, and is kept', async () => {
    const folder = await tempFolder();
    const config = { relayUrl: relay.base };
    station = await TestStation.start(folder, { ...config, enrolCode: await relay.code() });
    await station.until(({ connection }) => connection.state === 'online');
    await station.stop();
    await writeFile(join(folder, 'station-identity.json'), 'not sealed');

    station = await TestStation.start(folder, { ...config, enrolCode: await relay.code() });
    const snapshot = await station.until(({ connection }) => connection.state === 'online');
    expect(snapshot.notices.map(({ noticeId }) => noticeId)).toContain('set-aside-identity');
  });
});

test('a station that nobody has told its relay says so', async () => {
  const station = await TestStation.start(await tempFolder(), {});
  const { connection, notices } = await station.snapshot();
  expect(connection).toEqual({ state: 'not-enrolled' });
  expect(notices.map(({ noticeId }) => noticeId)).toContain('relay');
  expect(await station.handlers.enrol({ code: 'AAAA-BBBB-CCCC' })).toEqual({
    ok: false,
    failure: 'relay-away',
  });
  await station.stop();
});
