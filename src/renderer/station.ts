/**
 * The screen's state: one snapshot from main, then pushes of its parts, in one store for each feature.
 * It subscribes before it asks, and applies what came before the snapshot right after it, so that no
 * push can be lost in between.
 */
import type { Favourites } from '../shared/favourites.ts';
import type { LaneId } from '../shared/ids.ts';
import type { Pos } from '../shared/ipc/contract.ts';
import type { LaneHealth } from '../shared/ipc/health-calls.ts';
import type {
  ConnectionView,
  GuestNoticeView,
  HeldTicket,
  LaneTicket,
  LaneView,
  LevelView,
  Missed,
  Notice,
  OrderCounts,
  OrderView,
  SpoolView,
  StationSnapshot,
  TranscriptEntry,
} from '../shared/ipc/views.ts';
import type { CounterView } from '../shared/ipc/training-calls.ts';
import type { TrainingView } from '../shared/training.ts';
import type { ShiftView } from '../shared/day/shift-view.ts';
import type { PeopleView } from '../shared/people/people-view.ts';
import type { PrintingView } from '../shared/printing/printing-view.ts';
import type { Menu } from '../shared/menu/menu.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { ScreenSetup } from '../shared/screen-setup.ts';
import { soldOutOf, type SoldOut } from '../shared/sold-out/sold-out.ts';
import { indexMenu, type MenuIndex } from './menu/menu-index.ts';
import { withNotice, withoutNotice } from './notices/notice-list.ts';
import { withOrder } from './orders/order-list.ts';
import { createStore, type Store } from './state/store.ts';
import { withKnownLines } from './ticket/known-lines.ts';
import { EMPTY_LOG, withEntry, type TranscriptLog } from './transcript/transcript-log.ts';

export type ShownMenu = {
  readonly menu: Menu;
  readonly source: StationSnapshot['menuSource'];
  readonly index: MenuIndex;
};

export type Station = {
  readonly info: StationSnapshot['station'];
  readonly connection: Store<ConnectionView>;
  readonly lanes: Store<readonly LaneView[]>;
  readonly health: Store<ReadonlyMap<LaneId, LaneHealth>>;
  readonly levels: Store<ReadonlyMap<LaneId, LevelView>>;
  readonly transcripts: Store<ReadonlyMap<LaneId, TranscriptLog>>;
  readonly tickets: Store<ReadonlyMap<LaneId, LaneTicket>>;
  readonly held: Store<readonly HeldTicket[]>;
  /** Newest first. */
  readonly orders: Store<readonly OrderView[]>;
  readonly orderCounts: Store<OrderCounts>;
  readonly spool: Store<SpoolView>;
  /** Newest first. */
  readonly missed: Store<readonly Missed[]>;
  readonly menu: Store<ShownMenu>;
  readonly notices: Store<readonly Notice[]>;
  readonly soldOut: Store<SoldOut>;
  readonly people: Store<PeopleView>;
  readonly screen: Store<ScreenSetup>;
  readonly favourites: Store<Favourites>;
  readonly printing: Store<PrintingView>;
  readonly shift: Store<ShiftView>;
  readonly training: Store<TrainingView>;
  readonly guestNotice: Store<GuestNoticeView>;
  /** The shares that are offered as a tip. */
  readonly tipPercents: Store<readonly number[]>;
  /** Ends every subscription. */
  readonly stop: () => void;
};

const SNAPSHOT_DEADLINE_MS = 10_000;

/** Fails when main gives no snapshot in time; nothing is subscribed then. */
export async function openStation(
  pos: Pos,
  deadlineMs = SNAPSHOT_DEADLINE_MS,
): Promise<Result<Station, 'not-answering'>> {
  const early: Change[] = [];
  let deliver = (change: Change): void => void early.push(change);
  const subscriptions = subscribe(pos, (change) => deliver(change));
  const stop = () => {
    for (const unsubscribe of subscriptions) unsubscribe();
  };
  const snapshot = await withDeadline(pos.getSnapshot(undefined), deadlineMs);
  if (snapshot?.ok !== true) {
    stop();
    return fail('not-answering');
  }
  const station = stationOf(snapshot.value, stop);
  for (const change of early) change(station);
  deliver = (change) => change(station);
  return ok(station);
}

function stationOf(snapshot: StationSnapshot, stop: () => void): Station {
  const { menu, menuSource } = snapshot;
  const logs = new Map<LaneId, TranscriptLog>();
  for (const entry of snapshot.transcripts) {
    logs.set(entry.laneId, withEntry(logs.get(entry.laneId) ?? EMPTY_LOG, entry));
  }
  return {
    info: snapshot.station,
    connection: createStore(snapshot.connection),
    lanes: createStore(snapshot.lanes),
    health: createStore<ReadonlyMap<LaneId, LaneHealth>>(
      new Map(snapshot.health.map((health) => [health.laneId, health])),
    ),
    levels: createStore<ReadonlyMap<LaneId, LevelView>>(new Map()),
    transcripts: createStore<ReadonlyMap<LaneId, TranscriptLog>>(logs),
    tickets: createStore<ReadonlyMap<LaneId, LaneTicket>>(
      new Map(snapshot.tickets.map((ticket) => [ticket.laneId, ticket])),
    ),
    held: createStore(snapshot.held),
    orders: createStore(snapshot.orders),
    orderCounts: createStore(snapshot.orderCounts),
    spool: createStore(snapshot.spool),
    missed: createStore(snapshot.missed),
    menu: createStore<ShownMenu>({ menu, source: menuSource, index: indexMenu(menu) }),
    notices: createStore(snapshot.notices),
    soldOut: createStore(soldOutOf(snapshot.soldOut)),
    people: createStore(snapshot.people),
    screen: createStore(snapshot.screen),
    favourites: createStore(snapshot.favourites),
    printing: createStore(snapshot.printing),
    shift: createStore(snapshot.shift),
    training: createStore(snapshot.training),
    guestNotice: createStore(snapshot.guestNotice),
    tipPercents: createStore(snapshot.tipPercents),
    stop,
  };
}

