/** What a person does on the till, many times, and what each time costs the page's main thread. */
import type { Locator } from '@playwright/test';
import { spreadOf, type Spread } from '../report.ts';
import { openTicket, type LargeStation } from './large-station.ts';
import { scriptOfTasks, taskStartUs, timeWithin, type MainThread } from './main-thread.ts';
import { BENCH_LANE, entryOf, newUtteranceId } from './pretend.ts';
import { KEYSTROKE, TAP, watchOne, watchPush, type Moment } from './watch.ts';

export type Cost = {
  /** Script from the first event of the gesture until what came of it was painted: processor time. */
  readonly scriptMs: Spread;
  /** The same with what other processes took meanwhile. */
  readonly scriptWallMs: Spread;
  /** Everything the main thread did in that time: style, layout and paint too. */
  readonly workMs: Spread;
  /** From the click, the key or the push's arrival to the painted frame. */
  readonly wallMs: Spread;
};

export type InteractionFigures = {
  /** A tap that React takes and that changes nothing: the category that is in front. */
  readonly emptyTap: Cost;
  readonly tapToLine: Cost;
  readonly searchKeystroke: Cost;
  readonly categorySwitch: Cost;
  /** Of each task while the grid is scrolled. */
  readonly scrollTaskScriptMs: Spread;
  readonly transcriptToFrame: Cost;
};

const FULL_TICKET = 20;
const QUERIES = ['grilled chicken', 'jalapeno tofu wrap', 'number 3 12', 'sm beef', 'zz'];
const SCROLL_STEP_PX = 240;
const SCROLL_PAUSE_MS = 40;

/** `samples`: taps; the other figures are of about as many. */
export async function measureInteractions(
  large: LargeStation,
  samples: number,
  tell: (line: string) => void,
): Promise<InteractionFigures> {
  tell(`${samples} taps`);
  const { emptyTap, tapToLine } = await measureTaps(large, samples);
  tell('search as one types');
  const searchKeystroke = await measureSearch(large, samples);
  tell('categories');
  const categorySwitch = await measureCategories(large, samples);
  tell('scrolling');
  const scrollTaskScriptMs = await measureScrolling(large, samples);
  tell('words that arrive');
  const transcriptToFrame = await measureTranscripts(large, samples);
  return {
    emptyTap,
    tapToLine,
    searchKeystroke,
    categorySwitch,
    scrollTaskScriptMs,
    transcriptToFrame,
  };
}

async function measureTaps(large: LargeStation, samples: number) {
  const { page, screen } = large;
  await screen.showCategory('Sandwiches');
  const items = await centresInSight(screen.items);
  const category = await centreOf(screen.category('Sandwiches'));
  const { value: moments, thread } = await large.traced(async () => {
    const [taps, emptyTaps]: [Moment[], Moment[]] = [[], []];
    while (taps.length < samples) {
      await fillTicket(large);
      for (const { x, y } of items.slice(0, samples - taps.length)) {
        const moment = await watchOne(page, screen.lineList, TAP, () => page.mouse.click(x, y));
        if (!moment.hasChanged) throw new Error('a tap has made no line');
        taps.push(moment);
        emptyTaps.push(
          await watchOne(page, screen.menu, TAP, () => page.mouse.click(category.x, category.y)),
        );
      }
    }
    return { taps, emptyTaps };
  });
  await screen.nextGuest();
  return {
    emptyTap: costOf(moments.emptyTaps, thread),
    tapToLine: costOf(moments.taps, thread),
  };
}

/** Lines of another category, so that a tap finds a long ticket. */
async function fillTicket({ page, station }: LargeStation): Promise<void> {
  const { menu } = await station.snapshot();
  const itemIds = menu.items
    .filter(({ categoryId }) => categoryId === 'burgers')
    .slice(0, FULL_TICKET)
    .map(({ id }) => id);
  await page.evaluate(
    async ({ laneId, itemIds }) => {
      await globalThis.pos.applyTicketCommand({ laneId, command: { kind: 'clear' } });
      for (const itemId of itemIds) {
        const selection = { itemId, quantity: 1, modifierIds: [], choices: [] };
        await globalThis.pos.applyTicketCommand({
          laneId,
          command: { kind: 'add-item', selection },
        });
      }
    },
    { laneId: BENCH_LANE, itemIds },
  );
}

