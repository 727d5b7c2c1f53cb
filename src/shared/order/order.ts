/**
 * A committed ticket: what the kitchen cooks and the guest pays. Made at the station with an id of its own, so
 * that it can be sent as often as need be and is cooked once.
 */
import { z } from 'zod';
import { laneIdSchema, sessionIdSchema, ticketIdSchema } from '../ids.ts';
import { personStampSchema } from '../people/person.ts';
import { adjustmentsSchema } from './adjustment.ts';
import { ticketLineSchema, ticketTotalsSchema } from './ticket.ts';

export const orderIdSchema = z.uuid().brand<'OrderId'>();
export type OrderId = z.infer<typeof orderIdSchema>;

export const ORDER_TYPES = ['dine-in', 'takeout', 'drive-thru', 'delivery'] as const;
export const orderTypeSchema = z.enum(ORDER_TYPES);
export type OrderType = z.infer<typeof orderTypeSchema>;

/** The kitchen's words; a station and a kitchen display use no others. */
export const KITCHEN_STATUSES = ['new', 'preparing', 'ready', 'completed', 'cancelled'] as const;
export const kitchenStatusSchema = z.enum(KITCHEN_STATUSES);
export type KitchenStatus = z.infer<typeof kitchenStatusSchema>;

const cents = z.number().int().min(0);
/** On top of the total, for the crew. */
const tipCents = cents.max(1_000_000);

/** How the guest pays. Cash is real; the card terminal is a simulator and marked as one everywhere. */
export const tenderSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('cash'), tenderedCents: cents.max(10_000_000), tipCents }),
  z.strictObject({ kind: z.literal('card-simulator'), tipCents }),
  z.strictObject({ kind: z.literal('pay-later') }),
]);
export type Tender = z.infer<typeof tenderSchema>;

/** A ticket's line without what only the till needs to know: every line of an order is confirmed. */
export const orderLineSchema = ticketLineSchema
  .omit({ status: true, origin: true, correction: true, wasUnitCents: true, isSoldAnyway: true })
  .extend({ unitPriceCents: cents });

/** For people: the station's own prefix and a count of the day, `B-042`. Unique within a restaurant's day. */
export const orderNumberSchema = z.string().regex(/^[A-Z0-9]{1,4}-\d{3,5}$/);

export const orderSchema = z.strictObject({
  orderId: orderIdSchema,
  orderNumber: orderNumberSchema,
  laneId: laneIdSchema,
  sessionId: sessionIdSchema,
  ticketId: ticketIdSchema,
  orderType: orderTypeSchema,
  menuVersion: z.string(),
  lines: z.array(orderLineSchema).min(1).max(60).readonly(),
  adjustments: adjustmentsSchema,
  totals: ticketTotalsSchema,
  tender: tenderSchema,
  /** Who was signed in; absent at a till where nobody signs in. */
  takenBy: personStampSchema.optional(),
  /** More for an order that the kitchen has already. */
  addsTo: z.strictObject({ orderId: orderIdSchema, orderNumber: orderNumberSchema }).optional(),
  /** Wall clock of the station, milliseconds since 1970. */
  placedAtMs: z.number().int().min(0),
});
export type Order = z.infer<typeof orderSchema>;
