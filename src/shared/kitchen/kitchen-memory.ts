/**
 * What a kitchen screen knows: the relay's last word, and the moves made here that the relay has not taken. Merged
 * with the station's own orders into one list in which each order is once. All pure; `kitchen-desk.ts` drives it.
 */
import { z } from 'zod';
import type { Cancellation } from '../order/cancellation.ts';
import { mayMove } from '../order/kitchen-move.ts';
import { orderIdSchema, type KitchenStatus, type Order, type OrderId } from '../order/order.ts';
import { fail, ok, type Result } from '../result.ts';
import { kitchenOrderSchema, type KitchenFeed } from '../wire/kitchen.ts';
import type { BoardOrder, Overtaken } from './board.ts';
import { cookLines } from './cook-lines.ts';
import { pendingMoveSchema, settleMove, type PendingMove } from './settle-move.ts';

/** A completed order can be recalled, and a cancelled one is told of, for this long. */
export const RECALL_FOR_MS = 15 * 60_000;

const CLOCK_SLACK_MS = 2_000;

/** An order of this station's spool. A screen without a spool has none. */
export type OwnOrder = {
  readonly order: Order;
  readonly cancellations: readonly Cancellation[];
  readonly isDelivered: boolean;
};

export const kitchenMemorySchema = z.strictObject({
  feed: z.array(kitchenOrderSchema).readonly(),
  /** The relay's clock less this machine's. */
  clockAheadMs: z.number().int(),
  /** Own orders that the relay's feed speaks for: one that is no longer in it has left the kitchen. */
  told: z.array(orderIdSchema).readonly(),
  moves: z.array(pendingMoveSchema).readonly(),
});
export type KitchenMemory = z.infer<typeof kitchenMemorySchema>;

export const EMPTY_MEMORY: KitchenMemory = { feed: [], clockAheadMs: 0, told: [], moves: [] };

/** Every order once. The relay's word goes before the spool's, moves made here go before both. */
export function ordersOf(
  memory: KitchenMemory,
  own: readonly OwnOrder[],
  nowMs: number,
): readonly BoardOrder[] {
  const { feed, clockAheadMs } = memory;
  const moves = new Map(memory.moves.map((move) => [move.orderId, move]));
  const ownById = new Map(own.map((one) => [one.order.orderId, one]));
  const known = new Set<OrderId>(memory.told);
  const orders = feed.map((entry): BoardOrder => {
    const { orderId } = entry.order;
    known.add(orderId);
    const mine = ownById.get(orderId);
    const seen: BoardOrder = {
      ...entry,
      cancellations: everyCancellation(entry.cancellations, mine, clockAheadMs),
      receivedAtMs: mine?.order.placedAtMs ?? onThisClock(entry.receivedAtMs, clockAheadMs),
      movedAtMs: onThisClock(entry.movedAtMs, clockAheadMs),
      isSynchronised: true,
    };
    return withMove(seen, moves.get(orderId));
  });
  for (const { order, cancellations, isDelivered } of ownById.values()) {
    if (known.has(order.orderId)) continue;
    const { placedAtMs } = order;
    const cancelledAtMs = cancellations.map((one) => one.cancelledAtMs);
    const seen: BoardOrder = {
      order,
      cancellations,
      kitchenStatus: isAllCancelled(order, cancellations) ? 'cancelled' : 'new',
      receivedAtMs: placedAtMs,
      movedAtMs: Math.max(placedAtMs, ...cancelledAtMs),
      isSynchronised: isDelivered,
    };
    orders.push(withMove(seen, moves.get(order.orderId)));
  }
  const isOver = ({ kitchenStatus, movedAtMs }: BoardOrder) =>
    (kitchenStatus === 'completed' || kitchenStatus === 'cancelled') &&
    movedAtMs < nowMs - RECALL_FOR_MS;
  return orders.filter((order) => !isOver(order));
}

/** Ok: the memory with the move in it, which the caller makes durable. */
export function withMoveMade(
  memory: KitchenMemory,
  shown: BoardOrder | undefined,
  to: KitchenStatus,
  nowMs: number,
): Result<KitchenMemory, 'unknown-order' | 'may-not-move'> {
  if (shown === undefined) return fail('unknown-order');
  const { orderId } = shown.order;
  if (shown.kitchenStatus === to) return ok(memory);
  if (!mayMove(shown.kitchenStatus, to)) return fail('may-not-move');
  const earlier = memory.moves.find((move) => move.orderId === orderId);
  const move: PendingMove = {
    orderId,
    from: earlier?.from ?? shown.kitchenStatus,
    to,
    movedAtMs: nowMs,
    ...(earlier?.tried !== undefined && { tried: earlier.tried }),
  };
  return ok(withMoves(memory, [...memory.moves.filter((one) => one !== earlier), move]));
}

