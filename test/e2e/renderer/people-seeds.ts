/** Who is signed in, and whether a shift is open, for the screen's states. */
import type { LaneTicket, OrderView, StationSnapshot } from '../../../src/shared/ipc/views.ts';
import { STAFF } from './fake-people.ts';
import { lane, SECOND_LANE } from './seed-lanes.ts';

const LEE = { personId: STAFF[1].personId, name: 'Lee', role: 'lead', language: 'en' } as const;

export const peopleSeeds = (
  snapshot: (change: Partial<StationSnapshot>) => StationSnapshot,
  tickets: { readonly ready: LaneTicket; readonly second: LaneTicket },
  orders: readonly OrderView[],
) => ({
  staffed: snapshot({
    tickets: [tickets.ready],
    people: { hasManager: true, idleLockMinutes: 0 },
  }),
  'shift-closed': snapshot({
    tickets: [tickets.ready],
    orders,
    shift: { state: 'closed', orderCount: 4 },
  }),
  'shift-open': snapshot({
    orders,
    people: { signedIn: LEE, hasManager: true, idleLockMinutes: 0 },
  }),
  manager: snapshot({
    people: {
      signedIn: {
        personId: STAFF[0].personId,
        name: 'Maria Lopez',
        role: 'manager',
        language: 'en',
      },
      hasManager: true,
      idleLockMinutes: 5,
    },
  }),
  'signed-in': snapshot({
    lanes: [lane(), lane({ laneId: SECOND_LANE, name: 'Drive-thru' })],
    tickets: [tickets.ready, tickets.second],
    people: { signedIn: LEE, hasManager: true, idleLockMinutes: 0 },
  }),
  training: snapshot({
    tickets: [tickets.ready],
    people: { hasManager: true, idleLockMinutes: 0 },
    training: {
      state: 'on',
      sinceMs: Date.UTC(2026, 10, 24, 15, 4),
      startedBy: { personId: STAFF[0].personId, name: STAFF[0].name },
    },
  }),
});
