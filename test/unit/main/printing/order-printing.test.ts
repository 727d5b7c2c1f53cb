import { expect, test } from 'vitest';
import { OrderPrinting } from '../../../../src/main/order-printing.ts';
import type { PrintRequest } from '../../../../src/main/printing/printing.ts';
import type { OrderView } from '../../../../src/shared/ipc/views.ts';
import { orderEventSchema } from '../../../../src/shared/order/order-event.ts';
import { balanceOf } from '../../../../src/shared/order/refund.ts';
import type { Order } from '../../../../src/shared/order/order.ts';
import type { PrintingSetup } from '../../../../src/shared/printing/printing-setup.ts';
import { ok } from '../../../../src/shared/result.ts';
import { plainPaper } from '../../../support/plain-paper.ts';
import { KATE, LINES, printedOrder, RESTAURANT } from '../../../support/printed-order.ts';
import { at, setupWith } from '../../../support/printing-fixture.ts';

const PLACED_AT_MS = printedOrder().placedAtMs;
const FULL = setupWith(at(9_100), at(9_101));

function open(change: Partial<PrintingSetup> = {}) {
  const pages: PrintRequest[] = [];
  const waits: { run: () => void; isCancelled: boolean }[] = [];
  let kicks = 0;
  let wallMs = PLACED_AT_MS;
  const rules = new OrderPrinting({
    receiptNotice: () => undefined,
    printing: {
      setup: { ...FULL, ...change },
      stateOf: (key) => (pages.some((page) => page.key === key) ? 'printed' : 'unknown'),
      queue: (page) => {
        const isKnown = page.key !== undefined && pages.some(({ key }) => key === page.key);
        if (!isKnown) pages.push(page);
        return Promise.resolve(ok(undefined));
      },
      kickDrawer: () => {
        kicks += 1;
        return Promise.resolve(ok(undefined));
      },
    },
    restaurant: () => ({ ...RESTAURANT, id: 'any', taxBasisPoints: 800 }),
    wallMs: () => wallMs,
    after: (_delayMs, run) => {
      const wait = { run, isCancelled: false };
      waits.push(wait);
      return () => (wait.isCancelled = true);
    },
    drop: () => undefined,
  });
  return {
    rules,
    pages,
    kinds: () => pages.map(({ content }) => content.kind),
    kicks: () => kicks,
    letGraceEnd: () => {
      for (const { run, isCancelled } of waits.splice(0)) if (!isCancelled) run();
    },
    laterBy: (ms: number) => (wallMs += ms),
  };
}

function view(
  delivery: OrderView['delivery'],
  change: Partial<Order> = {},
  events: OrderView['events'] = [],
): OrderView {
  const order = printedOrder(change);
  const balance = balanceOf(
    order,
    events.map(({ event }) => event),
  );
  return { order, changeCents: 0, delivery, events, balance };
}

function refund(isCancelled: boolean) {
  const { orderId, placedAtMs } = printedOrder();
  return orderEventSchema.parse({
    kind: 'refunded',
    eventId: '0198f000-0000-7000-8000-000000000301',
    orderId,
    atMs: placedAtMs + 1_000,
    lines: [{ lineId: LINES.bowl, quantity: 1 }],
    amountCents: 1_992,
    by: 'cash',
    isCancelled,
    reason: 'Made with olives',
    approvedBy: KATE,
  });
}

test('cash opens the drawer and prints a receipt once, whatever news of the order follows', () => {
  const { rules, kinds, kicks, letGraceEnd } = open({ receiptRule: 'always' });
  rules.orderChanged(view('waiting'));
  rules.orderChanged(view('delivered'));
  letGraceEnd();
  expect(kicks()).toBe(1);
  expect(kinds()).toEqual(['receipt']);
});

test.each(['ask', 'never'] as const)(
  'with the rule “%s” no receipt comes by itself',
  (receiptRule) => {
    const { rules, kinds } = open({ receiptRule });
    rules.orderChanged(view('waiting'));
    expect(kinds()).toEqual([]);
  },
);

test('a card opens no drawer, and an order to be paid later prints no receipt', () => {
  const { rules, kinds, kicks } = open({ receiptRule: 'always' });
  rules.orderChanged(view('waiting', { tender: { kind: 'pay-later' } }));
  expect([kicks(), kinds()]).toEqual([0, []]);
  const card = { kind: 'card-simulator', tipCents: 0 } as const;
  const other = open({ receiptRule: 'always' });
  other.rules.orderChanged(view('waiting', { tender: card }));
  expect([other.kicks(), other.kinds()]).toEqual([0, ['receipt']]);
});

