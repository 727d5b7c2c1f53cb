/** Structured logs. Fields are ids, codes and figures: never words, audio or foreign text. */
import { pino } from 'pino';

type Fields = Readonly<Record<string, string | number | boolean | null>>;
type Write = (fields: Fields, message: string) => void;

export type Log = { readonly info: Write; readonly warn: Write; readonly error: Write };

export const LOG_LEVELS = ['info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Writes JSON lines to stderr: stdout belongs to `--json`. */
export function createLog(level: LogLevel): Log {
  return pino({ level, base: { part: 'buildpanel' } }, pino.destination({ fd: 2, sync: true }));
}

/** For a promise that nobody waits for: a rejection is a bug, so it is logged by name. */
export function drop(promise: Promise<unknown>, log: Log): void {
  promise.catch((error: unknown) =>
    log.error({ error: errorName(error) }, 'background work failed'),
  );
}

/** The class and system code of an error; its text may hold foreign words. */
export function errorName(error: unknown): string {
  if (!(error instanceof Error)) return 'not-an-error';
  return 'code' in error && typeof error.code === 'string'
    ? `${error.name}:${error.code}`
    : error.name;
}
