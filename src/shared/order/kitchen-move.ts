/** How an order may move through the kitchen. */
import type { KitchenStatus } from './order.ts';

const COURSE: readonly KitchenStatus[] = ['new', 'preparing', 'ready', 'completed'];

/** Forward as far as wanted (a bump), back by one step (a recall); what is cancelled stays so. */
export function mayMove(from: KitchenStatus, to: KitchenStatus): boolean {
  const here = COURSE.indexOf(from);
  const there = COURSE.indexOf(to);
  if (here < 0 || there < 0) return false;
  return there > here || there === here - 1;
}