async function measureSearch(large: LargeStation, samples: number): Promise<Cost> {
  const { page, screen } = large;
  await screen.search.click();
  const { value: moments, thread } = await large.traced(async () => {
    const keys: Moment[] = [];
    for (let turn = 0; keys.length < samples; turn += 1) {
      for (const letter of QUERIES[turn % QUERIES.length] ?? '') {
        const press = () => page.keyboard.press(letter === ' ' ? 'Space' : letter);
        keys.push(await watchOne(page, screen.menu, KEYSTROKE, press));
      }
      keys.push(
        await watchOne(page, screen.menu, KEYSTROKE, () => page.keyboard.press('Backspace')),
      );
      await page.keyboard.press('Escape');
    }
    return keys;
  });
  return costOf(moments, thread);
}

async function measureCategories(large: LargeStation, samples: number): Promise<Cost> {
  const { page, screen } = large;
  const buttons = await centresInSight(screen.categories);
  const { value: moments, thread } = await large.traced(async () => {
    const switches: Moment[] = [];
    for (let turn = 1; switches.length < samples; turn += 1) {
      // Every other switch goes to the largest.
      const { x, y } = buttons[turn % 2 === 0 ? 0 : turn % buttons.length] ?? { x: 0, y: 0 };
      switches.push(await watchOne(page, screen.menu, TAP, () => page.mouse.click(x, y)));
    }
    return switches;
  });
  return costOf(moments, thread);
}

async function measureScrolling(large: LargeStation, samples: number): Promise<Spread> {
  const { page, screen } = large;
  await screen.showCategory('Sandwiches');
  const { x, y } = await centreOf(screen.items.first());
  await page.mouse.move(x, y);
  const { value: window, thread } = await large.traced(async () => {
    const startMs = await page.evaluate(() => performance.now());
    for (let turn = 0; turn < samples; turn += 1) {
      await page.mouse.wheel(0, turn < samples / 2 ? SCROLL_STEP_PX : -SCROLL_STEP_PX);
      await page.waitForTimeout(SCROLL_PAUSE_MS);
    }
    return { startMs, endMs: await page.evaluate(() => performance.now()) };
  });
  const [startUs, endUs] = [thread.atUs(window.startMs), thread.atUs(window.endMs)];
  return spreadOf(scriptOfTasks(thread, { startUs, endUs }), 2);
}

/** Partials of one utterance after the other, as they grow while a guest speaks. */
async function measureTranscripts(large: LargeStation, samples: number): Promise<Cost> {
  const { page, screen } = large;
  const { sessionId } = (await openTicket(large)).ticket;
  const words = 'could I get two grilled chicken sandwiches and a maple bacon burger'.split(' ');
  const { value: moments, thread } = await large.traced(async () => {
    const updates: Moment[] = [];
    while (updates.length < samples) {
      const utteranceId = newUtteranceId();
      for (const [index] of words.entries()) {
        const text = words.slice(0, index + 1).join(' ');
        const isLast = index === words.length - 1;
        const status = isLast ? 'final' : 'partial';
        const entry = entryOf({ utteranceId, sessionId, text, status, revision: index });
        updates.push(
          await watchPush(page, screen.transcript, () =>
            large.push([{ name: 'onTranscript', payload: entry }]),
          ),
        );
      }
    }
    return updates;
  });
  const inTask = moments.map((moment) => {
    const startUs = taskStartUs(thread, thread.atUs(moment.startedAtMs));
    const startedAtMs = moment.startedAtMs - (thread.atUs(moment.startedAtMs) - startUs) / 1_000;
    return { ...moment, startedAtMs, actedAtMs: startedAtMs };
  });
  return costOf(inTask, thread);
}

function costOf(moments: readonly Moment[], thread: MainThread): Cost {
  const windows = moments.map(({ startedAtMs, paintedAtMs }) => ({
    startUs: thread.atUs(startedAtMs),
    endUs: thread.atUs(paintedAtMs),
  }));
  return {
    scriptMs: spreadOf(
      windows.map((window) => timeWithin(thread.script, window)),
      2,
    ),
    scriptWallMs: spreadOf(
      windows.map((window) => timeWithin(thread.script, window, 'wall')),
      2,
    ),
    workMs: spreadOf(windows.map((window) => timeWithin(thread.tasks, window))),
    wallMs: spreadOf(moments.map(({ actedAtMs, paintedAtMs }) => paintedAtMs - actedAtMs)),
  };
}

type Point = { readonly x: number; readonly y: number };

async function centreOf(place: Locator): Promise<Point> {
  const box = await place.boundingBox();
  if (box === null) throw new Error('it is not on the screen');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Of those that are whole on the screen. A tap by place runs no script of the test tool's in the page. */
async function centresInSight(places: Locator): Promise<readonly Point[]> {
  return places.evaluateAll((elements) =>
    elements.flatMap((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const centre = { x: x + width / 2, y: y + height / 2 };
      const isShown = element.contains(document.elementFromPoint(centre.x, centre.y));
      return isShown ? [centre] : [];
    }),
  );
}
