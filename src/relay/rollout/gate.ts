/**
 * When the streaming arm is not good enough. Pure: the last streams of a scope come in, the reason for a step
 * back comes out. Only what the upstream made of a stream counts: a station's bad line is not the arm's fault,
 * and while nothing of BuildPanel's answers the breaker lets too few streams begin to judge by.
 */
export type StreamOutcome = {
  /** The words came by the stream itself. */
  readonly isAnswered: boolean;
  /** From the end of speech to the words; null when none came. */
  readonly waitMs: number | null;
};

/** Sources: "upstream < 90 % available → batch" and "1–3 s after speech ends" of the integration's targets. */
export const GATE = { minSuccess: 0.9, maxP95WaitMs: 3_000, minStreams: 20 } as const;

const WINDOW_MS = 15 * 60_000;
const MAX_KEPT = 500;

type Kept = StreamOutcome & { readonly atMs: number };

/** The streams of one scope that are judged: the last 500, at most 15 minutes old. */
export class GateWindow {
  #kept: Kept[] = [];

  add(outcome: StreamOutcome, nowMs: number): void {
    this.#kept.push({ ...outcome, atMs: nowMs });
    const firstYoung = this.#kept.findIndex(({ atMs }) => nowMs - atMs <= WINDOW_MS);
    this.#kept.splice(0, Math.max(firstYoung, this.#kept.length - MAX_KEPT, 0));
  }

  get outcomes(): readonly StreamOutcome[] {
    return this.#kept;
  }

  clear(): void {
    this.#kept = [];
  }
}

/** Null while the arm passes, or too few streams have been seen to say. */
export function whyNotGoodEnough(outcomes: readonly StreamOutcome[]): string | null {
  const count = outcomes.length;
  if (count < GATE.minStreams) return null;
  const answered = outcomes.filter(({ isAnswered }) => isAnswered);
  if (answered.length / count < GATE.minSuccess) {
    return `${answered.length} of the last ${count} streams were answered, fewer than ${GATE.minSuccess * 100} %`;
  }
  const waitMs = p95(answered.flatMap((outcome) => outcome.waitMs ?? []));
  return waitMs > GATE.maxP95WaitMs
    ? `one in twenty of the last ${count} streams took ${Math.round(waitMs)} ms or more after speech, over ${GATE.maxP95WaitMs} ms`
    : null;
}

/** Nearest rank; 0 of nothing. */
function p95(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0;
}
