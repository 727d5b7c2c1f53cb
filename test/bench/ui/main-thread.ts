/**
 * What the page's main thread did, read from a Chromium trace. Pure; times are microseconds of the trace.
 *
 * A trace is taken, rather than the Event Timing or Long Animation Frames API, because those tell of nothing
 * below 16 and 50 ms and can't tell script from waiting. Script time is that of the outermost slices that
 * run script, layout that script forces and the browser's own dispatch included. It is the thread's processor
 * time, as the kernel counts it: while another process has the core, no script runs. The wall time of the
 * same slices is told beside it; on a calm machine they are the same.
 */
import { z } from 'zod';

export type Window = { readonly startUs: number; readonly endUs: number };

export type Slice = Window & {
  /** The thread's processor time in it. */
  readonly cpuUs: number;
};

/** Trace events that run script, or nothing but script. */
const SCRIPT = new Set([
  'EventDispatch',
  'FunctionCall',
  'EvaluateScript',
  'FireAnimationFrame',
  'FireIdleCallback',
  'TimerFire',
  'RunMicrotasks',
  'BlinkScheduler_PerformMicrotaskCheckpoint',
  'MinorGC',
  'MajorGC',
]);

export const TRACE_CATEGORIES = [
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'blink.user_timing',
  'toplevel',
] as const;

/** Set once in a trace, so that the page's clock can be told from the trace's. */
export const CLOCK_MARK = 'bench clock';

const eventSchema = z.object({
  name: z.string(),
  ph: z.string(),
  pid: z.number(),
  tid: z.number(),
  ts: z.number(),
  dur: z.number().optional(),
  tdur: z.number().optional(),
  args: z
    .object({ data: z.object({ startTime: z.number() }).optional() })
    .optional()
    .catch(undefined),
});
const traceSchema = z.object({ traceEvents: z.array(eventSchema) });

export type MainThread = {
  /** Whole tasks, in order. */
  readonly tasks: readonly Slice[];
  /** Outermost slices of script, in order. */
  readonly script: readonly Slice[];
  /** The trace's time at the page's `performance.now()`. */
  readonly atUs: (pageMs: number) => number;
};

/** The thread of the page that set the clock mark. Throws when there is no mark: the trace is of something else. */
export function readMainThread(trace: unknown): MainThread {
  const { traceEvents } = traceSchema.parse(trace);
  const mark = traceEvents.find(({ name }) => name === CLOCK_MARK);
  const markedAtMs = mark?.args?.data?.startTime;
  if (mark === undefined || markedAtMs === undefined)
    throw new Error('the trace has no clock mark');
  const slices = (isWanted: (name: string) => boolean) =>
    traceEvents
      .filter(
        ({ name, ph, pid, tid }) =>
          ph === 'X' && pid === mark.pid && tid === mark.tid && isWanted(name),
      )
      .map(({ ts, dur = 0, tdur = dur }): Slice => ({ startUs: ts, endUs: ts + dur, cpuUs: tdur }));
  const originUs = mark.ts - markedAtMs * 1_000;
  return {
    tasks: outermost(slices((name) => name === 'RunTask')),
    script: outermost(slices((name) => SCRIPT.has(name))),
    atUs: (pageMs) => originUs + pageMs * 1_000,
  };
}

/** Slices that lie in another are part of it. */
export function outermost(slices: readonly Slice[]): readonly Slice[] {
  const outer: Slice[] = [];
  for (const slice of slices.toSorted((a, b) => a.startUs - b.startUs || b.endUs - a.endUs)) {
    const last = outer.at(-1);
    if (last === undefined || slice.startUs >= last.endUs) outer.push(slice);
  }
  return outer;
}

/** How long the slices ran within the window, in ms; of a slice that is partly in it, its share. */
export function timeWithin(
  slices: readonly Slice[],
  { startUs, endUs }: Window,
  clock: 'cpu' | 'wall' = 'cpu',
): number {
  const total = slices.reduce((sum, slice) => {
    const wallUs = slice.endUs - slice.startUs;
    const insideUs = Math.min(slice.endUs, endUs) - Math.max(slice.startUs, startUs);
    if (insideUs <= 0 || wallUs <= 0) return sum;
    return sum + (clock === 'wall' ? insideUs : slice.cpuUs * (insideUs / wallUs));
  }, 0);
  return total / 1_000;
}

/** Script time of each task that touches the window, in ms. */
export function scriptOfTasks({ tasks, script }: MainThread, window: Window): readonly number[] {
  return tasks
    .filter(({ startUs, endUs }) => endUs > window.startUs && startUs < window.endUs)
    .map((task) => timeWithin(script, task));
}

/** When the task began in which this time lies; the time itself between tasks. */
export function taskStartUs({ tasks }: MainThread, atUs: number): number {
  return tasks.find(({ startUs, endUs }) => startUs <= atUs && atUs < endUs)?.startUs ?? atUs;
}
