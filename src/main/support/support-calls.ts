/**
 * Presses of “Something went wrong”: on disk before they are acknowledged, sent to the relay when it answers. They are
 * counted there by restaurant and week.
 */
import { z } from 'zod';
import type { LaneId } from '../../shared/ids.ts';
import { laneIdSchema } from '../../shared/ids.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { SupportCall, SupportCallAnswer } from '../../shared/wire/support-call.ts';
import { readTextIfThere, writeDurably } from '../durable-file.ts';

/** Mouse and touch, or an angry finger: one. */
const ONE_PRESS_MS = 10_000;
/** Beyond it the oldest are not counted: a till that was offline for weeks. */
const MAX_KEPT = 500;
/** The relay will not say otherwise, however often it is asked. */
const FINAL: ReadonlySet<string> = new Set(['bad-request', 'wrong-lane', 'bad-answer']);

const keptSchema = z.array(
  z.strictObject({ callId: z.uuid(), laneId: laneIdSchema, madeAtMs: z.number().int().min(0) }),
);
type Kept = z.infer<typeof keptSchema>[number];

type Deps = {
  readonly path: string;
  readonly send: (call: SupportCall) => Promise<Result<SupportCallAnswer, string>>;
  readonly newId: () => string;
  readonly wallMs: () => number;
};

export class SupportCalls {
  readonly #deps: Deps;
  #kept: readonly Kept[];
  #delivering: Promise<void> | undefined;

  private constructor(deps: Deps, kept: readonly Kept[]) {
    this.#deps = deps;
    this.#kept = kept;
  }

  /** A file that can't be read counts as none: these are figures. */
  static async open(deps: Deps): Promise<SupportCalls> {
    const text = await readTextIfThere(deps.path);
    return new SupportCalls(deps, parse(text.ok ? text.value : undefined));
  }

  /** `ok`: it will be counted. */
  async add(laneId: LaneId): Promise<Result<undefined, 'cannot-save'>> {
    const madeAtMs = this.#deps.wallMs();
    const last = this.#kept.findLast((call) => call.laneId === laneId);
    if (last !== undefined && Math.abs(madeAtMs - last.madeAtMs) < ONE_PRESS_MS)
      return ok(undefined);
    const call = { callId: this.#deps.newId(), laneId, madeAtMs };
    this.#kept = [...this.#kept, call].slice(-MAX_KEPT);
    const saved = await this.#save();
    this.deliver();
    return saved;
  }

  /** After a press, and when the relay is back. What fails waits for the next time. */
  deliver(): void {
    this.#delivering ??= this.#deliverAll().finally(() => {
      this.#delivering = undefined;
    });
  }

  async stop(): Promise<void> {
    await this.#delivering;
  }

  async #deliverAll(): Promise<void> {
    for (const call of this.#kept) {
      const sent = await this.#deps.send({ ...call, sentAtMs: this.#deps.wallMs() });
      if (!sent.ok && !FINAL.has(sent.failure)) return;
      this.#kept = this.#kept.filter(({ callId }) => callId !== call.callId);
      await this.#save();
    }
  }

  #save(): Promise<Result<undefined, 'cannot-save'>> {
    return writeDurably(this.#deps.path, JSON.stringify(this.#kept));
  }
}

function parse(text: string | undefined): readonly Kept[] {
  if (text === undefined) return [];
  try {
    return keptSchema.parse(JSON.parse(text));
  } catch {
    return [];
  }
}
