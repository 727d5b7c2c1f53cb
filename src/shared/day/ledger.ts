/**
 * The day's ledger: each line one thing that moved money at this station, in the order it was booked. A
 * shift is what was booked since the last close, whatever the clock said: midnight and a clock that is set
 * back change no figure (docs/adr/0007).
 */
import { z } from 'zod';
import { ticketIdSchema } from '../ids.ts';
import { orderIdSchema, orderNumberSchema, orderTypeSchema, type Order } from '../order/order.ts';
import { orderEventSchema, type OrderEvent } from '../order/order-event.ts';
import { balanceOf } from '../order/refund.ts';
import { lineCents, netLineCents } from '../order/totals.ts';
import { personStampSchema } from '../people/person.ts';
import { dayReportSchema } from './day-report.ts';

const cents = z.number().int().min(0);
/** Wall clock of the station, milliseconds since 1970: for people, never for figures. */
const atMs = z.number().int().min(0);
const by = personStampSchema.optional();
const reason = z.string().trim().min(1).max(100);
const aboutOrder = { orderId: orderIdSchema, orderNumber: orderNumberSchema };

export const PAID_BY = ['cash', 'card-simulator'] as const;

const soldSchema = z.strictObject({
  kind: z.literal('sold'),
  ...aboutOrder,
  atMs,
  orderType: orderTypeSchema,
  itemCount: z.number().int().min(0),
  /** By the menu's prices. */
  subtotalCents: cents,
  /** What comps, prices that were changed and discounts took off it, each with how many there were. */
  comps: z.strictObject({ count: z.number().int().min(0), cents }),
  priceChanges: z.strictObject({ count: z.number().int().min(0), cents }),
  discounts: z.strictObject({ count: z.number().int().min(0), cents }),
  taxCents: cents,
  totalCents: cents,
  paidBy: z.enum([...PAID_BY, 'pay-later']),
  tipCents: cents,
  by,
});

export const ledgerEntrySchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('shift-opened'),
    shiftId: z.uuid(),
    atMs,
    /** What is in the drawer now, counted. */
    floatCents: cents,
    by,
  }),
  soldSchema,
  z.strictObject({
    kind: z.literal('refunded'),
    eventId: z.uuid(),
    ...aboutOrder,
    atMs,
    /** Tax included; `taxCents` is the tax in it. */
    amountCents: cents,
    taxCents: cents,
    by: z.enum([...PAID_BY, 'not-paid-yet']),
    alsoBy: orderEventSchema.options[0].shape.alsoBy,
    approvedBy: personStampSchema,
  }),
  /** A bill of this shift or an earlier one was paid, or a part of it. */
  z.strictObject({
    kind: z.literal('settled'),
    eventId: z.uuid(),
    ...aboutOrder,
    atMs,
    amountCents: cents,
    paidBy: z.enum(PAID_BY),
    tipCents: cents,
    by,
  }),
  z.strictObject({
    kind: z.literal('cash-moved'),
    atMs,
    direction: z.enum(['in', 'out']),
    amountCents: cents.min(1).max(10_000_000),
    reason,
    by,
    approvedBy: personStampSchema,
  }),
  z.strictObject({ kind: z.literal('voided'), ticketId: ticketIdSchema, atMs, amountCents: cents }),
  z.strictObject({ kind: z.literal('shift-closed'), atMs, report: dayReportSchema }),
]);
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;
export type Sold = z.infer<typeof soldSchema>;

/** What books an entry once, however often it comes. */
export function entryKey(entry: LedgerEntry): string | undefined {
  if (entry.kind === 'sold') return entry.orderId;
  if (entry.kind === 'refunded' || entry.kind === 'settled') return entry.eventId;
  if (entry.kind === 'voided') return entry.ticketId;
  return undefined;
}

export function soldOf(order: Order): Sold {
  const { totals, tender, takenBy } = order;
  const comps = { count: 0, cents: 0 };
  const priceChanges = { count: 0, cents: 0 };
  for (const line of order.lines) {
    const off = lineCents(line) - netLineCents(line, order.adjustments);
    const own = order.adjustments.findLast(
      (one) => (one.kind === 'comp' || one.kind === 'line-price') && one.lineId === line.lineId,
    );
    if (own === undefined) continue;
    const sum = own.kind === 'comp' ? comps : priceChanges;
    sum.count += 1;
    sum.cents += off;
  }
  const ofTicket = order.adjustments.filter(
    ({ kind }) => kind === 'percent' || kind === 'amount',
  ).length;
  return {
    kind: 'sold',
    orderId: order.orderId,
    orderNumber: order.orderNumber,
    atMs: order.placedAtMs,
    orderType: order.orderType,
    itemCount: order.lines.reduce((sum, { quantity }) => sum + quantity, 0),
    subtotalCents: totals.subtotalCents,
    comps,
    priceChanges,
    discounts: { count: ofTicket, cents: totals.discountCents - comps.cents - priceChanges.cents },
    taxCents: totals.taxCents,
    totalCents: totals.totalCents,
    paidBy: tender.kind,
    tipCents: tender.kind === 'pay-later' ? 0 : tender.tipCents,
    ...(takenBy !== undefined && { by: takenBy }),
  };
}

/** What the last of `events` moved; a guest's grade moves nothing. */
export function entryOfEvent(order: Order, events: readonly OrderEvent[]): LedgerEntry | undefined {
  const event = events.at(-1);
  const earlier = events.slice(0, -1);
  if (event === undefined || event.kind === 'rated') return undefined;
  const { orderId, orderNumber } = order;
  const about = { eventId: event.eventId, orderId, orderNumber, atMs: event.atMs };
  if (event.kind === 'refunded') {
    const { amountCents, by, alsoBy, approvedBy } = event;
    const before = refundedSum(earlier);
    const tax = taxShare(order, before + amountCents) - taxShare(order, before);
    const ways = alsoBy === undefined ? { by } : { by, alsoBy };
    return { kind: 'refunded', ...about, amountCents, taxCents: tax, ...ways, approvedBy };
  }
  const { tender, part, takenBy } = event;
  if (tender.kind === 'pay-later') return undefined;
  return {
    kind: 'settled',
    ...about,
    amountCents: part?.amountCents ?? balanceOf(order, earlier).dueCents,
    paidBy: tender.kind,
    tipCents: tender.tipCents,
    ...(takenBy !== undefined && { by: takenBy }),
  };
}

function refundedSum(events: readonly OrderEvent[]): number {
  return events.reduce((sum, one) => sum + (one.kind === 'refunded' ? one.amountCents : 0), 0);
}

/** The tax in the first `cents` of the order that are given back: all of it in all of them. */
function taxShare({ totals }: Pick<Order, 'totals'>, cents: number): number {
  if (totals.totalCents === 0) return 0;
  return Math.round((totals.taxCents * cents) / totals.totalCents);
}
