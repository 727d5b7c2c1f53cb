/**
 * X and Z reports as plain figures: an X is how the shift stands, a Z how it was closed. Both are worked out
 * from the ledger by `reportOf`; a Z is kept as it was.
 */
import { z } from 'zod';
import { orderTypeSchema } from '../order/order.ts';
import { personStampSchema } from '../people/person.ts';

const cents = z.number().int();
const count = z.number().int().min(0);
const tally = z.strictObject({ count, cents });
export type Tally = z.infer<typeof tally>;

const moment = z.strictObject({ atMs: z.number().int().min(0), by: personStampSchema.optional() });

export const tenderReportSchema = z.strictObject({
  kind: z.enum(['cash', 'card-simulator']),
  sales: tally,
  /** Bills that were paid in this shift, whenever they were placed. */
  settled: tally,
  refunds: tally,
  /** On top of sales and bills. */
  tipCents: cents,
  /** Sales and bills without what was given back, without tips. */
  netCents: cents,
});

export const cashReportSchema = z.strictObject({
  /** Counted when the shift was opened. */
  floatCents: cents,
  salesCents: cents,
  settledCents: cents,
  tipCents: cents,
  refundCents: cents,
  paidIn: tally,
  paidOut: tally,
  /** What must be in the drawer. */
  expectedCents: cents,
  /** Of a Z alone: what was in it, and what was too much (or, negative, too little). */
  countedCents: cents.optional(),
  overCents: cents.optional(),
});

export const dayReportSchema = z.strictObject({
  kind: z.enum(['x', 'z']),
  /** Of a Z its own, of an X the number that the next Z will have; counts up at this station. */
  number: z.number().int().min(1),
  /** Absent: sold without a shift. */
  opened: moment.optional(),
  closed: moment.optional(),
  orders: z.strictObject({
    count,
    itemCount: count,
    subtotalCents: cents,
    comps: tally,
    priceChanges: tally,
    discounts: tally,
    /** Subtotal without what was taken off. */
    netCents: cents,
    taxCents: cents,
    totalCents: cents,
  }),
  refunds: z.strictObject({ count, cents, taxCents: cents }),
  /** What remains of orders and refunds, and the tax in it. */
  afterRefunds: z.strictObject({ totalCents: cents, taxCents: cents }),
  tenders: z.array(tenderReportSchema).max(2).readonly(),
  /** Orders to be paid later: placed and settled in this shift, and what came off a bill before it was paid. */
  payLater: z.strictObject({ placed: tally, settled: tally, offTheBill: tally }),
  tips: tally,
  byOrderType: z.array(z.strictObject({ orderType: orderTypeSchema, ...tally.shape })).readonly(),
  /** Without a person: nobody was signed in. */
  byPerson: z
    .array(
      z.strictObject({ person: personStampSchema.optional(), ...tally.shape, tipCents: cents }),
    )
    .readonly(),
  voids: tally,
  cash: cashReportSchema,
  /** Sold before the shift was opened: in the figures above, and its cash in the float. */
  beforeOpening: z.strictObject({ ...tally.shape, cashCents: cents }),
});
export type DayReport = z.infer<typeof dayReportSchema>;
