/** Microseconds of the machine's monotonic clock, the same for every process on it. */
export function monotonicUs(): number {
  return Number(process.hrtime.bigint() / 1_000n);
}
