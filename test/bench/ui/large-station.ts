/** The real app with a thousand items on its menu, which come from a real relay, and a lane that listens. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Page } from '@playwright/test';
import type { LaneTicket } from '../../../src/shared/ipc/views.ts';
import { StationPage } from '../../e2e/pages/station-page.ts';
import { bringUpStation, type Station } from '../../support/station.ts';
import { largeMenu } from './large-menu.ts';
import { CLOCK_MARK, readMainThread, TRACE_CATEGORIES, type MainThread } from './main-thread.ts';
import { BENCH_LANE, type Push } from './pretend.ts';
import { prepareWatch } from './watch.ts';

/** The larger of the two sizes that the screen is made for: more to draw. */
const SIZE = { width: 1_920, height: 1_080 };
const MENU_DEADLINE_MS = 20_000;

export type LargeStation = {
  readonly station: Station;
  readonly page: Page;
  readonly screen: StationPage;
  readonly devTools: CDPSession;
  /** Of the page. */
  readonly processId: number;
  /** From the main process to the page, one after the other, as its own pushes go. */
  readonly push: (pushes: readonly Push[]) => Promise<void>;
  /** Runs the work and answers what the page's main thread did meanwhile. */
  readonly traced: <Value>(
    work: () => Promise<Value>,
  ) => Promise<{ value: Value; thread: MainThread }>;
};

/** BuildPanel is away: pushes that a bench sends itself stand for words. `stops` as for `bringUpStation`. */
export async function bringUpLargeStation(stops: (() => Promise<void>)[]): Promise<LargeStation> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-ui-'));
  stops.push(() => rm(folder, { recursive: true, force: true }));
  const menuFile = join(folder, 'menu.json');
  await writeFile(menuFile, JSON.stringify(largeMenu()));
  const station = await bringUpStation({ upstream: 'away', menuFile }, stops);
  await station.ready();
  await station.until(
    'the menu',
    ({ menuSource }) => menuSource === 'restaurant',
    MENU_DEADLINE_MS,
  );
  const { app, page } = station;
  const window = await app.evaluateHandle(({ BrowserWindow }) => {
    const [only] = BrowserWindow.getAllWindows();
    if (only === undefined) throw new Error('the station has no window');
    return only;
  });
  await window.evaluate((shown, { width, height }) => shown.setContentSize(width, height), SIZE);
  await prepareWatch(page);
  return {
    station,
    page,
    screen: new StationPage(page),
    devTools: await page.context().newCDPSession(page),
    processId: await window.evaluate(({ webContents }) => webContents.getOSProcessId()),
    push: (pushes) =>
      window.evaluate(async (shown, sent) => {
        for (const { name, payload } of sent) {
          shown.webContents.send(name, payload);
          // A turn of its own for each, as when they come one by one.
          await new Promise((resolve) => setImmediate(resolve));
        }
      }, pushes),
    traced: async (work) => {
      const file = join(folder, 'trace.json');
      await app.evaluate(
        ({ contentTracing }, categories) =>
          contentTracing.startRecording({
            included_categories: [...categories],
            excluded_categories: ['*'],
          }),
        TRACE_CATEGORIES,
      );
      await page.evaluate((mark) => void performance.mark(mark), CLOCK_MARK);
      const value = await work();
      await app.evaluate(({ contentTracing }, to) => contentTracing.stopRecording(to), file);
      return { value, thread: readMainThread(JSON.parse(await readFile(file, 'utf8'))) };
    },
  };
}

/** What is on the lane's ticket, as main has it. */
export async function openTicket({ page }: LargeStation): Promise<LaneTicket> {
  const open = await page.evaluate(async (laneId) => {
    const snapshot = await globalThis.pos.getSnapshot(undefined);
    return snapshot.ok ? snapshot.value.tickets.find((one) => one.laneId === laneId) : undefined;
  }, BENCH_LANE);
  if (open === undefined) throw new Error('the lane has no ticket');
  return open;
}
