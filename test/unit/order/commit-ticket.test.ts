import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { laneIdSchema } from '../../../src/shared/ids.ts';
import { checkOrder, commitTicket } from '../../../src/shared/order/commit-ticket.ts';
import { mayMove } from '../../../src/shared/order/kitchen-move.ts';
import { missingChoices } from '../../../src/shared/order/missing-choices.ts';
import {
  dayAt,
  formatOrderNumber,
  LOCAL_PREFIX,
  nthPrefix,
} from '../../../src/shared/order/order-number.ts';
import {
  KITCHEN_STATUSES,
  orderIdSchema,
  orderSchema,
  type Order,
} from '../../../src/shared/order/order.ts';
import { reduceTicket } from '../../../src/shared/order/reduce-ticket.ts';
import type { Ticket } from '../../../src/shared/order/ticket.ts';
import { DEMO_MENU, freshTicket } from '../../support/demo-order.ts';

const menu = DEMO_MENU;
const context = { menu, newId: randomUUID };

function commit(ticket: Ticket) {
  return commitTicket(ticket, {
    orderId: orderIdSchema.parse(randomUUID()),
    orderNumber: 'B-001',
    laneId: laneIdSchema.parse('lane-1'),
    orderType: 'takeout',
    tender: { kind: 'card-simulator', tipCents: 0 },
    placedAtMs: 1_000,
    menu,
  });
}

const picked = fc.record({
  item: fc.constantFrom(...menu.items),
  quantity: fc.integer({ min: 1, max: 99 }),
  modifiers: fc.array(fc.nat(20), { maxLength: 3 }),
  options: fc.nat(5),
});

/** A ticket as staff would tap it, all required choices made. */
const tickets = fc.array(picked, { minLength: 1, maxLength: 12 }).map((taps) =>
  taps.reduce((ticket, { item, quantity, modifiers, options }) => {
    const choices = menu.choices
      .filter((choice) => item.choiceIds.includes(choice.id))
      .flatMap((choice) =>
        Array.from({ length: choice.min }, (_, at) => ({
          choiceId: choice.id,
          optionId: choice.options[(options + at) % choice.options.length]?.id ?? '',
        })),
      );
    const modifierIds = modifiers.flatMap((at) => item.modifierIds[at] ?? []);
    const selection = { itemId: item.id, quantity, modifierIds, choices };
    const added = reduceTicket(ticket, { kind: 'add-item', selection }, context);
    return added.ok ? added.value : ticket;
  }, freshTicket()),
);

function orderOf(ticket: Ticket): Order {
  const committed = commit(ticket);
  if (!committed.ok) throw new Error(committed.failure);
  return committed.value.order;
}

test('every ticket that staff can tap commits, and the relay agrees with the order to the cent', () => {
  fc.assert(
    fc.property(tickets, (ticket) => {
      const order = orderOf(ticket);
      expect(orderSchema.parse(order)).toEqual(order);
      expect(order.totals).toEqual(ticket.totals);
      expect(checkOrder(order, menu)).toEqual({ ok: true, value: undefined });
    }),
    { numRuns: 60 },
  );
});

test('no price, name or sum can be changed on the way', () => {
  const tampers: ((order: Order, by: number) => Order)[] = [
    (order, by) => ({
      ...order,
      totals: { ...order.totals, totalCents: order.totals.totalCents + by },
    }),
    (order, by) => ({
      ...order,
      totals: { ...order.totals, taxCents: order.totals.taxCents + by },
    }),
    (order, by) => ({
      ...order,
      lines: order.lines.map((line, at) =>
        at === 0 ? { ...line, unitPriceCents: line.unitPriceCents + by } : line,
      ),
    }),
    (order) => ({
      ...order,
      lines: order.lines.map((line) => ({ ...line, name: `${line.name}!` })),
    }),
    (order, by) => ({
      ...order,
      lines: order.lines.map((line) => ({
        ...line,
        modifiers: [...line.modifiers, { modifierId: 'gift', name: 'Gift', priceCents: -by }],
      })),
    }),
  ];
  fc.assert(
    fc.property(
      tickets,
      fc.constantFrom(...tampers),
      fc.integer({ min: 1, max: 999 }),
      (ticket, tamper, by) => {
        expect(checkOrder(tamper(orderOf(ticket), by), menu).ok).toBe(false);
      },
    ),
    { numRuns: 100 },
  );
});

test('a suggestion, a missing choice and an empty ticket are not committed', () => {
  expect(commit(freshTicket())).toEqual({ ok: false, failure: 'nothing-to-commit' });
  const asks = menu.items.find(
    (item) => missingChoices(menu, { itemId: item.id, choices: [] }).length > 0,
  );
  const selection = { itemId: asks?.id ?? '', quantity: 1, modifierIds: [], choices: [] };
  const asked = reduceTicket(freshTicket(), { kind: 'add-item', selection }, context);
  expect(asked.ok && commit(asked.value)).toEqual({ ok: false, failure: 'choice-required' });
  const unsure = asked.ok && {
    ...asked.value,
    lines: asked.value.lines.map((line) => ({ ...line, status: 'suggested' as const })),
  };
  expect(unsure && commit(unsure)).toEqual({ ok: false, failure: 'unconfirmed-lines' });
});

test('the day of an order is the restaurant’s, not the machine’s', () => {
  const justAfterMidnightUtc = Date.UTC(2026, 0, 2, 0, 30);
  expect(dayAt(justAfterMidnightUtc, 'America/New_York')).toBe('2026-01-01');
  expect(dayAt(justAfterMidnightUtc, 'No/Where')).toBe('2026-01-02');
});

test('the prefixes of two stations of a restaurant differ, and from those that stations make', () => {
  const prefixes = Array.from({ length: 2_000 }, (_, nth) => nthPrefix(nth));
  expect(prefixes.slice(0, 3)).toEqual(['A', 'B', 'C']);
  expect([prefixes[25], prefixes[26], prefixes[701], prefixes[702]]).toEqual([
    'Z',
    'AA',
    'ZZ',
    'AAAA',
  ]);
  expect(new Set(prefixes).size).toBe(prefixes.length);
  expect(prefixes.some((prefix) => LOCAL_PREFIX.test(prefix))).toBe(false);
  expect(orderSchema.shape.orderNumber.parse(formatOrderNumber('AAAA', 42))).toBe('AAAA-042');
});

test('the kitchen goes forward at will, back by one, and leaves the cancelled alone', () => {
  const moves = KITCHEN_STATUSES.flatMap((from) =>
    KITCHEN_STATUSES.filter((to) => mayMove(from, to)).map((to) => `${from} ${to}`),
  );
  expect(moves).toEqual([
    'new preparing',
    'new ready',
    'new completed',
    'preparing new',
    'preparing ready',
    'preparing completed',
    'ready preparing',
    'ready completed',
    'completed ready',
  ]);
});
