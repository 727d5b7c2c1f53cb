import { expect, it } from 'vitest';
import {
  CLOCK_MARK,
  outermost,
  readMainThread,
  scriptOfTasks,
  taskStartUs,
  timeWithin,
} from '../../bench/ui/main-thread.ts';

const PAGE = { pid: 7, tid: 1 };
const slice = (name: string, ts: number, dur: number, thread = PAGE) => ({
  name,
  ph: 'X',
  ts,
  dur,
  ...thread,
});
const TRACE = {
  traceEvents: [
    { name: CLOCK_MARK, ph: 'I', ts: 5_000, ...PAGE, args: { data: { startTime: 2 } } },
    slice('RunTask', 10_000, 8_000),
    slice('EventDispatch', 11_000, 3_000),
    slice('FunctionCall', 12_000, 1_000),
    slice('RunMicrotasks', 15_000, 1_000),
    slice('Layout', 16_000, 2_000),
    slice('RunTask', 20_000, 500),
    slice('FunctionCall', 11_000, 90_000, { pid: 7, tid: 2 }),
  ],
};

it('script within script counts once, other work and other threads not at all', () => {
  const thread = readMainThread(TRACE);
  expect(timeWithin(thread.script, { startUs: 0, endUs: 100_000 })).toBe(4);
  expect(timeWithin(thread.tasks, { startUs: 0, endUs: 100_000 })).toBe(8.5);
});

it('only what lies in the window counts', () => {
  const thread = readMainThread(TRACE);
  expect(timeWithin(thread.script, { startUs: 13_000, endUs: 15_500 })).toBe(1.5);
});

it('each task in the window is told with its script', () => {
  const thread = readMainThread(TRACE);
  expect(scriptOfTasks(thread, { startUs: 0, endUs: 100_000 })).toEqual([4, 0]);
  expect(scriptOfTasks(thread, { startUs: 19_000, endUs: 100_000 })).toEqual([0]);
});

it('the page’s clock is found by the mark', () => {
  expect(readMainThread(TRACE).atUs(10)).toBe(13_000);
});

it('a time within a task belongs to its beginning', () => {
  const thread = readMainThread(TRACE);
  expect(taskStartUs(thread, 12_345)).toBe(10_000);
  expect(taskStartUs(thread, 19_000)).toBe(19_000);
});

it('what other processes took while a slice ran counts by the wall, not by the processor', () => {
  const slices = [{ startUs: 1_000, endUs: 5_000, cpuUs: 1_000 }];
  expect(timeWithin(slices, { startUs: 0, endUs: 9_000 })).toBe(1);
  expect(timeWithin(slices, { startUs: 0, endUs: 3_000 })).toBe(0.5);
  expect(timeWithin(slices, { startUs: 0, endUs: 3_000 }, 'wall')).toBe(2);
});

it('a trace without the mark is refused', () => {
  expect(() => readMainThread({ traceEvents: [] })).toThrow('no clock mark');
});

it('the outermost slices are found in any order', () => {
  const slices = [
    { startUs: 5, endUs: 6, cpuUs: 1 },
    { startUs: 1, endUs: 9, cpuUs: 8 },
    { startUs: 9, endUs: 12, cpuUs: 3 },
  ];
  expect(outermost(slices)).toEqual([
    { startUs: 1, endUs: 9, cpuUs: 8 },
    { startUs: 9, endUs: 12, cpuUs: 3 },
  ]);
});
