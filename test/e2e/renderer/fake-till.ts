/** The stand-in's tickets and orders: the real reducer, undo, hold, void and commit, all in memory. */
import { SimulatedTerminal } from '../../../src/main/card/simulated-terminal.ts';
import type { CallName } from '../../../src/shared/ipc/channels.ts';
import type { Pos } from '../../../src/shared/ipc/contract.ts';
import type { HeldTicket, LaneTicket, StationSnapshot } from '../../../src/shared/ipc/views.ts';
import type { LaneId } from '../../../src/shared/ids.ts';
import type { Approve } from '../../../src/shared/people/approval.ts';
import { adjustTicket, removeAdjustment } from '../../../src/shared/order/adjust-ticket.ts';
import { actionOf } from '../../../src/shared/order/adjustment.ts';
import type { Order } from '../../../src/shared/order/order.ts';
import { reduceTicket } from '../../../src/shared/order/reduce-ticket.ts';
import { refusalOf } from '../../../src/shared/order/ticket-refusal.ts';
import type { Ticket } from '../../../src/shared/order/ticket.ts';
import { fail, ok } from '../../../src/shared/result.ts';
import { sellAnyway } from '../../../src/shared/sold-out/sell-anyway.ts';
import { bringsSoldOut, soldOutOfLine } from '../../../src/shared/sold-out/sold-out-lines.ts';
import { keyOf, markOf, soldOutOf } from '../../../src/shared/sold-out/sold-out.ts';
import type { FakePos } from './fake-pos.ts';
import { heldOf, newId, newTicket, orderOf } from './make-tickets.ts';

type TillCalls = Pick<
  Pos,
  | 'applyTicketCommand'
  | 'nextGuest'
  | 'undoTicket'
  | 'redoTicket'
  | 'setOrderType'
  | 'holdTicket'
  | 'recallTicket'
  | 'voidTicket'
  | 'commitTicket'
  | 'setTakenOver'
  | 'adjustTicket'
  | 'removeAdjustment'
  | 'setSoldOut'
  | 'reportTrouble'
  | 'sellAnyway'
>;

/** What the lane orders next is more for that order. */
export type AddTo = (laneId: LaneId, addsTo: LaneTicket['addsTo']) => boolean;

type Lane = {
  readonly open: LaneTicket;
  readonly past: readonly Ticket[];
  readonly future: readonly Ticket[];
};

