/** Which orders a person means: by number, time, amount, or what was ordered. */
import type { OrderCounts } from '../../shared/ipc/views.ts';
import type { Order } from '../../shared/order/order.ts';

export type OrderQuery = {
  /** Words; each must be found somewhere. */
  readonly text: string;
  readonly only: 'all' | Exclude<keyof OrderCounts, 'waiting'>;
};

/** Every word of `text` is in the number (`B-042`, `b042`, `42`), the amount (`23.76`), the time (`10:04`) or an item's name. */
export function isMeant(order: Order, text: string, timeZone: string): boolean {
  const words = text.toLowerCase().replaceAll('$', '').split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const number = order.orderNumber.toLowerCase();
  const texts = [
    number,
    number.replace('-', ''),
    (order.totals.totalCents / 100).toFixed(2),
    timeAt(order.placedAtMs, timeZone),
    ...order.lines.map(({ name }) => name.toLowerCase()),
  ];
  return words.every((word) => texts.some((one) => one.includes(word)));
}

/** `10:04 am`. */
function timeAt(wallMs: number, timeZone: string): string {
  const form = { hour: 'numeric', minute: '2-digit' } as const;
  const inZone = (zone: string) =>
    new Intl.DateTimeFormat('en-US', { ...form, timeZone: zone }).format(wallMs);
  try {
    return inZone(timeZone).toLowerCase();
  } catch {
    return inZone('UTC').toLowerCase();
  }
}