test('an order that does not reach the kitchen’s screen in time goes to paper, and says why', () => {
  const { rules, pages, letGraceEnd } = open();
  rules.orderChanged(view('waiting'));
  expect(pages).toEqual([]);
  letGraceEnd();
  expect(pages).toHaveLength(1);
  expect(plainPaper(pages[0]?.document)).toContain('Printed because the kitchen screen was');
});

test('an order that the relay refuses goes to the kitchen’s paper at once', () => {
  const { rules, kinds, letGraceEnd } = open();
  rules.orderChanged(view('waiting'));
  rules.orderChanged(view('refused'));
  expect(kinds()).toEqual(['kitchen-ticket']);
  letGraceEnd();
  expect(kinds()).toEqual(['kitchen-ticket']);
});

test('the kitchen’s rules “always” and “never” are kept', () => {
  const always = open({ kitchenRule: 'always' });
  always.rules.orderChanged(view('waiting'));
  always.rules.orderChanged(view('delivered'));
  expect(always.kinds()).toEqual(['kitchen-ticket']);
  const never = open({ kitchenRule: 'never' });
  never.rules.orderChanged(view('refused'));
  never.letGraceEnd();
  expect(never.kinds()).toEqual([]);
});

test('what an earlier run left undelivered goes to paper; yesterday’s does not, and no drawer opens', () => {
  const left = open();
  left.rules.takeUp([view('waiting')]);
  left.letGraceEnd();
  expect([left.kinds(), left.kicks()]).toEqual([['kitchen-ticket'], 0]);
  const old = open();
  old.laterBy(24 * 3_600_000);
  old.rules.takeUp([view('waiting'), view('refused')]);
  old.rules.orderChanged(view('refused'));
  old.letGraceEnd();
  expect([old.kinds(), old.kicks()]).toEqual([[], 0]);
});

test('what a person asks for is the page itself first and a copy from then on', async () => {
  const { rules, pages } = open();
  await rules.print(view('delivered'), 'receipt');
  await rules.print(view('delivered'), 'receipt');
  expect(pages.map(({ document }) => plainPaper(document).includes('*** COPY ***'))).toEqual([
    false,
    true,
  ]);
  const { rules: without } = open({ receipt: undefined });
  expect(await without.print(view('delivered'), 'receipt')).toEqual({
    ok: false,
    failure: 'no-printer',
  });
});

test('cash given back opens the drawer and prints a refund receipt, and the kitchen hears what was on its paper', () => {
  const { rules, kinds, kicks } = open({ kitchenRule: 'always' });
  rules.orderChanged(view('delivered'));
  const after = view('delivered', {}, [{ event: refund(true), delivery: 'waiting' }]);
  rules.orderChanged(after);
  rules.orderChanged(after);
  expect(kicks()).toBe(2);
  expect(kinds()).toEqual(['kitchen-ticket', 'refund', 'cancellation']);
});

test('a cancellation that does not reach the kitchen’s screen in time goes to paper', () => {
  const { rules, kinds, letGraceEnd } = open({ receiptRule: 'never' });
  rules.orderChanged(view('delivered', {}, [{ event: refund(true), delivery: 'waiting' }]));
  expect(kinds()).toEqual([]);
  letGraceEnd();
  expect(kinds()).toEqual(['cancellation']);
});

test('a bill that is paid later has a receipt of its own', async () => {
  const { rules, pages } = open({ receiptRule: 'always' });
  const bill = { tender: { kind: 'pay-later' } } as const;
  await rules.print(view('delivered', bill), 'receipt');
  const { orderId, placedAtMs } = printedOrder();
  const paid = orderEventSchema.parse({
    kind: 'settled',
    eventId: '0198f000-0000-7000-8000-000000000302',
    orderId,
    atMs: placedAtMs + 1_000,
    tender: { kind: 'cash', tenderedCents: 8_000, tipCents: 0 },
  });
  rules.orderChanged(view('delivered', bill, [{ event: paid, delivery: 'waiting' }]));
  const [first, second] = pages.map(({ document }) => plainPaper(document));
  expect(first).toContain('NOT PAID YET');
  expect(second).toMatch(/Cash +\$80\.00/);
  expect(second).not.toContain('COPY');
});