/** What to send next, and from where; undefined when nothing waits that the relay could take. */
export function nextToSend(
  memory: KitchenMemory,
):
  | { readonly move: PendingMove; readonly from: KitchenStatus; readonly to: KitchenStatus }
  | undefined {
  for (const move of memory.moves) {
    const from = statusInFeed(memory, move.orderId);
    const settled = from === undefined ? undefined : settleMove(move, from);
    if (from !== undefined && settled?.kind === 'send') return { move, from, to: settled.to };
  }
  return undefined;
}

/** A move is about to be sent: should its answer get lost, the next feed tells whether it arrived. */
export function withMoveTried(memory: KitchenMemory, move: PendingMove, to: KitchenStatus) {
  const tried = { ...move, tried: to };
  return withMoves(
    memory,
    memory.moves.map((one) => (one.orderId === move.orderId ? tried : one)),
  );
}

/** The relay has moved the order; a move made meanwhile goes on from there. */
export function withMoveTaken(
  memory: KitchenMemory,
  orderId: OrderId,
  taken: KitchenStatus,
  nowMs: number,
): KitchenMemory {
  const movedAtMs = Math.max(0, nowMs + memory.clockAheadMs);
  const feed = memory.feed.map((entry) =>
    entry.order.orderId === orderId ? { ...entry, kitchenStatus: taken, movedAtMs } : entry,
  );
  const moves = memory.moves.flatMap((move) => {
    if (move.orderId !== orderId) return [move];
    const { to, movedAtMs: madeAtMs } = move;
    return to === taken ? [] : [{ orderId, from: taken, to, movedAtMs: madeAtMs }];
  });
  return { ...memory, feed, moves };
}

/**
 * The relay's word, with the moves that are settled by it taken out. `own`: the spool as it was when the relay was
 * asked, so that an order delivered since is not taken for one that has left the kitchen; nor is one that may
 * have had no room in the feed.
 */
export function withFeed(
  memory: KitchenMemory,
  feed: KitchenFeed,
  own: readonly OwnOrder[],
  nowMs: number,
): { readonly memory: KitchenMemory; readonly overtaken: readonly Overtaken[] } {
  const inFeed = new Map(feed.orders.map((entry) => [entry.order.orderId, entry]));
  const before = new Set(memory.told);
  const clockAheadMs = steadyClock(memory.clockAheadMs, feed.nowMs - nowMs);
  const told = own.flatMap(({ order: { orderId, placedAtMs }, isDelivered }) => {
    const isSpokenFor = isDelivered && placedAtMs + clockAheadMs > feed.openSinceMs;
    return isSpokenFor || inFeed.has(orderId) || before.has(orderId) ? [orderId] : [];
  });
  const isTold = new Set(told);
  const ownIds = new Set(own.map(({ order }) => order.orderId));
  const overtaken: Overtaken[] = [];
  const moves = memory.moves.filter((move) => {
    const entry = inFeed.get(move.orderId);
    if (entry === undefined) return ownIds.has(move.orderId) && !isTold.has(move.orderId);
    const { kitchenStatus, order } = entry;
    const settled = settleMove(move, kitchenStatus);
    if (settled.kind === 'overtaken') {
      overtaken.push({ orderNumber: order.orderNumber, kitchenStatus, atMs: nowMs });
    }
    return settled.kind === 'send';
  });
  return { memory: { feed: feed.orders, clockAheadMs, told, moves }, overtaken };
}

/** The time that an answer takes is no reason to change every age on the screen. */
function steadyClock(beforeMs: number, nowMs: number): number {
  return Math.abs(nowMs - beforeMs) < CLOCK_SLACK_MS ? beforeMs : nowMs;
}

function withMoves(memory: KitchenMemory, moves: readonly PendingMove[]): KitchenMemory {
  return { ...memory, moves };
}

function statusInFeed({ feed }: KitchenMemory, orderId: OrderId): KitchenStatus | undefined {
  return feed.find(({ order }) => order.orderId === orderId)?.kitchenStatus;
}

function withMove(seen: BoardOrder, move: PendingMove | undefined): BoardOrder {
  if (move === undefined || settleMove(move, seen.kitchenStatus).kind !== 'send') return seen;
  return { ...seen, kitchenStatus: move.to, movedAtMs: move.movedAtMs };
}

function onThisClock(relayMs: number, clockAheadMs: number): number {
  return Math.max(0, relayMs - clockAheadMs);
}

/** A cancellation that the relay knows and the spool, too, is one. */
function everyCancellation(
  relays: readonly Cancellation[],
  mine: OwnOrder | undefined,
  clockAheadMs: number,
): readonly Cancellation[] {
  const here = relays.map((one) => ({
    ...one,
    cancelledAtMs: onThisClock(one.cancelledAtMs, clockAheadMs),
  }));
  const known = new Set(relays.map(({ eventId }) => eventId));
  return [...here, ...(mine?.cancellations ?? []).filter(({ eventId }) => !known.has(eventId))];
}

function isAllCancelled(order: Order, cancellations: readonly Cancellation[]): boolean {
  return cookLines({ order, cancellations }).every(({ toMake }) => toMake === 0);
}
