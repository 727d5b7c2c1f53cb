/**
 * The day's money at this station: what was sold and given back, the shift and its drawer, X and Z. Orders
 * are booked whether a shift is open or not: no till stands still because somebody forgot to open one.
 */
import type { RecordAudit } from '../../shared/day/audit-entry.ts';
import type { DayReport } from '../../shared/day/day-report.ts';
import { entryOfEvent, soldOf, type LedgerEntry } from '../../shared/day/ledger.ts';
import { reportOf } from '../../shared/day/report-of.ts';
import type { ShiftView } from '../../shared/day/shift-view.ts';
import type { TicketId } from '../../shared/ids.ts';
import type { OrderEvent } from '../../shared/order/order-event.ts';
import type { Order } from '../../shared/order/order.ts';
import type { Approval, ApprovalFailure, Approve } from '../../shared/people/approval.ts';
import type { PersonStamp } from '../../shared/people/person.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Ledger } from './ledger.ts';
import { closingReport, readSegment, segmentNumbersIn } from './ledger-files.ts';

export type DayDeps = {
  readonly directory: string;
  readonly ledger: Ledger;
  readonly newId: () => string;
  readonly wallMs: () => number;
  readonly approve: Approve;
  readonly stamp: () => PersonStamp | undefined;
  readonly record: RecordAudit;
  readonly onShift: (view: ShiftView) => void;
};

type Saved = Result<undefined, 'cannot-save'>;
export type BookedOrder = { readonly order: Order; readonly events: readonly OrderEvent[] };
export type CashMove = {
  readonly direction: 'in' | 'out';
  readonly amountCents: number;
  readonly reason: string;
};

/** As many Zs as the screen lists. */
const MAX_LISTED = 60;

export class Day {
  readonly #deps: DayDeps;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(deps: DayDeps) {
    this.#deps = deps;
  }

  view(): ShiftView {
    const { ledger } = this.#deps;
    const opened = this.#opened();
    if (opened === undefined) {
      const orderCount = ledger.entries.filter(({ kind }) => kind === 'sold').length;
      return { state: 'closed', orderCount };
    }
    const { atMs, by } = opened;
    const openedBy = by === undefined ? {} : { openedBy: by };
    return { state: 'open', number: ledger.number, openedAtMs: atMs, ...openedBy };
  }

  /** The order and all that happened to it so far; what was booked before is left out. */
  book(booked: BookedOrder): Promise<Saved> {
    return this.#inTurn(() => this.#deps.ledger.book(entriesOf(booked)));
  }

  bookVoid(ticketId: TicketId, amountCents: number): Promise<Saved> {
    const atMs = this.#deps.wallMs();
    return this.#inTurn(() =>
      this.#deps.ledger.book([{ kind: 'voided', ticketId, atMs, amountCents }]),
    );
  }

  /** `floatCents`: everything that is in the drawer now. */
  openShift(floatCents: number): Promise<Result<undefined, 'shift-open' | 'cannot-save'>> {
    return this.#inTurn(async () => {
      if (this.#opened() !== undefined) return fail('shift-open');
      const { ledger, newId, wallMs, stamp, record } = this.#deps;
      const by = stamp();
      const saved = await ledger.bookNow({
        kind: 'shift-opened',
        shiftId: newId(),
        atMs: wallMs(),
        floatCents,
        ...(by !== undefined && { by }),
      });
      if (!saved.ok) return saved;
      await record({ kind: 'shift-opened', about: `Z ${ledger.number}`, amountCents: floatCents });
      return saved;
    });
  }

  /** The Z, once: it is on disk before this answers. What should be in the drawer is told only now. */
  async closeShift(
    countedCents: number,
    approval: Approval | undefined,
  ): Promise<Result<DayReport, ApprovalFailure | 'no-shift' | 'cannot-save'>> {
    if (this.#opened() === undefined) return fail('no-shift');
    const approved = await this.#deps.approve('close-shift', approval);
    if (!approved.ok) return approved;
    return this.#inTurn(async () => {
      if (this.#opened() === undefined) return fail('no-shift');
      const { ledger, wallMs, stamp, record } = this.#deps;
      const atMs = wallMs();
      const close = { atMs, by: stamp() ?? approved.value, countedCents };
      const { number } = ledger;
      const report = reportOf(ledger.entries, { number, close });
      const saved = await ledger.bookNow({ kind: 'shift-closed', atMs, report });
      if (!saved.ok) return saved;
      ledger.next();
      await record({
        kind: 'shift-closed',
        approvedBy: approved.value,
        about: `Z ${number}`,
        amountCents: report.cash.overCents ?? 0,
      });
      return ok(report);
    });
  }

  async moveCash(
    { direction, amountCents, reason }: CashMove,
    approval: Approval | undefined,
  ): Promise<Result<undefined, ApprovalFailure | 'no-shift' | 'cannot-save'>> {
    if (this.#opened() === undefined) return fail('no-shift');
    const approved = await this.#deps.approve('move-cash', approval);
    if (!approved.ok) return approved;
    return this.#inTurn(async () => {
      if (this.#opened() === undefined) return fail('no-shift');
      const { ledger, wallMs, stamp, record } = this.#deps;
      const by = stamp();
      const saved = await ledger.bookNow({
        kind: 'cash-moved',
        atMs: wallMs(),
        direction,
        amountCents,
        reason,
        approvedBy: approved.value,
        ...(by !== undefined && { by }),
      });
      if (!saved.ok) return saved;
      await record({
        kind: 'cash-moved',
        approvedBy: approved.value,
        reason,
        remark: { code: direction === 'in' ? 'paid-in' : 'paid-out' },
        amountCents: direction === 'in' ? amountCents : -amountCents,
      });
      return saved;
    });
  }

  /** How the shift, or what was sold since the last one, stands now. */
  async report(approval: Approval | undefined): Promise<Result<DayReport, ApprovalFailure>> {
    const approved = await this.#deps.approve('see-reports', approval);
    if (!approved.ok) return approved;
    const { ledger } = this.#deps;
    return this.#inTurn(() => {
      const report = reportOf(ledger.entries, { number: ledger.number });
      return Promise.resolve(ok(report));
    });
  }

  /** Newest first. */
  async closedReports(
    approval: Approval | undefined,
  ): Promise<Result<readonly DayReport[], ApprovalFailure>> {
    const approved = await this.#deps.approve('see-reports', approval);
    if (!approved.ok) return approved;
    const { directory } = this.#deps;
    const numbers = (await segmentNumbersIn(directory)).slice(-1 - MAX_LISTED).reverse();
    const reports: DayReport[] = [];
    for (const number of numbers) {
      const segment = await readSegment(directory, number);
      const report = segment && closingReport(segment);
      if (report !== undefined) reports.push(report);
    }
    return ok(reports);
  }

  /** Resolves when no write is under way. */
  async settled(): Promise<void> {
    await this.#turn;
  }

  #opened(): Extract<LedgerEntry, { kind: 'shift-opened' }> | undefined {
    return this.#deps.ledger.entries.find((entry) => entry.kind === 'shift-opened');
  }

  async #inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const answer = this.#turn.then(work);
    this.#turn = answer.catch(() => undefined);
    const done = await answer;
    this.#deps.onShift(this.view());
    return done;
  }
}

export function entriesOf({ order, events }: BookedOrder): readonly LedgerEntry[] {
  const later = events.map((_, index) => entryOfEvent(order, events.slice(0, index + 1)));
  return [soldOf(order), ...later.filter((entry) => entry !== undefined)];
}
