/**
 * Which counter is in front: the real one, or one to practise on. The real one is not touched meanwhile: its
 * tickets wait, its orders are delivered, and what was said before still comes to it.
 *
 * ```
 * off ── start (a manager's leave) ──► on ── end ──► off
 *  the practice counter's folder is made anew      and taken away
 * ```
 */
import { rm } from 'node:fs/promises';
import type { RecordAudit } from '../shared/day/audit-entry.ts';
import type { LaneId } from '../shared/ids.ts';
import type { Approval, ApprovalFailure, Approve } from '../shared/people/approval.ts';
import { ok, type Result } from '../shared/result.ts';
import { NO_TRAINING, type TrainingView } from '../shared/training.ts';
import type { Counter } from './open-counter.ts';
import type { Practice } from './practice-counter.ts';
import type { SettingsStore } from './settings/open-settings.ts';

export type TrainingDeps = {
  readonly real: Counter;
  readonly directory: string;
  readonly openPractice: () => Promise<Practice>;
  readonly settings: SettingsStore;
  readonly approve: Approve;
  readonly record: RecordAudit;
  readonly wallMs: () => number;
};

export class Training {
  readonly #deps: TrainingDeps;
  #practice: Practice | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  /** Another counter is in front; set by who shows it. */
  onSwitched: () => void = () => undefined;

  private constructor(deps: TrainingDeps, practice: Practice | undefined) {
    this.#deps = deps;
    this.#practice = practice;
  }

  /** Training goes on after a restart: nobody's practice becomes a sale by a power cut. */
  static async open(deps: TrainingDeps): Promise<Training> {
    const isOn = deps.settings.current().training.state === 'on';
    return new Training(deps, isOn ? await deps.openPractice() : undefined);
  }

  get view(): TrainingView {
    return this.#practice === undefined ? NO_TRAINING : this.#deps.settings.current().training;
  }

  get practice(): Practice | undefined {
    return this.#practice;
  }

  /** The counter in front. */
  get counter(): Counter {
    return this.#practice ?? this.#deps.real;
  }

  start(
    approval: Approval | undefined,
  ): Promise<Result<undefined, ApprovalFailure | 'cannot-save'>> {
    return this.#inTurn(async () => {
      const { approve, settings, record, wallMs, real, directory, openPractice } = this.#deps;
      const approved = await approve('train', approval);
      if (!approved.ok || this.#practice !== undefined)
        return approved.ok ? ok(undefined) : approved;
      await rm(directory, { recursive: true, force: true }).catch(() => undefined);
      const practice = await openPractice();
      for (const { laneId } of real.tickets.list()) await practice.tickets.openLane(laneId);
      const { value: startedBy } = approved;
      const saved = settings.change({
        training: { state: 'on', sinceMs: wallMs(), startedBy },
      });
      if (!saved.ok) {
        settings.change({ training: NO_TRAINING });
        await practice.stop();
        return saved;
      }
      this.#practice = practice;
      this.onSwitched();
      await record({ kind: 'training-started', approvedBy: startedBy });
      return ok(undefined);
    });
  }

  end(): Promise<Result<undefined, 'cannot-save'>> {
    return this.#inTurn(async () => {
      const { settings, record, directory } = this.#deps;
      const practice = this.#practice;
      if (practice === undefined) return ok(undefined);
      const { training } = settings.current();
      const saved = settings.change({ training: NO_TRAINING });
      if (!saved.ok) {
        settings.change({ training });
        return saved;
      }
      this.#practice = undefined;
      this.onSwitched();
      const orders = practice.orders.all();
      await record({
        kind: 'training-ended',
        remark: { code: 'orders', count: orders.length },
        amountCents: orders.reduce((sum, { order }) => sum + order.totals.totalCents, 0),
      });
      await practice.stop();
      await rm(directory, { recursive: true, force: true }).catch(() => undefined);
      return ok(undefined);
    });
  }

  /** The station serves this lane now. */
  async openLane(laneId: LaneId): Promise<void> {
    await this.#practice?.tickets.openLane(laneId);
  }

  async stop(): Promise<void> {
    await this.#turn;
    await this.#practice?.stop();
  }

  #inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const answer = this.#turn.then(work);
    this.#turn = answer.catch(() => undefined);
    return answer;
  }
}
