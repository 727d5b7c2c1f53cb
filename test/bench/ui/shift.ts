/** A shift of many guests, replayed fast: does the page hold more at its end than at its beginning? */
import { randomUUID } from 'node:crypto';
import type { LaneView } from '../../../src/shared/ipc/views.ts';
import type { Menu } from '../../../src/shared/menu/menu.ts';
import { orderIdSchema } from '../../../src/shared/order/order.ts';
import { openTicket, type LargeStation } from './large-station.ts';
import { growth, readPageMemory, type PageMemory } from './page-memory.ts';
import {
  BENCH_LANE,
  LOST_AND_FOUND,
  noticeOf,
  sentence,
  suggestions,
  type Push,
} from './pretend.ts';

export type ShiftFigures = {
  readonly guests: number;
  /** In even steps from the beginning to the end, each after garbage collection. */
  readonly memory: readonly PageMemory[];
  readonly heapGrowth: number;
  readonly privateGrowth: number;
  readonly domNodeGrowth: number;
  readonly listenerGrowth: number;
};

const SENTENCES = [
  'could I get a grilled chicken sandwich and a maple bacon burger please',
  'actually make that two and no pickles on one of them',
  'that is all thank you',
];
/** Their items need no choice, so that a tap makes a line. */
const CATEGORIES = ['Sandwiches', 'Burgers', 'Bowls', 'Wraps', 'Tacos', 'Soups'];
const SEARCHES = ['smoked', 'jalap', 'number 2'];
const READINGS = 4;
/** The screen's lists have bounds; all are full before the first reading. */
const FULL = { orders: 100, transcripts: 60, notices: 19 } as const;

/**
 * `warmUp` guests come before the first reading: the screen's lists are full by then, and most of its code is
 * compiled. What the engine compiles later is the larger part of what still grows; it has an end.
 */
export async function measureShift(
  large: LargeStation,
  { warmUp, guests }: { readonly warmUp: number; readonly guests: number },
  tell: (line: string) => void,
): Promise<ShiftFigures> {
  const shift = await openShift(large);
  await shift.serve(0);
  await fillLists(large, shift.lane);
  for (let guest = 1; guest < warmUp; guest += 1) await shift.serve(guest);
  const memory = [await shift.read()];
  for (let reading = 0; reading < READINGS; reading += 1) {
    const until = Math.round((guests * (reading + 1)) / READINGS);
    for (let guest = Math.round((guests * reading) / READINGS); guest < until; guest += 1) {
      await shift.serve(guest);
    }
    memory.push(await shift.read());
    tell(`${until} of ${guests} guests`);
  }
  const [first, last] = [memory[0], memory.at(-1)];
  if (first === undefined || last === undefined) throw new Error('nothing was read');
  return {
    guests,
    memory,
    heapGrowth: growth(first.heapMb, last.heapMb),
    privateGrowth: growth(first.privateMb, last.privateMb),
    domNodeGrowth: growth(first.domNodes, last.domNodes),
    listenerGrowth: growth(first.listeners, last.listeners),
  };
}

async function openShift(large: LargeStation) {
  const { station, devTools, processId } = large;
  const { menu, lanes } = await station.snapshot();
  const lane = lanes.find(({ laneId }) => laneId === BENCH_LANE);
  if (lane === undefined) throw new Error('the lane has gone');
  return {
    lane,
    serve: (guest: number) => serveGuest(large, { menu, lane }, guest),
    read: async () => {
      // The same screen at each reading: categories differ in size.
      await large.screen.showCategory(CATEGORIES[0] ?? '');
      return readPageMemory(devTools, processId);
    },
  };
}

/** As much as the screen keeps; the orders are made of one that was really placed. */
async function fillLists(large: LargeStation, lane: LaneView): Promise<void> {
  const [placed] = (await large.station.snapshot()).orders;
  if (placed === undefined) throw new Error('no order was placed');
  const orders = times(FULL.orders, (): Push => {
    const order = { ...placed.order, orderId: orderIdSchema.parse(randomUUID()) };
    return { name: 'onOrder', payload: { ...placed, order, delivery: 'delivered' } };
  });
  const { sessionId } = placed.order;
  const words = times(FULL.transcripts, (index) =>
    sentence(lane, sessionId, SENTENCES[index % 3] ?? ''),
  );
  const notices = times(FULL.notices, (index) => noticeOf(`Notice ${index}`));
  await large.push([...orders, ...words.flat(), ...notices]);
}

const times = <Value>(length: number, make: (index: number) => Value): readonly Value[] =>
  Array.from({ length }, (_, index) => make(index));

type Surroundings = { readonly menu: Menu; readonly lane: LaneView };

/** Speaks, is misunderstood, taps, searches, looks around, pays or leaves; now and then the line is lost. */
async function serveGuest(
  large: LargeStation,
  { menu, lane }: Surroundings,
  guest: number,
): Promise<void> {
  const { page, screen } = large;
  const isTurn = (every: number) => guest % every === every - 1;
  const { sessionId } = (await openTicket(large)).ticket;
  await large.push(SENTENCES.slice(0, 2).flatMap((text) => sentence(lane, sessionId, text)));
  await screen.showCategory(CATEGORIES[guest % CATEGORIES.length] ?? '');
  await tapItem(large, guest % 3);
  await large.push(suggestions(await openTicket(large), menu, suggestedIds(menu, guest)));
  await tapItem(large, (guest + 1) % 3);
  if (isTurn(4)) await search(large, SEARCHES[guest % SEARCHES.length] ?? '');
  if (isTurn(5)) await lookAtOptions(large);
  if (isTurn(20)) await large.push(LOST_AND_FOUND);
  if (isTurn(10)) {
    await large.push([noticeOf(`Notice of guest ${guest}`)]);
    await screen.banners.getByRole('button', { name: /^Dismiss/ }).click();
  }
  if (isTurn(25)) {
    await page.keyboard.press('F10');
    await page.keyboard.press('Escape');
  }
  if (isTurn(15)) {
    await screen.hold('Ann');
    await screen.recall('Ann');
  }
  await large.push(sentence(lane, sessionId, SENTENCES[2] ?? ''));
  if (isTurn(12)) await screen.nextGuest();
  else await screen.pay('Exact');
  await screen.lines.first().waitFor({ state: 'detached' });
}

async function tapItem({ screen }: LargeStation, place: number): Promise<void> {
  await screen.items.nth(place).getByRole('button').first().click();
}

/** What is found goes on the ticket with Enter. */
async function search({ page, screen }: LargeStation, text: string): Promise<void> {
  await screen.search.click();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

async function lookAtOptions({ page, screen }: LargeStation): Promise<void> {
  await screen.items
    .first()
    .getByRole('button', { name: /^Options/ })
    .click();
  await page.keyboard.press('Escape');
}

function suggestedIds({ items }: Menu, guest: number): readonly string[] {
  return [items[guest % 100]?.id ?? '', items[200 + (guest % 100)]?.id ?? ''];
}
