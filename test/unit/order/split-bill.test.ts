/** A bill in parts: whatever the guests agree on, their payments are its total, and its tax is in them once. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeDue, checkEvent } from '../../../src/shared/order/check-event.ts';
import { WAYS_BACK, type OrderEvent } from '../../../src/shared/order/order-event.ts';
import type { Order } from '../../../src/shared/order/order.ts';
import {
  balanceOf,
  refundCents,
  sharesBack,
  unitsLeft,
  waysBack,
  waysOf,
} from '../../../src/shared/order/refund.ts';
import {
  evenPlan,
  partOf,
  settlementsOf,
  taxShares,
  unitsToPay,
  type WantedPart,
} from '../../../src/shared/order/split-bill.ts';
import { anyOrder, refunded, settled } from '../../support/any-order.ts';
import { greekOrder } from '../../support/greek-order.ts';

const CASH = { kind: 'cash', tenderedCents: 10_000_000, tipCents: 0 } as const;
const CARD = { kind: 'card-simulator', tipCents: 0 } as const;

const bill = greekOrder('one', { tender: { kind: 'pay-later' } });
const [bowls] = bill.lines;
if (bowls === undefined) throw new Error('no line');
const oneBowl = [{ lineId: bowls.lineId, quantity: 1 }];

function paid(
  order: Order,
  earlier: readonly OrderEvent[],
  wanted: WantedPart,
  tender: Order['tender'] = CARD,
) {
  const part = partOf(order, earlier, wanted);
  if (!part.ok) throw new Error(part.failure);
  return settled(order, tender, part.value);
}

function amounts(events: readonly OrderEvent[]) {
  return settlementsOf(events).map(({ part }) => part?.amountCents);
}

/** A number of parts, which lines, an amount or a refund: what a cashier may be asked for next. */
const step = fc.record({
  kind: fc.constantFrom('even' as const, 'lines' as const, 'amount' as const, 'refund' as const),
  pick: fc.nat(1_000),
  way: fc.constantFrom(...WAYS_BACK),
});
type Step = {
  kind: 'even' | 'lines' | 'amount' | 'refund';
  pick: number;
  way: (typeof WAYS_BACK)[number];
};

function happening(order: Order, events: readonly OrderEvent[], { kind, pick, way }: Step) {
  const units = kind === 'refund' ? unitsLeft(order, events) : unitsToPay(order, events);
  const open = [...units].filter(([, quantity]) => quantity > 0);
  const [lineId, most] = open[pick % Math.max(1, open.length)] ?? [];
  const lines =
    lineId === undefined || most === undefined ? [] : [{ lineId, quantity: 1 + (pick % most) }];
  if (kind === 'refund') {
    const amount = refundCents(order, events, lines);
    if (!amount.ok || lines.length === 0) return undefined;
    const back = sharesBack(order, events, { amountCents: amount.value, firstBy: way });
    return refunded(order, lines, { amountCents: amount.value, ...back });
  }
  const wanted: WantedPart =
    kind === 'even'
      ? { kind, of: 2 + (pick % 5) }
      : kind === 'lines'
        ? { kind, lines }
        : { kind, amountCents: 1 + pick * 97 };
  const part = partOf(order, events, wanted);
  if (!part.ok) return undefined;
  const cash = { ...CASH, tenderedCents: part.value.amountCents };
  return settled(order, pick % 2 === 0 ? cash : CARD, part.value);
}

test('payments and refunds in any order add up to the total, each way to the cent', () => {
  fc.assert(
    fc.property(anyOrder, fc.array(step, { maxLength: 12 }), (order, steps) => {
      const events: OrderEvent[] = [];
      const add = (event: OrderEvent) => {
        expect(checkEvent(order, events, event)).toEqual({ ok: true, value: undefined });
        events.push(event);
      };
      for (const one of steps) {
        const event = happening(order, events, one);
        if (event !== undefined) add(event);
      }
      if (balanceOf(order, events).dueCents > 0) add(settled(order, CARD));
      const { dueCents, paidCents, refundedCents } = balanceOf(order, events);
      const given = events.flatMap((event) => (event.kind === 'refunded' ? waysOf(event) : []));
      const offTheBill = sum(given.filter(({ by }) => by === 'not-paid-yet'));
      expect(dueCents).toBe(0);
      expect(paidCents).toBe(order.totals.totalCents - offTheBill);
      expect(refundedCents).toBe(sum(given) - offTheBill);
      const rest = [...unitsLeft(order, events)].flatMap(([lineId, quantity]) =>
        quantity > 0 ? [{ lineId, quantity }] : [],
      );
      if (rest.length > 0) {
        const amount = refundCents(order, events, rest);
        if (!amount.ok) throw new Error(amount.failure);
        const { value: amountCents } = amount;
        add(refunded(order, rest, { amountCents, ...sharesBack(order, events, { amountCents }) }));
      }
      expect(balanceOf(order, events).netCents).toBe(0);
      expect(sum(waysBack(order, events))).toBe(0);
    }),
  );
});

