import { describe, expect, it } from 'vitest';
import { newsOf } from '../../../src/shared/kitchen/board-news.ts';
import { allDay, columnsOf } from '../../../src/shared/kitchen/columns.ts';
import { cookLines, isAllergyNote } from '../../../src/shared/kitchen/cook-lines.ts';
import { settleMove } from '../../../src/shared/kitchen/settle-move.ts';
import { urgencyOf } from '../../../src/shared/kitchen/urgency.ts';
import type { KitchenStatus } from '../../../src/shared/order/order.ts';
import { boardOrder, cancellationOf } from '../../support/kitchen-order.ts';

const MINUTE = 60_000;
const nothingSeen = () => false;
const numbers = (orders: readonly { order: { orderNumber: string } }[]) =>
  orders.map(({ order }) => order.orderNumber);

describe('urgency', () => {
  it('a car waits less than a table before it is late', () => {
    const car = boardOrder({ of: { orderType: 'drive-thru' } });
    const table = boardOrder({ of: { orderType: 'dine-in' } });
    expect([1, 2, 4].map((at) => urgencyOf(car, at * MINUTE))).toEqual(['calm', 'soon', 'late']);
    expect([4, 8, 15].map((at) => urgencyOf(table, at * MINUTE))).toEqual(['calm', 'soon', 'late']);
  });
});

describe('columns', () => {
  it('what is due first stands first, whatever came first', () => {
    const table = boardOrder({ of: { orderNumber: 'A-001', orderType: 'dine-in' } });
    const car = boardOrder({
      of: { orderNumber: 'A-002', orderType: 'drive-thru' },
      receivedAtMs: 5 * MINUTE,
    });
    expect(numbers(columnsOf([table, car], nothingSeen).new)).toEqual(['A-002', 'A-001']);
  });

  it('more for an order stands right after it, and alone once it has gone on', () => {
    const first = boardOrder({ of: { orderNumber: 'B-001' } });
    const other = boardOrder({ of: { orderNumber: 'B-002' }, receivedAtMs: 1 });
    const addsTo = { orderId: first.order.orderId, orderNumber: 'B-001' };
    const more = boardOrder({ of: { orderNumber: 'B-003', addsTo }, receivedAtMs: 2 });
    expect(numbers(columnsOf([more, other, first], nothingSeen).new)).toEqual([
      'B-001',
      'B-003',
      'B-002',
    ]);
    const gone = { ...first, kitchenStatus: 'completed' } as const;
    expect(numbers(columnsOf([more, other, gone], nothingSeen).new)).toEqual(['B-002', 'B-003']);
  });

  it('orders that add to each other are shown all the same', () => {
    const [one, two] = [boardOrder(), boardOrder()];
    const addsTo = ({ order }: typeof one) => ({ orderId: order.orderId, orderNumber: 'A-001' });
    const a = { ...one, order: { ...one.order, addsTo: addsTo(two) } };
    const b = { ...two, order: { ...two.order, addsTo: addsTo(one) } };
    expect(columnsOf([a, b], nothingSeen).new).toHaveLength(2);
  });

  it('a cancelled order stays in sight until someone has seen it', () => {
    const placed = boardOrder({ kitchenStatus: 'cancelled' });
    const order = { ...placed, cancellations: [cancellationOf(placed.order, 2)] };
    expect(columnsOf([order], nothingSeen).new).toHaveLength(1);
    expect(columnsOf([order], () => true).new).toEqual([]);
  });
});

describe('lines', () => {
  it('what was cancelled is taken off what is to be made, and off the count of the day', () => {
    const placed = boardOrder();
    const order = { ...placed, cancellations: [cancellationOf(placed.order, 1)] };
    expect(cookLines(order)).toMatchObject([{ quantity: 2, cancelled: 1, toMake: 1 }]);
    expect(allDay([order, boardOrder(), boardOrder({ kitchenStatus: 'ready' })])).toEqual([
      { name: 'Greek Bowl', count: 3 },
    ]);
    const twice = {
      ...order,
      cancellations: [...order.cancellations, cancellationOf(placed.order, 2)],
    };
    expect(cookLines(twice)).toMatchObject([{ cancelled: 2, toMake: 0 }]);
  });

  it('an allergy is known by its word, in both languages', () => {
    const notes = ['NUT ALLERGY', 'allergic to egg', 'alergia al maní', 'celiac', 'coeliac'];
    expect(notes.every(isAllergyNote)).toBe(true);
    expect(['well done', 'no nuts', 'Cut in half'].some(isAllergyNote)).toBe(false);
  });
});

describe('moves', () => {
  const settle = (from: KitchenStatus, to: KitchenStatus, now: KitchenStatus) =>
    settleMove({ orderId: boardOrder().order.orderId, from, to, movedAtMs: 0 }, now);

  it('a late bump never pulls an order back', () => {
    expect(settle('new', 'preparing', 'new')).toEqual({ kind: 'send', to: 'preparing' });
    expect(settle('new', 'preparing', 'ready')).toEqual({ kind: 'done' });
    expect(settle('new', 'completed', 'ready')).toEqual({ kind: 'send', to: 'completed' });
  });

  it('a recall goes back step by step, and gives way to what others did meanwhile', () => {
    expect(settle('completed', 'preparing', 'completed')).toEqual({ kind: 'send', to: 'ready' });
    expect(settle('ready', 'preparing', 'completed')).toEqual({ kind: 'overtaken' });
    expect(settle('ready', 'preparing', 'new')).toEqual({ kind: 'done' });
  });

  it('nothing moves what is cancelled', () => {
    expect(settle('new', 'ready', 'cancelled')).toEqual({ kind: 'overtaken' });
  });

  it('a move that was taken back after it was sent is sent back, when it did arrive', () => {
    const { orderId } = boardOrder().order;
    const undone = { orderId, from: 'new', to: 'new', tried: 'preparing', movedAtMs: 0 } as const;
    expect(settleMove(undone, 'preparing')).toEqual({ kind: 'send', to: 'new' });
    expect(settleMove(undone, 'new')).toEqual({ kind: 'done' });
    expect(settleMove(undone, 'ready')).toEqual({ kind: 'done' });
  });
});

describe('news', () => {
  it('what is there at the start is no news; then each thing is told once', () => {
    const first = boardOrder();
    const start = newsOf(undefined, [first], 0);
    expect(start.news).toBeUndefined();
    const second = boardOrder({ receivedAtMs: 1_000 });
    const more = newsOf(start.told, [first, second], 1_000);
    expect(more.news).toBe('new');
    expect(newsOf(more.told, [first, second], 2_000).news).toBeUndefined();
    const late = newsOf(more.told, [first, second], 10 * MINUTE);
    expect(late.news).toBe('late');
    const off = { ...first, cancellations: [cancellationOf(first.order, 1)] };
    expect(newsOf(late.told, [off, second], 10 * MINUTE).news).toBe('cancelled');
  });

  it('a recalled order, and one that others have begun, are not announced', () => {
    const order = boardOrder();
    const begun = { ...order, kitchenStatus: 'preparing' } as const;
    const start = newsOf(undefined, [], 0);
    const seen = newsOf(start.told, [begun], 0);
    expect(seen.news).toBeUndefined();
    expect(newsOf(seen.told, [order], 0).news).toBeUndefined();
  });
});
