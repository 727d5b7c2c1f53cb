/** Opens the ledger with what the orders say, and stands between tickets and orders to book what they do. */
import { join } from 'node:path';
import type { RecordAudit } from '../shared/day/audit-entry.ts';
import type { ShiftView } from '../shared/day/shift-view.ts';
import type { OrderView } from '../shared/ipc/views.ts';
import { Day, entriesOf, type BookedOrder } from './day/day.ts';
import { Ledger } from './day/ledger.ts';
import { newId } from './new-id.ts';
import { ledgerNotice } from './notice-words.ts';
import type { Notices } from './notices.ts';
import type { Orders } from './orders/orders.ts';
import type { People } from './people/people.ts';

export type OpenDayDeps = {
  readonly directory: string;
  readonly orders: Orders;
  readonly people: People;
  readonly record: RecordAudit;
  readonly notices: Notices;
  readonly wallMs: () => number;
  readonly onShift: (view: ShiftView) => void;
};

export async function openDay(deps: OpenDayDeps): Promise<Day> {
  const { orders, people, notices } = deps;
  const directory = join(deps.directory, 'ledger');
  const booked = orders.all().map(bookedOf);
  const ledger = await Ledger.open(
    { directory, onProblem: (problem) => notices.tell(ledgerNotice(problem)) },
    booked.flatMap(entriesOf),
  );
  return new Day({
    ...deps,
    directory,
    ledger,
    newId,
    approve: people.approve,
    stamp: () => people.stamp(),
  });
}

/** The orders as tickets and desk use them: what was placed or happened later is booked before it is answered. */
export function withBooks(
  orders: Orders,
  day: Pick<Day, 'book'>,
): Pick<Orders, 'has' | 'nextNumber' | 'get' | 'place' | 'addEvent'> {
  return {
    has: (orderId) => orders.has(orderId),
    nextNumber: (placedAtMs) => orders.nextNumber(placedAtMs),
    get: (orderId) => orders.get(orderId),
    place: async (order, changeCents) => {
      const placed = await orders.place(order, changeCents);
      if (placed.ok) await day.book(bookedOf(placed.value));
      return placed;
    },
    addEvent: async (orderId, decide) => {
      const changed = await orders.addEvent(orderId, decide);
      if (changed.ok) await day.book(bookedOf(changed.value));
      return changed;
    },
  };
}

function bookedOf({ order, events }: OrderView): BookedOrder {
  return { order, events: events.map(({ event }) => event) };
}
