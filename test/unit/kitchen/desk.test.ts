/**
 * Any interleaving of two kitchen screens, a spool and a relay that comes, goes and loses answers: no screen shows an
 * order twice or loses one, and when all is quiet every screen and the relay say the same.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { KitchenBoard } from '../../../src/shared/kitchen/board.ts';
import { KitchenDesk } from '../../../src/shared/kitchen/kitchen-desk.ts';
import {
  EMPTY_MEMORY,
  ordersOf,
  withFeed,
  type KitchenMemory,
  type OwnOrder,
} from '../../../src/shared/kitchen/kitchen-memory.ts';
import {
  COURSE,
  mayMove,
  nextStatus,
  previousStatus,
} from '../../../src/shared/order/kitchen-move.ts';
import type { KitchenStatus, OrderId } from '../../../src/shared/order/order.ts';
import { fail, ok, type Result } from '../../../src/shared/result.ts';
import type { KitchenFeed, KitchenMove, KitchenOrder } from '../../../src/shared/wire/kitchen.ts';
import { greekOrder } from '../../support/greek-order.ts';

const NOW_MS = 1_000_000;

/** The relay's book, and calls that are under way to it: each is taken, then answered, when the test says so. */
class World {
  readonly book = new Map<OrderId, KitchenOrder>();
  readonly calls: (() => void)[] = [];
  isUp = true;
  losesAnswers = false;

  call<Answer>(act: () => Result<Answer, string>): Promise<Result<Answer, string>> {
    return new Promise((resolve) => {
      this.calls.push(() => {
        const answer = this.isUp ? act() : fail('relay-away');
        const arrives = this.isUp && this.losesAnswers ? fail('relay-away') : answer;
        this.calls.push(() => resolve(arrives));
      });
    });
  }

  feed(): KitchenFeed {
    return {
      orders: structuredClone([...this.book.values()]),
      openSinceMs: 0,
      nowMs: NOW_MS + 7_000,
    };
  }

  /** As the relay's book does it. */
  move(orderId: OrderId, { kitchenStatus, from }: KitchenMove): Result<undefined, string> {
    const entry = this.book.get(orderId);
    if (entry === undefined) return fail('not-found');
    if (entry.kitchenStatus === kitchenStatus) return ok(undefined);
    if (from !== undefined && from !== entry.kitchenStatus) return fail('moved-already');
    if (!mayMove(entry.kitchenStatus, kitchenStatus)) return fail('bad-request');
    this.book.set(orderId, { ...entry, kitchenStatus });
    return ok(undefined);
  }
}

class Screen {
  readonly world: World;
  readonly spool = new Map<OrderId, OwnOrder>();
  kept: KitchenMemory = EMPTY_MEMORY;
  shown: KitchenBoard | undefined;
  desk: KitchenDesk;

  constructor(world: World) {
    this.world = world;
    this.desk = this.open(EMPTY_MEMORY);
    this.desk.start();
  }

  /** A program that ends leaves behind what was kept. */
  open(memory: KitchenMemory): KitchenDesk {
    const { world } = this;
    const isAlive = () => this.desk === desk;
    const desk: KitchenDesk = new KitchenDesk({
      memory,
      own: () => [...this.spool.values()],
      ask: () => world.call(() => ok(world.feed())),
      send: (orderId, move) =>
        isAlive() ? world.call(() => world.move(orderId, move)) : new Promise(() => undefined),
      keepMoves: ({ moves }) => {
        if (isAlive()) this.kept = structuredClone({ ...this.kept, moves });
        return Promise.resolve(ok(undefined));
      },
      keepFeed: (kept) => {
        if (isAlive()) this.kept = structuredClone({ ...kept, moves: this.kept.moves });
      },
      onBoard: (board) => {
        if (isAlive()) this.check(board);
      },
      wallMs: () => NOW_MS,
      pause: () => {
        let end: () => void = () => undefined;
        const over = new Promise<void>((resolve) => {
          end = resolve;
          world.calls.push(resolve);
        });
        return { over, end };
      },
    });
    return desk;
  }

  restart(): void {
    this.desk = this.open(structuredClone(this.kept));
    this.desk.start();
  }

  check(board: KitchenBoard): void {
    const ids = board.orders.map(({ order }) => order.orderId);
    expect(new Set(ids).size, 'an order twice').toBe(ids.length);
    for (const orderId of this.spool.keys()) expect(ids, 'an own order lost').toContain(orderId);
    this.shown = board;
  }
}

const action = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('go' as const), which: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('place' as const), screen: fc.nat(1) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('deliver' as const), screen: fc.nat(1) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('move' as const),
      screen: fc.nat(1),
      order: fc.nat(4),
      isBack: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const), screen: fc.nat(1) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('relay' as const),
      isUp: fc.boolean(),
      losesAnswers: fc.boolean(),
    }),
  },
);

