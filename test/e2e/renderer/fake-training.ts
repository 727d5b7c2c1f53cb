/** The stand-in's training: another counter comes to the front and goes; what is done on it is not kept apart. */
import type { Pos } from '../../../src/shared/ipc/contract.ts';
import type { StationSnapshot } from '../../../src/shared/ipc/views.ts';
import type { Approve } from '../../../src/shared/people/approval.ts';
import { ok } from '../../../src/shared/result.ts';
import type { FakePos } from './fake-pos.ts';
import { newTicket } from './make-tickets.ts';

export function createFakeTraining(
  seed: StationSnapshot,
  push: FakePos['push'],
  approve: Approve,
): Pick<Pos, 'startTraining' | 'endTraining'> {
  const { tickets, held, orders, orderCounts, shift, missed } = seed;
  const real = { tickets, held, orders, orderCounts, shift, missed };
  return {
    startTraining: async ({ approval }) => {
      const approved = await approve('train', approval);
      if (!approved.ok) return approved;
      const { personId, name } = approved.value;
      push('onCounter', {
        tickets: tickets.map((open) => ({ ...open, ticket: newTicket(), canUndo: false })),
        held: [],
        orders: [],
        orderCounts: { waiting: 0, refused: 0, unpaid: 0 },
        shift: { state: 'closed', orderCount: 0 },
        missed: [],
        training: { state: 'on', sinceMs: Date.now(), startedBy: { personId, name } },
      });
      return ok(undefined);
    },
    endTraining: () => {
      push('onCounter', { ...real, training: { state: 'off' } });
      return Promise.resolve(ok(undefined));
    },
  };
}
