/** How a guest's ticket leaves its lane without an order, and how one that was set aside comes back. */
import type { SessionId, TicketId } from '../../shared/ids.ts';
import { repriceTicket } from '../../shared/order/reprice-ticket.ts';
import type { Ticket } from '../../shared/order/ticket.ts';
import type { Approval, ApprovalFailure } from '../../shared/people/approval.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { bookDropped, hasConfirmed } from './dropped-ticket.ts';
import { freshState, isEmpty, orderTypeOf, type OpenLane, type Saved } from './open-lane.ts';
import type { TicketArchive } from './ticket-archive.ts';
import { NO_HISTORY } from './ticket-history.ts';
import type { TicketsDeps } from './tickets-deps.ts';

type Ending = TicketsDeps & { readonly archive: TicketArchive };

/** An empty ticket in a new session. */
export function begin(lane: OpenLane, deps: Pick<TicketsDeps, 'menu' | 'newId'>): Promise<Saved> {
  lane.history = NO_HISTORY;
  return lane.change(freshState(lane.state, deps));
}

export async function nextGuest(
  lane: OpenLane,
  deps: Ending,
): Promise<Result<SessionId, 'cannot-save'>> {
  const { laneId, ticket } = lane.state;
  if (!isEmpty(ticket)) {
    const kept = await deps.archive.keep({ laneId, ticket });
    if (!kept.ok) return kept;
    if (hasConfirmed(ticket)) await bookDropped(deps, ticket, { remark: { code: 'next-guest' } });
  }
  await letCardGo(lane, deps);
  const saved = await begin(lane, deps);
  return saved.ok ? ok(lane.state.ticket.sessionId) : saved;
}

export async function voidTicket(
  lane: OpenLane,
  deps: Ending,
  { reason, approval }: { readonly reason: string; readonly approval: Approval | undefined },
): Promise<Result<undefined, 'nothing-to-void' | 'cannot-save' | ApprovalFailure>> {
  const { laneId, ticket } = lane.state;
  if (isEmpty(ticket)) return fail('nothing-to-void');
  const approved = await deps.approve('void-ticket', approval);
  // A till without people has nobody to ask, and nothing was paid or cooked: the trail keeps the reason.
  if (!approved.ok && approved.failure !== 'no-manager') return approved;
  const kept = await deps.archive.keep({ laneId, ticket, voidReason: reason });
  if (!kept.ok) return kept;
  await bookDropped(deps, ticket, { reason }, approved.ok ? approved.value : undefined);
  await letCardGo(lane, deps);
  return begin(lane, deps);
}

export async function hold(
  lane: OpenLane,
  label: string,
  deps: TicketsDeps,
): Promise<Result<undefined, 'nothing-to-hold' | 'cannot-save'>> {
  const { ticket, orderId, addsTo, isTotalTold } = lane.state;
  if (isEmpty(ticket)) return fail('nothing-to-hold');
  const { held, onHeld, wallMs } = deps;
  const put = await held.put({
    format: 1,
    ticket,
    label,
    heldAtMs: wallMs(),
    orderType: orderTypeOf(lane.state),
    ...(orderId !== undefined && { orderId }),
    ...(addsTo !== undefined && { addsTo }),
    ...(isTotalTold && { isTotalTold }),
  });
  if (!put.ok) return put;
  onHeld(held.list());
  return begin(lane, deps);
}

export async function recall(
  lane: OpenLane,
  ticketId: TicketId,
  { held, onHeld, menu }: TicketsDeps,
): Promise<Result<Ticket, 'unknown-ticket' | 'ticket-open' | 'cannot-save'>> {
  if (!isEmpty(lane.state.ticket)) return fail('ticket-open');
  const file = held.take(ticketId);
  if (file === undefined) return fail('unknown-ticket');
  const { sessionId } = lane.state.ticket;
  const ticket = repriceTicket({ ...file.ticket, sessionId }, menu());
  const { orderType, orderId, addsTo, isTotalTold } = file;
  lane.history = NO_HISTORY;
  const state = { ...lane.state, ticket, orderType, orderId, addsTo, isTotalTold };
  const saved = await lane.change(state);
  onHeld(held.list());
  if (!saved.ok) return saved;
  await held.forget(ticketId);
  return ok(ticket);
}

/** A card that may have paid for this ticket is not to pay for it. */
async function letCardGo({ state }: OpenLane, { cards }: TicketsDeps): Promise<void> {
  if (state.orderId !== undefined) await cards.letGo({ orderId: state.orderId, number: 0 });
}