const settled = () => new Promise((resolve) => setImmediate(resolve));

function deliver({ spool, world: { book } }: Screen): void {
  for (const [orderId, own] of spool) {
    if (own.isDelivered) continue;
    const stamps = { receivedAtMs: NOW_MS, movedAtMs: NOW_MS };
    if (!book.has(orderId))
      book.set(orderId, { order: own.order, cancellations: [], kitchenStatus: 'new', ...stamps });
    spool.set(orderId, { ...own, isDelivered: true });
    return;
  }
}

async function play(world: World, screens: readonly Screen[], one: ActionValue): Promise<void> {
  const screen = 'screen' in one ? screens[one.screen] : undefined;
  switch (one.kind) {
    case 'go':
      world.calls.splice(one.which % Math.max(1, world.calls.length), 1)[0]?.();
      break;
    case 'place': {
      const order = greekOrder('menu-1', { placedAtMs: NOW_MS });
      screen?.spool.set(order.orderId, { order, cancellations: [], isDelivered: false });
      screen?.desk.ownChanged();
      break;
    }
    case 'deliver':
      if (screen !== undefined && world.isUp) deliver(screen);
      break;
    case 'move': {
      const orders = screen?.shown?.orders ?? [];
      const seen = orders[one.order % Math.max(1, orders.length)];
      if (seen === undefined) break;
      const step = one.isBack ? previousStatus : nextStatus;
      const to = step(seen.kitchenStatus);
      if (to !== undefined) await screen?.desk.move(seen.order.orderId, to);
      break;
    }
    case 'restart':
      screen?.restart();
      break;
    case 'relay':
      Object.assign(world, { isUp: one.isUp, losesAnswers: one.losesAnswers });
  }
}
type ActionValue = typeof action extends fc.Arbitrary<infer Value> ? Value : never;

it('shows each order once and loses none, and all agree in the end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 60 }), async (actions) => {
      const world = new World();
      const screens = [new Screen(world), new Screen(world)];
      for (const one of actions) {
        await play(world, screens, one);
        await settled();
      }
      Object.assign(world, { isUp: true, losesAnswers: false });
      for (let round = 0; round < 60; round += 1) {
        screens.forEach(deliver);
        for (const call of world.calls.splice(0)) call();
        await settled();
      }
      const truth = new Map([...world.book].map(([id, { kitchenStatus }]) => [id, kitchenStatus]));
      const placed = screens.flatMap(({ spool }) => [...spool.keys()]);
      expect([...truth.keys()].sort()).toEqual(placed.sort());
      for (const { shown } of screens) {
        const orders = shown?.orders ?? [];
        expect(new Map(orders.map((one) => [one.order.orderId, one.kitchenStatus]))).toEqual(truth);
        expect(shown).toMatchObject({ link: 'connected', waitingMoves: 0 });
      }
    }),
    { numRuns: 150 },
  );
});

it('a bump made while the relay is away arrives, whatever the order of calls', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...COURSE.slice(1)),
      fc.array(fc.nat(9), { maxLength: 30 }),
      async (to: KitchenStatus, order) => {
        const world = new World();
        world.isUp = false;
        const screen = new Screen(world);
        await play(world, [screen], { kind: 'place', screen: 0 });
        const [orderId] = screen.spool.keys();
        if (orderId === undefined) throw new Error('nothing was placed');
        expect(await screen.desk.move(orderId, to)).toEqual(ok(undefined));
        screen.restart();
        for (const which of order) await play(world, [screen], { kind: 'go', which });
        expect(screen.desk.board().orders[0]?.kitchenStatus).toBe(to);
        world.isUp = true;
        for (const which of order) await play(world, [screen], { kind: 'go', which });
        deliver(screen);
        for (let round = 0; round < 20; round += 1) {
          for (const call of world.calls.splice(0)) call();
          await settled();
        }
        expect(world.book.get(orderId)?.kitchenStatus).toBe(to);
      },
    ),
    { numRuns: 40 },
  );
});

it('an own order that is not in the feed has left the kitchen, unless it may only have had no room', () => {
  const ownAt = (placedAtMs: number): OwnOrder => ({
    order: greekOrder('menu-1', { placedAtMs }),
    cancellations: [],
    isDelivered: true,
  });
  const [older, newer] = [ownAt(NOW_MS - 5_000), ownAt(NOW_MS)];
  const feed = { orders: [], openSinceMs: NOW_MS + 4_000, nowMs: NOW_MS + 7_000 };
  const { memory } = withFeed(EMPTY_MEMORY, feed, [older, newer], NOW_MS);
  expect(ordersOf(memory, [older, newer], NOW_MS).map(({ order }) => order)).toEqual([older.order]);
});
