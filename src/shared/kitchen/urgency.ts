/** How long a guest waits patiently, by order type: a car in the lane less than a table, a courier the most. */
import type { OrderType } from '../order/order.ts';
import type { BoardOrder } from './board.ts';

const MINUTE_MS = 60_000;

/** Minutes: done by `target`, a warning at `warn`, late from `late` on. `rank` breaks ties, 0 first. */
const PATIENCE: Readonly<
  Record<OrderType, { target: number; warn: number; late: number; rank: number }>
> = {
  'drive-thru': { target: 3, warn: 2, late: 4, rank: 0 },
  takeout: { target: 7, warn: 5, late: 10, rank: 1 },
  'dine-in': { target: 12, warn: 8, late: 15, rank: 2 },
  delivery: { target: 15, warn: 10, late: 20, rank: 2 },
};

export type Urgency = 'calm' | 'soon' | 'late';

export function urgencyOf({ order, receivedAtMs }: BoardOrder, nowMs: number): Urgency {
  const { warn, late } = PATIENCE[order.orderType];
  const minutes = (nowMs - receivedAtMs) / MINUTE_MS;
  if (minutes >= late) return 'late';
  return minutes >= warn ? 'soon' : 'calm';
}

/** When it should be done. Orders are made in this order. */
export function dueAtMs({ order, receivedAtMs }: BoardOrder): number {
  return receivedAtMs + PATIENCE[order.orderType].target * MINUTE_MS;
}

export function patienceRank({ order }: BoardOrder): number {
  return PATIENCE[order.orderType].rank;
}
