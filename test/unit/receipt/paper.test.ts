import { expect, test } from 'vitest';
import { orderEventSchema } from '../../../src/shared/order/order-event.ts';
import { guestReceipt, refundReceipt } from '../../../src/shared/receipt/guest-receipt.ts';
import { cancelTicket, kitchenTicket } from '../../../src/shared/receipt/kitchen-ticket.ts';
import { isAllergy } from '../../../src/shared/receipt/line-blocks.ts';
import { plainPaper as paper } from '../../support/plain-paper.ts';
import { KATE, LINES, printedOrder, RESTAURANT } from '../../support/printed-order.ts';

const GUEST = { restaurant: RESTAURANT, language: 'en', isCopy: false } as const;
const KITCHEN = {
  timeZone: RESTAURANT.timeZone,
  language: 'en',
  isCopy: false,
  isInPlaceOfScreen: false,
} as const;

const refund = orderEventSchema.parse({
  kind: 'refunded',
  eventId: '0198f000-0000-7000-8000-000000000301',
  orderId: printedOrder().orderId,
  atMs: Date.UTC(2026, 10, 24, 17, 30),
  lines: [{ lineId: LINES.bowl, quantity: 1 }],
  amountCents: 1_992,
  by: 'cash',
  isCancelled: true,
  reason: 'Made with olives',
  approvedBy: KATE,
});
if (refund.kind !== 'refunded') throw new Error('not a refund');

test('a guest’s receipt has every line, discount, tax, tip and the change', () => {
  expect(paper(guestReceipt(printedOrder(), [], GUEST))).toMatchSnapshot();
});

test('a receipt on narrow paper wraps names and keeps amounts at the edge', () => {
  expect(paper(guestReceipt(printedOrder(), [], GUEST), 32)).toMatchSnapshot();
});

test('a copy in Spanish says COPIA and uses the Spanish words', () => {
  const setting = { ...GUEST, language: 'es', isCopy: true } as const;
  expect(paper(guestReceipt(printedOrder(), [], setting))).toMatchSnapshot();
});

test('a receipt by card says that no money was taken', () => {
  const order = printedOrder({ tender: { kind: 'card-simulator', tipCents: 0 } });
  expect(paper(guestReceipt(order, [], GUEST))).toContain('CARD SIMULATOR - no money was taken');
});

test('a bill that is not paid says so until it is paid', () => {
  const order = printedOrder({ tender: { kind: 'pay-later' } });
  expect(paper(guestReceipt(order, [], GUEST))).toContain('NOT PAID YET');
  const paid = orderEventSchema.parse({
    kind: 'settled',
    eventId: '0198f000-0000-7000-8000-000000000302',
    orderId: order.orderId,
    atMs: order.placedAtMs + 60_000,
    tender: { kind: 'cash', tenderedCents: 8_000, tipCents: 0 },
  });
  const receipt = paper(guestReceipt(order, [paid], GUEST));
  expect(receipt).not.toContain('NOT PAID YET');
  expect(receipt).toMatch(/Cash +\$80\.00/);
});

test('a receipt after a refund says what was given back', () => {
  expect(paper(guestReceipt(printedOrder(), [refund], GUEST))).toMatch(/Given back +-\$19\.92/);
});

test('a refund receipt has the units, the money and the reason', () => {
  expect(paper(refundReceipt(printedOrder(), refund, GUEST))).toMatchSnapshot();
});

test('a kitchen ticket has what to make, shouts an allergy and has no price', () => {
  const ticket = paper(kitchenTicket(printedOrder(), [], KITCHEN));
  expect(ticket).toMatchSnapshot();
  expect(ticket).not.toMatch(/\d\.\d\d|\$/);
});

test('a kitchen ticket printed again leaves out what was cancelled', () => {
  const ticket = paper(kitchenTicket(printedOrder(), [refund], { ...KITCHEN, isCopy: true }));
  expect(ticket).toContain('*** COPY ***');
  expect(ticket).toContain(' 1 x Greek Bowl');
  const all = printedOrder().lines.map(({ lineId, quantity }) => ({ lineId, quantity }));
  expect(kitchenTicket(printedOrder(), [{ ...refund, lines: all }], KITCHEN)).toBeUndefined();
});

test('more for an order says to which it is added, and a cancellation what not to make', () => {
  const first = printedOrder();
  const more = printedOrder({
    orderNumber: 'B-043',
    addsTo: { orderId: first.orderId, orderNumber: first.orderNumber },
  });
  expect(paper(kitchenTicket(more, [], KITCHEN))).toContain('ADD to B-042');
  expect(paper(cancelTicket(first, refund, KITCHEN))).toMatchSnapshot();
});

test('in place of the screen a ticket says that the screen may show it too', () => {
  const ticket = paper(kitchenTicket(printedOrder(), [], { ...KITCHEN, isInPlaceOfScreen: true }));
  expect(ticket.replaceAll('\n', ' ')).toContain('make it once');
});

test('an allergy is known by its words in English and Spanish', () => {
  const notes = ['Allergy: ask', 'nut ALERGY', 'alérgica a nueces', 'Alergia al maní', 'celiac'];
  for (const note of [...notes, 'celíaco', 'lactose intolerant'])
    expect(isAllergy(note)).toBe(true);
  for (const note of ['On the side', 'all together', 'cut in half'])
    expect(isAllergy(note)).toBe(false);
});