function sum(shares: readonly { readonly amountCents: number }[]): number {
  return shares.reduce((all, { amountCents }) => all + amountCents, 0);
}

test('an even split differs by a cent at most, larger parts first, and its tax is the order’s', () => {
  fc.assert(
    fc.property(anyOrder, fc.integer({ min: 2, max: 20 }), (order, of) => {
      fc.pre(order.totals.totalCents >= of);
      const events: OrderEvent[] = [];
      for (let guest = 0; guest < of; guest += 1)
        events.push(paid(order, events, { kind: 'even', of }));
      const cents = amounts(events).map((one) => one ?? 0);
      expect(cents).toEqual(cents.toSorted((a, b) => b - a));
      expect((cents[0] ?? 0) - (cents.at(-1) ?? 0)).toBeLessThanOrEqual(1);
      expect(cents.reduce((a, b) => a + b, 0)).toBe(order.totals.totalCents);
      const tax = taxShares(order, settlementsOf(events)).reduce((a, b) => a + b, 0);
      expect(tax).toBe(order.totals.taxCents);
    }),
  );
});

test('a begun even split goes on where it was', () => {
  const ten = { ...bill, totals: { ...bill.totals, totalCents: 1_000 } };
  const first = paid(ten, [], { kind: 'even', of: 3 });
  expect(evenPlan([first])).toEqual({ next: 2, of: 3 });
  const second = paid(ten, [first], { kind: 'even', of: 3 });
  const third = paid(ten, [first, second], { kind: 'even', of: 3 });
  expect(amounts([first, second, third])).toEqual([334, 333, 333]);
  expect(evenPlan([first, second, third])).toBeUndefined();
});

test('who takes the last lines pays what is left', () => {
  const first = paid(bill, [], { kind: 'lines', lines: oneBowl });
  expect(first.part?.amountCents).toBe(1_512);
  expect(unitsToPay(bill, [first]).get(bowls.lineId)).toBe(1);
  const some = settled(bill, CARD, { kind: 'amount', amountCents: 500 });
  const last = paid(bill, [first, some], { kind: 'lines', lines: oneBowl });
  expect(last.part?.amountCents).toBe(1_012);
  expect(partOf(bill, [first, last], { kind: 'lines', lines: oneBowl }).ok).toBe(false);
});

test('a part is refused that is another amount, more than the bill, or not paid in full', () => {
  const over = settled(bill, CARD, { kind: 'amount', amountCents: 3_025 });
  const cheap = settled(bill, CARD, { kind: 'even', amountCents: 1_000, number: 1, of: 3 });
  const late = settled(bill, CARD, { kind: 'even', amountCents: 1_008, number: 2, of: 3 });
  const lines = settled(bill, CARD, { kind: 'lines', amountCents: 1_511, lines: oneBowl });
  const part = { kind: 'amount', amountCents: 1_000 } as const;
  const short = settled(bill, { ...CASH, tenderedCents: 999 }, part);
  for (const event of [over, cheap, late, lines, short]) {
    expect(checkEvent(bill, [], event)).toMatchObject({ failure: 'totals-differ' });
  }
  const enough = settled(bill, { ...CASH, tenderedCents: 1_500, tipCents: 200 }, part);
  expect(checkEvent(bill, [], enough).ok).toBe(true);
  expect(changeDue(bill, [], enough)).toBe(300);
});

test('money goes back the ways it came, the chosen one first, and none gives more than it took', () => {
  const events = [
    paid(bill, [], { kind: 'amount', amountCents: 1_000 }, CARD),
    settled(bill, CASH, { kind: 'amount', amountCents: 1_500 }),
  ];
  expect(waysBack(bill, events)).toEqual([
    { by: 'not-paid-yet', amountCents: 524 },
    { by: 'card-simulator', amountCents: 1_000 },
    { by: 'cash', amountCents: 1_500 },
  ]);
  expect(sharesBack(bill, events, { amountCents: 1_512, firstBy: 'cash' })).toEqual({
    by: 'cash',
    alsoBy: [{ by: 'not-paid-yet', amountCents: 12 }],
  });
  const tooMuch = refunded(bill, oneBowl, { amountCents: 1_512, by: 'card-simulator' });
  expect(checkEvent(bill, events, tooMuch)).toMatchObject({ failure: 'totals-differ' });
});
