/** The stand-in's shift: the real figures of a ledger in memory, and an audit trail to look at. */
import type { AuditEntry } from '../../../src/shared/day/audit-entry.ts';
import type { DayReport } from '../../../src/shared/day/day-report.ts';
import { soldOf, type LedgerEntry } from '../../../src/shared/day/ledger.ts';
import { reportOf } from '../../../src/shared/day/report-of.ts';
import type { Pos } from '../../../src/shared/ipc/contract.ts';
import type { StationSnapshot } from '../../../src/shared/ipc/views.ts';
import type { Order } from '../../../src/shared/order/order.ts';
import type { Approve } from '../../../src/shared/people/approval.ts';
import { fail, ok } from '../../../src/shared/result.ts';
import type { FakePos } from './fake-pos.ts';
import { STAFF } from './fake-people.ts';
import { newId } from './make-tickets.ts';

type DayCalls = Pick<
  Pos,
  | 'openShift'
  | 'closeShift'
  | 'moveCash'
  | 'getReport'
  | 'listReports'
  | 'readAudit'
  | 'exportAudit'
>;

const NOON_MS = Date.UTC(2026, 10, 24, 17);
const [MARIA, LEE, SAM] = STAFF.map(({ personId, name }) => ({ personId, name }));

const AUDIT: readonly Omit<AuditEntry, 'sequence'>[] = [
  {
    kind: 'refunded',
    atMs: NOON_MS,
    by: SAM,
    approvedBy: MARIA,
    about: 'B-041',
    reason: 'Cold',
    amountCents: 1_405,
  },
  {
    kind: 'ticket-voided',
    atMs: NOON_MS - 60_000,
    by: SAM,
    approvedBy: LEE,
    about: '1 × Greek Salad, 2 × Lemonade',
    reason: 'Guest left',
    amountCents: 2_376,
  },
  {
    kind: 'ticket-voided',
    atMs: NOON_MS - 90_000,
    by: SAM,
    about: '1 × Lemonade',
    remark: { code: 'next-guest' },
    amountCents: 323,
  },
  { kind: 'pin-locked', atMs: NOON_MS - 120_000 },
  { kind: 'wrong-pin', atMs: NOON_MS - 130_000, by: SAM },
  {
    kind: 'discounted',
    atMs: NOON_MS - 300_000,
    by: MARIA,
    approvedBy: MARIA,
    remark: { code: 'percent-off', basisPoints: 1_000 },
    reason: 'Regular guest',
    amountCents: 250,
  },
  { kind: 'signed-in', atMs: NOON_MS - 3_600_000, by: SAM },
  { kind: 'shift-opened', atMs: NOON_MS - 3_700_000, by: LEE, about: 'Z 12', amountCents: 20_000 },
];

export function createFakeDay(
  seed: StationSnapshot,
  push: FakePos['push'],
  approve: Approve,
): { readonly calls: DayCalls; readonly book: (order: Order) => void } {
  let number = 12;
  let entries: LedgerEntry[] = seed.orders.map(({ order }) => soldOf(order));
  const closed: DayReport[] = [];
  if (seed.shift.state === 'open') {
    const { openedAtMs: atMs } = seed.shift;
    entries = [
      { kind: 'shift-opened', shiftId: newId(), atMs, floatCents: 20_000, by: LEE },
      ...entries,
    ];
  }
  const isOpen = () => entries.some(({ kind }) => kind === 'shift-opened');
  const calls: DayCalls = {
    openShift: ({ floatCents }) => {
      const atMs = Date.now();
      entries = [...entries, { kind: 'shift-opened', shiftId: newId(), atMs, floatCents }];
      push('onShift', { state: 'open', number, openedAtMs: atMs });
      return Promise.resolve(ok(undefined));
    },
    closeShift: async ({ countedCents, approval }) => {
      if (!isOpen()) return fail('no-shift');
      const approved = await approve('close-shift', approval);
      if (!approved.ok) return approved;
      const close = { atMs: Date.now(), by: approved.value, countedCents };
      const report = reportOf(entries, { number, close });
      closed.unshift(report);
      entries = [];
      number += 1;
      push('onShift', { state: 'closed', orderCount: 0 });
      return ok(report);
    },
    moveCash: async ({ approval, ...move }) => {
      const approved = await approve('move-cash', approval);
      if (!approved.ok) return approved;
      const { personId, name } = approved.value;
      const approvedBy = { personId, name };
      entries = [...entries, { kind: 'cash-moved', atMs: Date.now(), ...move, approvedBy }];
      return ok(undefined);
    },
    getReport: async ({ approval }) => {
      const approved = await approve('see-reports', approval);
      return approved.ok ? ok(reportOf(entries, { number })) : approved;
    },
    listReports: async ({ approval }) => {
      const approved = await approve('see-reports', approval);
      return approved.ok ? ok(closed) : approved;
    },
    readAudit: async ({ sinceMs, approval }) => {
      const approved = await approve('see-audit', approval);
      if (!approved.ok) return approved;
      const all = AUDIT.map((entry, index) => ({ ...entry, sequence: AUDIT.length - index }));
      return ok({ entries: all, isWhole: sinceMs > 0 });
    },
    exportAudit: async ({ approval }) => {
      const approved = await approve('see-audit', approval);
      if (!approved.ok) return approved;
      return ok({ path: '/home/till/Documents/BuildPanel Station/audit-2026-11-24.csv' });
    },
  };
  return { calls, book: (order) => void (entries = [...entries, soldOf(order)]) };
}
