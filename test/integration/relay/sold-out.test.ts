import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { restaurantIdSchema } from '../../../src/shared/ids.ts';
import { problemSchema } from '../../../src/shared/wire/http.ts';
import { soldOutAnswerSchema, type SoldOutRequest } from '../../../src/shared/wire/sold-out.ts';
import { MENU_SOURCE, RelayHarness } from './relay-harness.ts';
import { describeWithEachStore } from './stores.ts';
import { Station } from './station-client.ts';

const NO_UPSTREAM = 'http://127.0.0.1:9';
const BOWL = { kind: 'item', itemId: '502' } as const;

describeWithEachStore('sold out', (newStore) => {
  let relay: RelayHarness;

  beforeEach(async () => {
    relay = await RelayHarness.open(await newStore());
    await relay.start(NO_UPSTREAM);
  });
  afterEach(() => relay.close());

  const said = (change: Partial<SoldOutRequest> = {}): SoldOutRequest => {
    const nowMs = Date.now();
    const state = { kind: 'sold-out' } as const;
    return {
      factId: randomUUID(),
      subject: BOWL,
      state,
      madeAtMs: nowMs,
      sentAtMs: nowMs,
      ...change,
    };
  };
  const post = (station: Station, request: SoldOutRequest) =>
    fetch(`${relay.base}/v1/sold-out`, {
      method: 'POST',
      headers: { authorization: `Bearer ${station.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(request),
    });
  const answer = async (station: Station, request: SoldOutRequest) =>
    soldOutAnswerSchema.parse(await (await post(station, request)).json()).fact;

  it('what one station says is at the other within two seconds, and at one that connects', async () => {
    const [one, two] = [await relay.station(), await relay.station()];
    const socket = await two.connect();
    const toldAtMs = Date.now();
    const fact = await answer(one, said());
    expect(await socket.next('sold_out')).toEqual({ type: 'sold_out', facts: [fact] });
    expect(Date.now() - toldAtMs).toBeLessThan(2_000);
    const third = await relay.station();
    const greeted = await third.connect();
    expect(await greeted.next('sold_out')).toEqual({ type: 'sold_out', facts: [fact] });
  });

  it('the same word twice is one, and a restart forgets nothing', async () => {
    const one = await relay.station();
    const request = said();
    const first = await answer(one, request);
    expect(await answer(one, request)).toEqual(first);
    await relay.stopRelay();
    await relay.start(NO_UPSTREAM);
    expect(await answer(one, request)).toEqual(first);
  });

  it('of two stations the later word counts, whatever their clocks say', async () => {
    const [one, two] = [await relay.station(), await relay.station()];
    const tomorrow = Date.now() + 86_400_000;
    await answer(one, said({ madeAtMs: tomorrow, sentAtMs: tomorrow }));
    const back = said({ state: { kind: 'on-sale' } });
    expect(await answer(two, back)).toMatchObject({ state: { kind: 'on-sale' } });
    // Said an hour ago at a till that was offline since.
    const old = said({ madeAtMs: tomorrow - 3_600_000, sentAtMs: tomorrow });
    expect(await answer(one, old)).toMatchObject({ state: { kind: 'on-sale' } });
  });

  it('one station’s next word counts, however long the first one took', async () => {
    const one = await relay.station();
    await answer(one, said());
    const nowMs = Date.now();
    const next = said({ state: { kind: 'on-sale' }, madeAtMs: nowMs - 5_000, sentAtMs: nowMs });
    expect(await answer(one, next)).toMatchObject({ state: { kind: 'on-sale' } });
  });

  it('no other restaurant hears of it, and what the menu does not have is refused', async () => {
    const one = await relay.station();
    const OTHER = restaurantIdSchema.parse('22222222-2222-2222-2222-222222222222');
    await relay.importMenu({
      ...MENU_SOURCE,
      restaurant: { ...MENU_SOURCE.restaurant, id: OTHER },
    });
    const stranger = await new Station(relay.base).join(await relay.code({ of: OTHER }));
    const socket = await stranger.connect();
    await answer(one, said());
    const unknown = await post(one, said({ subject: { kind: 'item', itemId: 'nothing' } }));
    expect([unknown.status, problemSchema.parse(await unknown.json()).code]).toEqual([
      422,
      'item-unknown',
    ]);
    expect((await post(one, { ...said(), factId: 'x' })).status).toBe(400);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(socket.messages.filter(({ type }) => type === 'sold_out')).toEqual([]);
  });
});
