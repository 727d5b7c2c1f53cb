/** A lane's ticket becomes an order, once, however often and by whatever way the guest tries to pay. */
import type { OrderView } from '../../shared/ipc/views.ts';
import { commitTicket, type CommitFailure } from '../../shared/order/commit-ticket.ts';
import { orderIdSchema, type Order, type Tender } from '../../shared/order/order.ts';
import type { TicketLine } from '../../shared/order/ticket.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { soldOutOfLine } from '../../shared/sold-out/sold-out-lines.ts';
import type { ChargeFailure } from '../card-terminal.ts';
import { orderTypeOf, type OpenLane } from './open-lane.ts';
import { begin } from './end-ticket.ts';
import type { TicketsDeps } from './tickets-deps.ts';

type Failure = CommitFailure | ChargeFailure | 'sold-out' | 'cannot-save';

/**
 * Its id is on disk with the ticket before the card is charged and the order is written: a ticket whose order is
 * there is never open again, one whose order is not there stays open, and its card is asked under the same id.
 */
export async function commitLane(
  lane: OpenLane,
  tender: Tender,
  deps: TicketsDeps,
): Promise<Result<OrderView, Failure>> {
  const { orders, menu, newId, wallMs, soldOut, cards } = deps;
  const isThere = (line: TicketLine) => soldOutOfLine(line, soldOut(), menu()).length === 0;
  if (!lane.state.ticket.lines.every(isThere)) return fail('sold-out');
  const { addsTo } = lane.state;
  const takenBy = deps.stamp();
  const orderId = lane.state.orderId ?? orderIdSchema.parse(newId());
  const tried = commitTicket(lane.state.ticket, {
    orderId,
    orderNumber: 'A-000',
    laneId: lane.state.laneId,
    orderType: orderTypeOf(lane.state),
    tender,
    ...(takenBy !== undefined && { takenBy }),
    ...(addsTo !== undefined && { addsTo }),
    placedAtMs: wallMs(),
    menu: menu(),
  });
  if (!tried.ok) return tried;
  lane.state = { ...lane.state, orderId };
  const saved = await lane.save();
  if (!saved.ok) return saved;
  const charged = await charge(tried.value.order, deps);
  if (!charged.ok) return charged;
  const placedAtMs = wallMs();
  const order = { ...tried.value.order, placedAtMs, orderNumber: orders.nextNumber(placedAtMs) };
  const placed = await orders.place(order, tried.value.changeCents);
  if (!placed.ok) return placed;
  const payment = { orderId, number: 0 };
  await (tender.kind === 'card-simulator' ? cards.booked(payment) : cards.letGo(payment));
  // Should the disk refuse this one, the next start finds the order and begins an empty ticket.
  await begin(lane, deps);
  return placed;
}

async function charge(
  { orderId, tender, totals }: Order,
  { cards }: TicketsDeps,
): Promise<Result<undefined, ChargeFailure | 'cannot-save'>> {
  if (tender.kind !== 'card-simulator') return ok(undefined);
  const amountCents = totals.totalCents + tender.tipCents;
  return amountCents === 0 ? ok(undefined) : cards.charge({ orderId, number: 0, amountCents });
}
