/**
 * A counter: tickets, orders and the day's money in one folder. The station has the real one, and beside it
 * another while somebody practises: the same parts, so that what is practised is what there is.
 */
import { join } from 'node:path';
import { RECONNECT_BACKOFF } from '../shared/backoff.ts';
import type { RecordAudit } from '../shared/day/audit-entry.ts';
import type { OrderView } from '../shared/ipc/views.ts';
import type { Menu } from '../shared/menu/menu.ts';
import type { SoldOut } from '../shared/sold-out/sold-out.ts';
import { createWordsCompiler } from './compile-words.ts';
import { CardDesk } from './card/card-desk.ts';
import type { CardTerminal } from './card-terminal.ts';
import type { Day } from './day/day.ts';
import type { Pusher } from './ipc/pusher.ts';
import type { Log } from './log.ts';
import { newId } from './new-id.ts';
import { cardCorruptNotice, cardNotice } from './card-notices.ts';
import { heldCorruptNotice, orderCorruptNotice, ticketNotice } from './notice-words.ts';
import type { Notices } from './notices.ts';
import { openDay, withBooks } from './open-day.ts';
import { OrderDesk } from './orders/order-desk.ts';
import { Orders, type OrdersDeps } from './orders/orders.ts';
import { paidBy } from './paid-by.ts';
import type { People } from './people/people.ts';
import { createAdjusting, type Adjusting } from './tickets/adjusting.ts';
import { HeldTickets } from './tickets/held-tickets.ts';
import { MissedWords } from './tickets/missed-words.ts';
import { Tickets } from './tickets/tickets.ts';
import type { WordsSeal } from './words-at-rest.ts';

/** A relay that was away for long is asked this seldom. */
export const ORDER_BACKOFF = { ...RECONNECT_BACKOFF, capMs: 10_000 };

export type CounterDeps = Pick<OrdersDeps, 'send' | 'sendEvent' | 'prefix'> & {
  readonly directory: string;
  readonly menu: () => Menu;
  readonly soldOut: () => SoldOut;
  readonly people: People;
  readonly terminal: CardTerminal;
  readonly record: RecordAudit;
  readonly notices: Notices;
  readonly push: Pusher['push'];
  readonly wallMs: () => number;
  readonly nowUs: () => number;
  readonly log: Log;
  /** How guests' words lie on disk. */
  readonly words: WordsSeal;
  readonly onOrder: (order: OrderView) => void;
  readonly onMissed: () => void;
};

export type Counter = {
  readonly cards: CardDesk;
  readonly tickets: Tickets;
  readonly missed: MissedWords;
  readonly orders: Orders;
  readonly orderDesk: OrderDesk;
  readonly adjusting: Adjusting;
  readonly day: Day;
};

export async function openCounter(deps: CounterDeps): Promise<Counter> {
  const { directory, menu, people, record, notices, push, wallMs, words } = deps;
  const orders = await openOrders(deps);
  const day = await openDay({
    ...deps,
    orders,
    onShift: (view) => push('onShift', view),
  });
  const books = withBooks(orders, day);
  const cards = await openCards(deps, orders);
  const held = await HeldTickets.open(join(directory, 'tickets', 'held'), {
    wallMs: wallMs(),
    words,
    onCorrupt: (keptAs) => notices.tell(heldCorruptNotice(keptAs)),
  });
  const missed = await MissedWords.open({
    directory: join(directory, 'tickets', 'missed-words'),
    wallMs,
    words,
    onChange: deps.onMissed,
  });
  const tickets = new Tickets({
    directory: join(directory, 'tickets'),
    menu,
    held,
    missed,
    soldOut: deps.soldOut,
    orders: books,
    cards,
    approve: people.approve,
    stamp: () => people.stamp(),
    record,
    onVoid: (ticketId, amountCents) => day.bookVoid(ticketId, amountCents),
    compile: createWordsCompiler(),
    newId,
    wallMs,
    words,
    onTicket: (laneTicket) => push('onTicket', laneTicket),
    onHeld: (list) => push('onHeld', list),
    onDisk: (problem) => notices.tell(ticketNotice(problem)),
  });
  const { approve } = people;
  const orderDesk = new OrderDesk({
    orders: books,
    cards,
    approve,
    stamp: () => people.stamp(),
    record,
    newId,
    wallMs,
  });
  const adjusting = createAdjusting({ tickets, approve, record });
  return { cards, tickets, missed, orders, orderDesk, adjusting, day };
}

function openCards(deps: CounterDeps, orders: Orders): Promise<CardDesk> {
  const { directory, terminal, notices, menu, wallMs, log } = deps;
  return CardDesk.open({
    path: join(directory, 'card-payments.json'),
    ...{ terminal, wallMs, log },
    paidBy: (payment) => paidBy(orders, payment),
    onUnsettled: (charges) => notices.tell(cardNotice(charges, menu().restaurant.currency)),
    onCorrupt: (keptAs) => notices.tell(cardCorruptNotice(keptAs)),
  });
}

function openOrders(deps: CounterDeps): Promise<Orders> {
  const { directory, menu, notices, push, wallMs, nowUs, log, onOrder } = deps;
  const { send, sendEvent, prefix } = deps;
  return Orders.open({
    directory: join(directory, 'orders'),
    ...{ send, sendEvent, prefix, wallMs, log },
    timeZone: () => menu().restaurant.timeZone,
    nowMs: () => nowUs() / 1_000,
    random: Math.random,
    backoff: ORDER_BACKOFF,
    onOrder: (order, isListed) => {
      if (isListed) push('onOrder', order);
      onOrder(order);
    },
    onCounts: (counts) => push('onOrderCounts', counts),
    onCorrupt: (keptAs) => notices.tell(orderCorruptNotice(keptAs)),
  });
}
