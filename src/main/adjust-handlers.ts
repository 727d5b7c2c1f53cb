/** The screen's calls for what needs somebody's leave on a ticket, and for what is sold out. */
import type { RecordAudit } from '../shared/day/audit-entry.ts';
import type { Menu } from '../shared/menu/menu.ts';
import { keyOf, nameOf } from '../shared/sold-out/sold-out.ts';
import type { Handlers } from './ipc/answer-calls.ts';
import type { People } from './people/people.ts';
import type { SoldOutList } from './sold-out/sold-out-list.ts';
import type { SupportCalls } from './support/support-calls.ts';
import type { Adjusting } from './tickets/adjusting.ts';

export type AdjustHandlerDeps = {
  readonly adjusting: Adjusting;
  readonly soldOut: SoldOutList;
  readonly supportCalls: SupportCalls;
  readonly people: Pick<People, 'stamp' | 'allow'>;
  readonly menu: () => Menu;
  readonly record: RecordAudit;
};

type SoldOutDeps = Pick<AdjustHandlerDeps, 'soldOut' | 'people' | 'menu' | 'record'>;

/** By hand and by voice alike. */
export function createSetSoldOut({ soldOut, people, menu, record }: SoldOutDeps) {
  return (async ({ subject, state, approval }) => {
    const allowed = await people.allow('mark-sold-out', approval);
    if (!allowed.ok) return allowed;
    const set = await soldOut.set(subject, state, people.stamp());
    const { value: approvedBy } = allowed;
    const name = nameOf(subject, menu());
    await record({
      kind: state.kind === 'on-sale' ? 'back-on-sale' : 'sold-out-marked',
      ...(name === undefined ? { remark: { code: 'gone-from-menu' } } : { about: name }),
      subjectId: keyOf(subject).slice(0, 64),
      ...(approvedBy !== undefined && { approvedBy }),
    });
    return set;
  }) satisfies Handlers['setSoldOut'];
}

export function adjustHandlers(
  deps: AdjustHandlerDeps,
): Pick<
  Handlers,
  'adjustTicket' | 'removeAdjustment' | 'setSoldOut' | 'reportTrouble' | 'sellAnyway'
> {
  const { adjusting, supportCalls } = deps;
  return {
    adjustTicket: ({ laneId, adjustment, approval }) =>
      adjusting.adjust(laneId, adjustment, approval),
    removeAdjustment: ({ laneId, adjustmentId }) => adjusting.remove(laneId, adjustmentId),
    setSoldOut: createSetSoldOut(deps),
    reportTrouble: ({ laneId }) => supportCalls.add(laneId),
    sellAnyway: ({ laneId, what, approval }) => adjusting.sellAnyway(laneId, what, approval),
  };
}
