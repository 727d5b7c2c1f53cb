/** Discounts, what is sold out, and a menu that changed under an open ticket, for the screen's states. */
import type { LaneTicket, StationSnapshot } from '../../../src/shared/ipc/views.ts';
import { adjustTicket } from '../../../src/shared/order/adjust-ticket.ts';
import type { WantedAdjustment } from '../../../src/shared/order/adjustment.ts';
import { repriceTicket } from '../../../src/shared/order/reprice-ticket.ts';
import type { Ticket } from '../../../src/shared/order/ticket.ts';
import type { SoldOutMark } from '../../../src/shared/sold-out/sold-out.ts';
import { nextMorning, nextTimeOfDay } from '../../../src/shared/sold-out/until.ts';
import { person } from './fake-people.ts';
import { add, itemId, menu, newId, newTicket, withCommands } from './make-tickets.ts';

const { personId, name } = person('Maria Lopez', 'manager');

function adjusted(ticket: Ticket, wanted: WantedAdjustment): Ticket {
  const made = { menu, adjustmentId: newId(), approvedBy: { personId, name } };
  const next = adjustTicket(ticket, wanted, made);
  if (!next.ok) throw new Error(next.failure);
  return next.value;
}

const plain = withCommands(
  newTicket(),
  add('Greek Salad', { options: ['Ranch'], modifiers: ['Add Chicken'] }),
  add('Lemonade', { quantity: 2 }),
);
const lineOf = (item: string) => {
  const line = plain.lines.find((one) => one.itemId === itemId(item));
  if (line === undefined) throw new Error(`no ${item}`);
  return line.lineId;
};

const discounted = adjusted(
  adjusted(plain, { kind: 'comp', reason: 'Spilled', lineId: lineOf('Lemonade') }),
  { kind: 'percent', reason: 'Regular guest', basisPoints: 1_000 },
);

const item = (of: string) => ({ kind: 'item', itemId: itemId(of) }) as const;
const { timeZone } = menu.restaurant;
const nowMs = Date.now();
const modifier = menu.modifiers.find((one) => one.name === 'Add Chicken');
const someSoldOut: readonly SoldOutMark[] = [
  { subject: item('Lemonade'), untilMs: nextMorning(nowMs, timeZone), by: { personId, name } },
  {
    subject: item('Sweet Tea w. Lemon'),
    untilMs: nextTimeOfDay(nowMs, { hour: 17, minute: 30 }, timeZone),
  },
  { subject: { kind: 'modifier', modifierId: modifier?.id ?? '' } },
];

const dearer = {
  ...menu,
  version: 'dearer',
  items: menu.items
    .filter((one) => one.id !== itemId('Greek Salad'))
    .map((one) => ({ ...one, priceCents: one.priceCents + 50 })),
};

/** The three states, as `seeds.ts` makes snapshots. */
export function adjustSeeds(
  snapshot: (change: Partial<StationSnapshot>) => StationSnapshot,
  onLane: (ticket: Ticket) => LaneTicket,
) {
  const people = { hasManager: true, idleLockMinutes: 0 };
  return {
    discounted: snapshot({ people, tickets: [onLane(discounted)] }),
    'to-discount': snapshot({ people, tickets: [onLane(plain)] }),
    'sold-out': snapshot({ people, soldOut: someSoldOut, tickets: [onLane(plain)] }),
    'price-changed': snapshot({
      menu: dearer,
      tickets: [onLane(repriceTicket(plain, dearer))],
    }),
  };
}
