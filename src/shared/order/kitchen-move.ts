/** How an order may move through the kitchen. */
import type { KitchenStatus } from './order.ts';

/** What is cancelled has left it. */
export const COURSE: readonly KitchenStatus[] = ['new', 'preparing', 'ready', 'completed'];

/** Forward as far as wanted (a bump), back by one step (a recall); what is cancelled stays so. */
export function mayMove(from: KitchenStatus, to: KitchenStatus): boolean {
  const here = COURSE.indexOf(from);
  const there = COURSE.indexOf(to);
  if (here < 0 || there < 0) return false;
  return there > here || there === here - 1;
}

/** Where a bump takes an order; undefined where none does. */
export function nextStatus(from: KitchenStatus): KitchenStatus | undefined {
  const here = COURSE.indexOf(from);
  return here < 0 ? undefined : COURSE[here + 1];
}

/** Where a recall takes an order. */
export function previousStatus(from: KitchenStatus): KitchenStatus | undefined {
  return COURSE[COURSE.indexOf(from) - 1];
}
