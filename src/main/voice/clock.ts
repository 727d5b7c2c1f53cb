/** Time as the voice part sees it; the composition root injects it so that tests own it. */
export type Clock = {
  /** Microseconds of the machine's monotonic clock, the one the audio host stamps with. */
  readonly nowUs: () => number;
  /** Wall time in milliseconds: only for ages that must outlive a restart. */
  readonly wallMs: () => number;
  /** Runs once after `delayMs` unless cancelled. */
  readonly after: (delayMs: number, run: () => void) => Cancel;
};

export type Cancel = () => void;

export const systemClock: Clock = {
  nowUs: () => Number(process.hrtime.bigint() / 1_000n),
  wallMs: () => Date.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

/** What `work` gives, or `late` when it has not come within the deadline. */
export async function within<Value, Late>(
  clock: Pick<Clock, 'after'>,
  deadlineMs: number,
  work: Promise<Value>,
  late: Late,
): Promise<Value | Late> {
  let cancel: Cancel = () => undefined;
  const deadline = new Promise<Late>((resolve) => {
    cancel = clock.after(deadlineMs, () => resolve(late));
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    cancel();
  }
}
