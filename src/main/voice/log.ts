/** The part of a pino logger that is used here. Fields are ids, codes and counts, never words or sound. */
export type Log = Record<
  'debug' | 'info' | 'warn' | 'error',
  (fields: Readonly<Record<string, unknown>>, message: string) => void
>;

/** Lets a promise go on its own and says so when it fails: a failure here is a bug. */
export function drop(promise: Promise<unknown>, log: Pick<Log, 'error'>): void {
  promise.catch((cause: unknown) => {
    log.error({ name: cause instanceof Error ? cause.name : 'unknown' }, 'background work failed');
  });
}
