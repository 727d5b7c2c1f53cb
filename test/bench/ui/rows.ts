/** The figures of the screen, each beside its target. Pure. */
import type { Row, Spread } from '../report.ts';
import { round } from '../statistics.ts';
import type { Cost, InteractionFigures } from './interactions.ts';
import type { ShiftFigures } from './shift.ts';

/**
 * One frame at 60 Hz. What is judged is the main thread's time from a push until its frame is done; the wall
 * time besides holds the wait for the display's next tick too, up to a whole frame however little is done.
 */
const FRAME_MS = 16.7;

export function interactionRows(figures: InteractionFigures): readonly Row[] {
  const { emptyTap, tapToLine, searchKeystroke, categorySwitch } = figures;
  const { transcriptToFrame, scrollTaskScriptMs } = figures;
  const times = ({ scriptMs }: Cost) =>
    `, ${round(scriptMs.p95 / emptyTap.scriptMs.p95)} × an empty tap`;
  const script = (what: string, cost: Cost, target?: number): Row => ({
    what: `${what}, script, p95`,
    figure: cost.scriptMs.p95,
    unit: 'ms',
    ...(target !== undefined && { target }),
    beside: `${besides(cost.scriptMs)}${cost === emptyTap ? '' : times(cost)}; with interruptions p95 ${cost.scriptWallMs.p95}`,
  });
  const wall = (what: string, { wallMs, workMs }: Cost): Row => ({
    what: `${what}, p95`,
    figure: wallMs.p95,
    unit: 'ms',
    beside: `${besides(wallMs)}; main thread busy p95 ${workMs.p95}`,
  });
  return [
    script('empty tap', emptyTap),
    wall('empty tap to next frame', emptyTap),
    script('tap to line', tapToLine, 16),
    wall('tap to painted line', tapToLine),
    script('search keystroke', searchKeystroke, 16),
    wall('keystroke to painted', searchKeystroke),
    script('category switch', categorySwitch, 32),
    wall('category switch to painted', categorySwitch),
    {
      what: 'scrolling, script of the longest task',
      figure: scrollTaskScriptMs.max,
      target: 16,
      unit: 'ms',
      beside: `${scrollTaskScriptMs.samples} tasks, p50 ${scrollTaskScriptMs.p50}, p95 ${scrollTaskScriptMs.p95}`,
    },
    {
      what: 'transcript update to frame, main thread, p95',
      figure: transcriptToFrame.workMs.p95,
      target: FRAME_MS,
      unit: 'ms',
      beside: besides(transcriptToFrame.workMs),
    },
    script('transcript update', transcriptToFrame),
    wall('transcript arrived to painted', transcriptToFrame),
  ];
}

const besides = ({ samples, p50, max }: Spread) => `${samples} samples, p50 ${p50}, max ${max}`;

const MAX_GROWTH = 0.1;

export function shiftRows(figures: ShiftFigures): readonly Row[] {
  const { guests, memory } = figures;
  const course = (of: (reading: (typeof memory)[number]) => number) =>
    memory.map((reading) => String(of(reading))).join(' → ');
  const row = (what: string, growth: number, beside: string): Row => ({
    what: `${what}, growth in ${guests} guests`,
    figure: round(growth * 100),
    target: MAX_GROWTH * 100,
    unit: '%',
    beside,
  });
  return [
    row('script heap', figures.heapGrowth, `MB ${course(({ heapMb }) => heapMb)}`),
    row('private memory', figures.privateGrowth, `MB ${course(({ privateMb }) => privateMb)}`),
    row(
      'page nodes',
      figures.domNodeGrowth,
      course(({ domNodes }) => domNodes),
    ),
    row(
      'event listeners',
      figures.listenerGrowth,
      course(({ listeners }) => listeners),
    ),
  ];
}