/** What a push does to the stores. */
type Change = (station: Station) => void;

function subscribe(pos: Pos, deliver: (change: Change) => void): readonly (() => void)[] {
  return [
    pos.onConnection((view) => deliver(({ connection }) => connection.set(view))),
    pos.onLane((lane) => deliver(({ lanes }) => lanes.set(withLane(lanes.get(), lane)))),
    pos.onLanes((laneIds) =>
      deliver(({ lanes }) =>
        lanes.set(lanes.get().filter(({ laneId }) => laneIds.includes(laneId))),
      ),
    ),
    pos.onLevel((level) =>
      deliver(({ levels }) => levels.set(withValue(levels.get(), level.laneId, level))),
    ),
    pos.onHealth((news) =>
      deliver(({ health }) => health.set(withValue(health.get(), news.laneId, news))),
    ),
    pos.onTranscript((entry) => deliver(({ transcripts }) => addEntry(transcripts, entry))),
    pos.onTicket((ticket) => deliver(({ tickets }) => putTicket(tickets, ticket))),
    pos.onHeld((list) => deliver(({ held }) => held.set(list))),
    pos.onOrder((order) => deliver(({ orders }) => orders.set(withOrder(orders.get(), order)))),
    pos.onOrderCounts((counts) => deliver(({ orderCounts }) => orderCounts.set(counts))),
    pos.onSpool((view) => deliver(({ spool }) => spool.set(view))),
    pos.onMenu(({ menu, menuSource }) =>
      deliver((station) => station.menu.set({ menu, source: menuSource, index: indexMenu(menu) })),
    ),
    pos.onGuestNotice((view) => deliver(({ guestNotice }) => guestNotice.set(view))),
    pos.onShift((view) => deliver(({ shift }) => shift.set(view))),
    pos.onFavourites((list) => deliver(({ favourites }) => favourites.set(list))),
    pos.onScreen((setup) => deliver(({ screen }) => screen.set(setup))),
    pos.onPeople((view) => deliver(({ people }) => people.set(view))),
    pos.onPrinting((view) => deliver(({ printing }) => printing.set(view))),
    pos.onSoldOut((marks) => deliver(({ soldOut }) => soldOut.set(soldOutOf(marks)))),
    pos.onNotice((notice) =>
      deliver(({ notices }) => notices.set(withNotice(notices.get(), notice))),
    ),
    pos.onNoticeCleared(({ noticeId }) =>
      deliver(({ notices }) => notices.set(withoutNotice(notices.get(), noticeId))),
    ),
    pos.onMissed((list) => deliver(({ missed }) => missed.set(list))),
    pos.onTips((percents) => deliver(({ tipPercents }) => tipPercents.set(percents))),
    pos.onCounter((view) => deliver((station) => showCounter(station, view))),
  ];
}

/** All of it at once: nothing of the counter before is left on the screen. */
function showCounter(station: Station, view: CounterView): void {
  station.tickets.set(new Map(view.tickets.map((ticket) => [ticket.laneId, ticket])));
  station.held.set(view.held);
  station.orders.set(view.orders);
  station.orderCounts.set(view.orderCounts);
  station.shift.set(view.shift);
  station.missed.set(view.missed);
  station.training.set(view.training);
}

function addEntry(transcripts: Station['transcripts'], entry: TranscriptEntry): void {
  const log = transcripts.get().get(entry.laneId) ?? EMPTY_LOG;
  transcripts.set(withValue(transcripts.get(), entry.laneId, withEntry(log, entry)));
}

/** Only what is new on it is a new object. */
function putTicket(tickets: Station['tickets'], next: LaneTicket): void {
  const { laneId } = next;
  const before = tickets.get().get(laneId)?.ticket.lines ?? [];
  const ticket = withKnownLines(next.ticket, before);
  tickets.set(withValue(tickets.get(), laneId, { ...next, ticket }));
}

/** The lane in its place, a new one at the end. */
function withLane(lanes: readonly LaneView[], lane: LaneView): readonly LaneView[] {
  const at = lanes.findIndex(({ laneId }) => laneId === lane.laneId);
  return at === -1 ? [...lanes, lane] : lanes.with(at, lane);
}

function withValue<Key, Value>(
  map: ReadonlyMap<Key, Value>,
  key: Key,
  value: Value,
): ReadonlyMap<Key, Value> {
  return new Map(map).set(key, value);
}

/** Undefined when the promise is late or rejects. */
async function withDeadline<Value>(
  promise: Promise<Value>,
  deadlineMs: number,
): Promise<Value | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, deadlineMs, undefined);
  });
  try {
    return await Promise.race([promise, late]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
