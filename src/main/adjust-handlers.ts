/** The screen's calls for what needs somebody's leave on a ticket, and for what is sold out. */
import type { Handlers } from './ipc/answer-calls.ts';
import type { People } from './people/people.ts';
import type { SoldOutList } from './sold-out/sold-out-list.ts';
import type { Adjusting } from './tickets/adjusting.ts';

export type AdjustHandlerDeps = {
  readonly adjusting: Adjusting;
  readonly soldOut: SoldOutList;
  readonly people: Pick<People, 'stamp'>;
};

export function adjustHandlers({
  adjusting,
  soldOut,
  people,
}: AdjustHandlerDeps): Pick<
  Handlers,
  'adjustTicket' | 'removeAdjustment' | 'setSoldOut' | 'sellAnyway'
> {
  return {
    adjustTicket: ({ laneId, adjustment, approval }) =>
      adjusting.adjust(laneId, adjustment, approval),
    removeAdjustment: ({ laneId, adjustmentId }) => adjusting.remove(laneId, adjustmentId),
    setSoldOut: ({ subject, state }) => soldOut.set(subject, state, people.stamp()),
    sellAnyway: ({ laneId, what, approval }) => adjusting.sellAnyway(laneId, what, approval),
  };
}
