/** The tickets and the order spool of a station on a folder, as `station-parts.ts` connects them. */
import { OPEN_WORDS } from './open-words.ts';
import { join } from 'node:path';
import { CardDesk } from '../../src/main/card/card-desk.ts';
import { SimulatedTerminal } from '../../src/main/card/simulated-terminal.ts';
import type { CardTerminal } from '../../src/main/card-terminal.ts';
import { paidBy } from '../../src/main/paid-by.ts';
import { OrderDesk } from '../../src/main/orders/order-desk.ts';
import { Orders, type OrdersDeps } from '../../src/main/orders/orders.ts';
import { HeldTickets } from '../../src/main/tickets/held-tickets.ts';
import { MissedWords } from '../../src/main/tickets/missed-words.ts';
import type { CompileWords } from '../../src/main/tickets/take-words.ts';
import type { OrderPlace } from '../../src/main/tickets/tickets-deps.ts';
import { Tickets } from '../../src/main/tickets/tickets.ts';
import { newId } from '../../src/main/new-id.ts';
import { laneIdSchema } from '../../src/shared/ids.ts';
import type { HeldTicket, LaneTicket, OrderCounts, OrderView } from '../../src/shared/ipc/views.ts';
import type { Menu } from '../../src/shared/menu/menu.ts';
import type { AuditNote } from '../../src/shared/day/audit-entry.ts';
import type { Approve } from '../../src/shared/people/approval.ts';
import { personIdSchema } from '../../src/shared/people/person.ts';
import { fail, ok } from '../../src/shared/result.ts';
import { NOTHING_SOLD_OUT, type SoldOut } from '../../src/shared/sold-out/sold-out.ts';
import { demoMenu } from './demo-menu.ts';

export const TILL_LANE = laneIdSchema.parse('lane-1');

const BOSS = {
  personId: personIdSchema.parse('0d8f2c52-7e0e-4d6e-9a49-0a9c3f1b6d11'),
  name: 'Boss',
};

export type TillOptions = {
  readonly send?: OrdersDeps['send'];
  readonly sendEvent?: OrdersDeps['sendEvent'];
  readonly backoff?: OrdersDeps['backoff'];
  readonly terminal?: CardTerminal;
  readonly menu?: () => Menu;
  readonly prefix?: string;
  readonly wallMs?: () => number;
  readonly compile?: CompileWords;
  readonly soldOut?: () => SoldOut;
  /** Who may allow what (default: somebody may everything). */
  readonly approve?: Approve;
  /** Stands between tickets and spool, to break off a commit there. */
  readonly between?: (orders: Orders) => OrderPlace;
};

export async function openTill(directory: string, options: TillOptions = {}) {
  const { wallMs = () => Date.UTC(2026, 0, 2, 12), menu = demoMenu } = options;
  const tickets: LaneTicket[] = [];
  const held: (readonly HeldTicket[])[] = [];
  const changed: OrderView[] = [];
  /** What the screen is told. */
  const told: OrderView[] = [];
  const counts: OrderCounts[] = [];
  const corrupt: unknown[] = [];
  const recorded: AuditNote[] = [];
  const voids: { readonly ticketId: string; readonly amountCents: number }[] = [];
  const inUse = menu();
  const orders = await Orders.open({
    directory: join(directory, 'orders'),
    send: options.send ?? (() => Promise.resolve(fail('relay-away'))),
    sendEvent: options.sendEvent ?? (() => Promise.resolve(fail('relay-away'))),
    prefix: () => options.prefix ?? 'B',
    timeZone: () => inUse.restaurant.timeZone,
    wallMs,
    nowMs: () => performance.now(),
    random: () => 0,
    backoff: options.backoff ?? { baseMs: 4, capMs: 8 },
    onOrder: (order, isListed) => {
      changed.push(order);
      if (isListed) told.push(order);
    },
    onCounts: (now) => counts.push(now),
    onCorrupt: (keptAs) => corrupt.push(keptAs),
    log: { error: (fields) => corrupt.push(fields) },
  });
  const terminal = options.terminal ?? new SimulatedTerminal();
  const unsettled: number[] = [];
  const cards = await CardDesk.open({
    path: join(directory, 'card-payments.json'),
    terminal,
    paidBy: (payment) => paidBy(orders, payment),
    onUnsettled: (charges) => unsettled.push(charges.length),
    onCorrupt: (keptAs) => corrupt.push(keptAs),
    wallMs,
    log: { error: (fields) => corrupt.push(fields) },
    deadlineMs: 50,
    cancelAgainMs: 5,
  });
  const desk = new OrderDesk({
    orders,
    cards,
    approve: () => Promise.resolve(ok(BOSS)),
    stamp: () => undefined,
    record: () => Promise.resolve(ok(undefined)),
    newId,
    wallMs,
  });
  const missed = await MissedWords.open({
    directory: join(directory, 'tickets', 'missed-words'),
    wallMs,
    words: OPEN_WORDS,
    onChange: () => undefined,
  });
  const till = new Tickets({
    directory: join(directory, 'tickets'),
    held: await HeldTickets.open(join(directory, 'tickets', 'held'), {
      wallMs: wallMs(),
      words: OPEN_WORDS,
      onCorrupt: (keptAs) => corrupt.push(keptAs),
    }),
    missed,
    orders: options.between?.(orders) ?? orders,
    cards,
    soldOut: options.soldOut ?? (() => NOTHING_SOLD_OUT),
    approve: options.approve ?? (() => Promise.resolve(ok(BOSS))),
    stamp: () => undefined,
    record: (note) => {
      recorded.push(note);
      return Promise.resolve(ok(undefined));
    },
    onVoid: (ticketId, amountCents) => {
      voids.push({ ticketId, amountCents });
      return Promise.resolve();
    },
    menu: options.menu ?? (() => inUse),
    compile: options.compile ?? (() => ({ edits: [], questions: [] })),
    newId,
    wallMs,
    words: OPEN_WORDS,
    onTicket: (ticket) => tickets.push(ticket),
    onHeld: (list) => held.push(list),
    onDisk: (problem) => corrupt.push(problem),
  });
  await till.openLane(TILL_LANE);
  return {
    till,
    missed,
    orders,
    desk,
    cards,
    unsettled,
    tickets,
    held,
    changed,
    told,
    counts,
    corrupt,
    recorded,
    voids,
  };
}

export function addItem(itemId: string, quantity = 1) {
  return {
    kind: 'add-item',
    selection: { itemId, quantity, modifierIds: [], choices: [] },
  } as const;
}
