/** The lines of an order as the kitchen makes them: what was ordered less what was cancelled. */
import type { Order } from '../order/order.ts';
import type { KitchenOrder } from '../wire/kitchen.ts';

type Line = Order['lines'][number];

export type CookLine = Line & {
  /** Ordered less cancelled, never below 0. */
  readonly toMake: number;
  readonly cancelled: number;
};

export function cookLines({
  order,
  cancellations,
}: Pick<KitchenOrder, 'order' | 'cancellations'>): readonly CookLine[] {
  const off = new Map<string, number>();
  for (const { lineId, quantity } of cancellations.flatMap(({ lines }) => lines)) {
    off.set(lineId, (off.get(lineId) ?? 0) + quantity);
  }
  return order.lines.map((line) => {
    const cancelled = Math.min(line.quantity, off.get(line.lineId) ?? 0);
    return { ...line, cancelled, toMake: line.quantity - cancelled };
  });
}

/** A note that must not be overlooked. Also as Spanish crews write it. */
export function isAllergyNote(note: string): boolean {
  return /allerg|alerg|anaphyla|anafila|intoleran|c(o)?eliac|cel[ií]ac/i.test(note);
}
