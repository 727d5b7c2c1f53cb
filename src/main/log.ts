/** The log of the app (a pino logger has this form): ids, codes and counts; never words, audio or tokens. */
export type Log = Readonly<
  Record<
    'debug' | 'info' | 'warn' | 'error',
    (fields: Readonly<Record<string, unknown>>, message: string) => void
  >
>;

/** What may be said about a bug: its class and where it was thrown, not its message. */
export function bugFields(bug: unknown): Readonly<Record<string, string>> {
  if (!(bug instanceof Error)) return { bug: typeof bug };
  const frames = (bug.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const at = frames.slice(0, 6).map((frame) => frame.trim());
  return { bug: bug.name, at: at.join(' | ') };
}

/** For a promise that nobody waits for: a rejection is a bug and is logged. */
export function drop(promise: Promise<unknown>, log: Pick<Log, 'error'>): void {
  promise.catch((bug: unknown) => log.error(bugFields(bug), 'a background task failed'));
}