export function createFakeTill(
  seed: StationSnapshot,
  push: FakePos['push'],
  note: (name: CallName, request: unknown) => void,
  { approve, book }: { readonly approve: Approve; readonly book: (order: Order) => void },
): { readonly calls: TillCalls; readonly addTo: AddTo } {
  const lanes = new Map(
    seed.tickets.map((open): [LaneId, Lane] => [open.laneId, { open, past: [], future: [] }]),
  );
  const terminal = new SimulatedTerminal();
  let { held } = seed;
  let soldOut = soldOutOf(seed.soldOut);
  const kept = new Map(held.map(({ ticketId }) => [ticketId, { ...newTicket(), ticketId }]));
  let count = seed.orders.length;

  const show = (lane: Lane, ticket: Ticket, past: Lane['past'], future: Lane['future']) => {
    const { laneId, orderType, takenOver, addsTo } = lane.open;
    const canUndo = past.length > 0;
    const canRedo = future.length > 0;
    const open = { laneId, ticket, orderType, takenOver, addsTo, canUndo, canRedo };
    lanes.set(laneId, { open, past, future });
    push('onTicket', open);
    return ok(ticket);
  };
  const change = (lane: Lane, ticket: Ticket) =>
    show(lane, ticket, [...lane.past, lane.open.ticket], []);
  const startAnew = (lane: Lane) => {
    show(
      { ...lane, open: { ...lane.open, takenOver: false, addsTo: undefined } },
      newTicket(),
      [],
      [],
    );
    return ok(undefined);
  };
  const setHeld = (next: readonly HeldTicket[]) => {
    held = next;
    push('onHeld', held);
  };
  /** Notes the call; an unknown lane does not come to `act`. */
  const onLane = <Answer>(
    name: keyof TillCalls,
    request: { readonly laneId: LaneId },
    act: (lane: Lane) => Answer,
  ) => {
    note(name, request);
    const lane = lanes.get(request.laneId);
    return Promise.resolve(lane === undefined ? fail('unknown-lane' as const) : act(lane));
  };
  const calls: TillCalls = {
    applyTicketCommand: (request) =>
      onLane('applyTicketCommand', request, (lane) => {
        const before = lane.open.ticket;
        const next = reduceTicket(before, request.command, { menu: seed.menu, newId });
        if (!next.ok) return fail(refusalOf(next.failure.code));
        if (bringsSoldOut(before.lines, next.value.lines, soldOut, seed.menu))
          return fail('sold-out' as const);
        return show(lane, next.value, [...lane.past, before], []);
      }),
    nextGuest: (request) => onLane('nextGuest', request, startAnew),
    undoTicket: (request) =>
      onLane('undoTicket', request, (lane) => {
        const before = lane.past.at(-1);
        if (before === undefined) return fail('nothing-to-undo' as const);
        return show(lane, before, lane.past.slice(0, -1), [...lane.future, lane.open.ticket]);
      }),
    redoTicket: (request) =>
      onLane('redoTicket', request, (lane) => {
        const next = lane.future.at(-1);
        if (next === undefined) return fail('nothing-to-redo' as const);
        return show(lane, next, [...lane.past, lane.open.ticket], lane.future.slice(0, -1));
      }),
    setOrderType: (request) =>
      onLane('setOrderType', request, ({ open, past, future }) => {
        const next = { ...open, orderType: request.orderType };
        lanes.set(open.laneId, { open: next, past, future });
        push('onTicket', next);
        return ok(undefined);
      }),
    holdTicket: (request) =>
      onLane('holdTicket', request, (lane) => {
        const { ticket } = lane.open;
        if (ticket.lines.length === 0) return fail('nothing-to-hold' as const);
        kept.set(ticket.ticketId, ticket);
        setHeld([...held, heldOf(ticket, request.label)]);
        return startAnew(lane);
      }),
    recallTicket: (request) =>
      onLane('recallTicket', request, (lane) => {
        if (lane.open.ticket.lines.length > 0) return fail('ticket-open' as const);
        const ticket = kept.get(request.ticketId);
        if (ticket === undefined) return fail('unknown-ticket' as const);
        setHeld(held.filter(({ ticketId }) => ticketId !== ticket.ticketId));
        return show(lane, ticket, [], []);
      }),
    voidTicket: (request) =>
      onLane('voidTicket', request, async (lane) => {
        if (lane.open.ticket.lines.length === 0) return fail('nothing-to-void' as const);
        const approved = await approve('void-ticket', request.approval);
        const isAllowed = approved.ok || approved.failure === 'no-manager';
        return isAllowed ? startAnew(lane) : approved;
      }),
    setTakenOver: (request) =>
      onLane('setTakenOver', request, ({ open, past, future }) => {
        const next = { ...open, takenOver: request.takenOver };
        lanes.set(open.laneId, { open: next, past, future });
        push('onTicket', next);
        return ok(undefined);
      }),
    adjustTicket: (request) =>
      onLane('adjustTicket', request, async (lane) => {
        const { adjustment, approval } = request;
        const approved = await approve(actionOf(adjustment), approval);
        if (!approved.ok) return approved;
        const { personId, name } = approved.value;
        const made = { menu: seed.menu, adjustmentId: newId(), approvedBy: { personId, name } };
        const next = adjustTicket(lane.open.ticket, adjustment, made);
        return next.ok ? change(lane, next.value) : fail(refusalOf(next.failure));
      }),
    removeAdjustment: (request) =>
      onLane('removeAdjustment', request, (lane) => {
        const next = removeAdjustment(lane.open.ticket, request.adjustmentId, seed.menu);
        return next.ok ? change(lane, next.value) : fail('refused' as const);
      }),
    setSoldOut: ({ approval, ...request }) => {
      note('setSoldOut', { ...request, ...(approval !== undefined && { approval }) });
      const mark = markOf(request, Date.now());
      const others = [...soldOut.values()].filter(
        ({ subject }) => keyOf(subject) !== keyOf(request.subject),
      );
      soldOut = soldOutOf(mark === undefined ? others : [...others, mark]);
      push('onSoldOut', [...soldOut.values()]);
      return Promise.resolve(ok(undefined));
    },
    reportTrouble: (request) => {
      note('reportTrouble', request);
      return Promise.resolve(ok(undefined));
    },
    sellAnyway: (request) =>
      onLane('sellAnyway', request, async (lane) => {
        const approved = await approve('sell-sold-out', request.approval);
        if (!approved.ok) return approved;
        const next = sellAnyway(lane.open.ticket, request.what, { menu: seed.menu, newId });
        return next.ok ? change(lane, next.value) : fail('refused' as const);
      }),
    commitTicket: (request) =>
      onLane('commitTicket', request, async (lane) => {
        const { tender } = request;
        if (
          lane.open.ticket.lines.some((line) => soldOutOfLine(line, soldOut, seed.menu).length > 0)
        )
          return fail('sold-out' as const);
        const order = orderOf(lane.open, tender, count + 1);
        if (!order.ok) return order;
        if (tender.kind === 'card-simulator') {
          const { orderId, totals } = order.value.order;
          const amountCents = totals.totalCents + tender.tipCents;
          const answer = await terminal.charge({ orderId, number: 0, amountCents });
          if (answer !== 'approved') return fail(`card-${answer}` as const);
        }
        count += 1;
        book(order.value.order);
        push('onOrder', order.value);
        startAnew(lane);
        if (seed.connection.state === 'online') {
          push('onOrder', { ...order.value, delivery: 'delivered' });
        }
        return order;
      }),
  };
  return {
    calls,
    addTo: (laneId, addsTo) => {
      const lane = lanes.get(laneId);
      if (lane === undefined) return false;
      const open = { ...lane.open, addsTo };
      lanes.set(laneId, { ...lane, open });
      push('onTicket', open);
      return true;
    },
  };
}
