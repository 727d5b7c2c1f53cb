/** The demo menu and a fresh ticket on it. */
import { freshTicket as freshTicketOn } from '../../scripts/order/take-order.ts';
import type { Ticket } from '../../src/shared/order/ticket.ts';
import { demoMenu } from './demo-menu.ts';

export const DEMO_MENU = demoMenu();

export function freshTicket(): Ticket {
  return freshTicketOn(DEMO_MENU);
}
