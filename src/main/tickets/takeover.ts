/**
 * When staff had the order of the guest who is there now. Words of which any part was spoken then are written
 * down and never become lines, however late they come. Pure.
 */
import { z } from 'zod';

/** A guest's; beyond it the two oldest become one, with the time between them. */
const MAX_TAKEOVERS = 20;

/** Wall time. Without an end, staff have the order now. */
export const takeoverSchema = z.strictObject({
  fromMs: z.number().int().min(0),
  toMs: z.number().int().min(0).optional(),
});
export const takeoversSchema = z.array(takeoverSchema).max(MAX_TAKEOVERS).readonly();
export type Takeovers = z.infer<typeof takeoversSchema>;

export type Said = { readonly fromMs: number; readonly toMs: number };

export function isTakenOver(takeovers: Takeovers | undefined): boolean {
  const last = takeovers?.at(-1);
  return last !== undefined && last.toMs === undefined;
}

export function takenOver(takeovers: Takeovers = [], nowMs: number): Takeovers {
  if (isTakenOver(takeovers)) return takeovers;
  const [first, second, ...rest] = takeovers;
  const known =
    takeovers.length === MAX_TAKEOVERS && first !== undefined && second !== undefined
      ? [{ ...second, fromMs: first.fromMs }, ...rest]
      : takeovers;
  return [...known, { fromMs: nowMs }];
}

export function handedBack(takeovers: Takeovers = [], nowMs: number): Takeovers {
  const last = takeovers.at(-1);
  if (last === undefined || !isTakenOver(takeovers)) return takeovers;
  // A clock that was set back meanwhile makes no takeover of less than nothing.
  return [...takeovers.slice(0, -1), { ...last, toMs: Math.max(last.fromMs, nowMs) }];
}

/** While staff have the order nothing becomes lines, also not what was said before they took it. */
export function isWordsOnly(takeovers: Takeovers | undefined, said: Said): boolean {
  if (takeovers === undefined) return false;
  return (
    isTakenOver(takeovers) ||
    takeovers.some(({ fromMs, toMs = Infinity }) => said.fromMs <= toMs && said.toMs >= fromMs)
  );
}
