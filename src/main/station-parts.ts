/** Opens what the station keeps on disk. What can't be opened is told, and something sound stands in. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RECONNECT_BACKOFF } from '../shared/backoff.ts';
import { importMenu } from '../shared/menu/import-menu.ts';
import type { Menu } from '../shared/menu/menu.ts';
import { fail } from '../shared/result.ts';
import type { PersonStamp } from '../shared/people/person.ts';
import { createWordsCompiler } from './compile-words.ts';
import { openMenuShelf, type MenuShelf } from './menu/menu-shelf.ts';
import { openKitchen, type Kitchen } from './kitchen/kitchen.ts';
import { drop } from './log.ts';
import { newId } from './new-id.ts';
import {
  heldCorruptNotice,
  auditNotice,
  kitchenCorruptNotice,
  clockNotice,
  menuCorruptNotice,
  noRelayNotice,
  orderCorruptNotice,
  peopleNotice,
  settingsNotice,
  soldOutCorruptNotice,
  ticketNotice,
} from './notice-words.ts';
import { createNotices, type Notices } from './notices.ts';
import { openPrinting, type PrintingParts } from './open-printing.ts';
import { openSecrets, type Secrets } from './open-secrets.ts';
import { orderPrefixOf } from './order-prefix.ts';
import { OrderDesk } from './orders/order-desk.ts';
import { Orders } from './orders/orders.ts';
import { watchClock } from './relay-client/clock-watch.ts';
import { openLastConfig, type LastConfig } from './relay-client/last-config.ts';
import { createRelayClient, type RelayClient } from './relay-client/relay-client.ts';
import { relayUrlSchema } from './relay-url.ts';
import { openSettings, type SettingsStore } from './settings/open-settings.ts';
import { openDay, withBooks } from './open-day.ts';
import type { Day } from './day/day.ts';
import { AuditTrail } from './day/audit-trail.ts';
import { People } from './people/people.ts';
import { SoldOutList } from './sold-out/sold-out-list.ts';
import type { StationDeps } from './station-deps.ts';
import { HeldTickets } from './tickets/held-tickets.ts';
import { MissedWords } from './tickets/missed-words.ts';
import { createAdjusting, type Adjusting } from './tickets/adjusting.ts';
import { Tickets } from './tickets/tickets.ts';

/** A relay that was away for long is asked this seldom. */
const ORDER_BACKOFF = { ...RECONNECT_BACKOFF, capMs: 10_000 };

/** The relay's address and what is asked of it. */
export type Relay = { readonly url: string; readonly client: RelayClient };

export type StationParts = PrintingParts & {
  readonly notices: Notices;
  readonly settings: SettingsStore;
  readonly secrets: Secrets;
  readonly lastConfig: LastConfig;
  /** Undefined until someone says where the relay is. */
  readonly relay: Relay | undefined;
  readonly shelf: MenuShelf;
  readonly tickets: Tickets;
  readonly missed: MissedWords;
  readonly orders: Orders;
  readonly kitchen: Kitchen;
  readonly orderDesk: OrderDesk;
  readonly adjusting: Adjusting;
  readonly soldOut: SoldOutList;
  readonly people: People;
  readonly audit: AuditTrail;
  readonly day: Day;
  readonly journalDirectory: string;
};

export async function openStationParts(
  deps: StationDeps & { readonly onMissed: () => void },
): Promise<StationParts> {
  const { config, directory, wallMs, push } = deps;
  const notices = createNotices({
    onNotice: (notice) => push('onNotice', notice),
    onCleared: (notice) => push('onNoticeCleared', notice),
  });
  const journalDirectory = config.journalDirectory ?? join(directory, 'journal');

  const [{ settings, problem }, secrets, lastConfig, demoMenu] = await Promise.all([
    openSettings(directory, wallMs),
    openSecrets({
      ...deps.vault,
      choice: config.credentials,
      directory,
      journalDirectory,
      wallMs,
      tell: notices.tell,
    }),
    openLastConfig(directory),
    readDemoMenu(deps.resources),
  ]);
  if (problem !== undefined) notices.tell(settingsNotice(problem));

  const relay = findRelay(config.relayUrl ?? settings.current().relayUrl, secrets, notices, deps);
  if (relay === undefined) notices.tell(noRelayNotice());
  const shelf = await openMenuShelf({
    directory,
    demoMenu,
    fetchMenu: (etag) => relay?.client.fetchMenu(etag) ?? Promise.resolve(fail('relay-away')),
    onMenu: (inUse) => {
      push('onMenu', inUse);
      drop(tickets.menuChanged(), deps.log);
      orders.offerRefusedAgain();
    },
    onCorrupt: (keptAs) => notices.tell(menuCorruptNotice(keptAs)),
    wallMs,
  });
  const menu = () => shelf.current().menu;
  const { printing, orderPrinting } = await openPrinting({
    ...deps,
    settings,
    restaurant: () => menu().restaurant,
    tell: notices.tell,
  });
  const told: { kitchen?: Kitchen } = {};
  const orders = await Orders.open({
    directory: join(directory, 'orders'),
    send: (order) => relay?.client.postOrder(order) ?? Promise.resolve(fail('relay-away')),
    sendEvent: (event) =>
      relay?.client.postOrderEvent(event) ?? Promise.resolve(fail('relay-away')),
    prefix: () => orderPrefixOf({ settings, identity: secrets.identity }),
    timeZone: () => menu().restaurant.timeZone,
    wallMs,
    nowMs: () => deps.nowUs() / 1_000,
    random: Math.random,
    backoff: ORDER_BACKOFF,
    onOrder: (order, isListed) => {
      if (isListed) push('onOrder', order);
      orderPrinting.orderChanged(order);
      told.kitchen?.desk.ownChanged();
    },
    onCounts: (counts) => push('onOrderCounts', counts),
    onCorrupt: (keptAs) => notices.tell(orderCorruptNotice(keptAs)),
    log: deps.log,
  });
  const kitchen = await openKitchen({
    directory: join(directory, 'kitchen'),
    ownOrders: () => orders.forKitchen(),
    relay: relay?.client,
    onBoard: deps.kitchenWindow.showBoard,
    onCorrupt: (keptAs) => notices.tell(kitchenCorruptNotice(keptAs)),
    wallMs,
  });
  told.kitchen = kitchen;
  let signedIn: () => PersonStamp | undefined = () => undefined;
  const audit = await AuditTrail.open({
    directory: join(directory, 'audit'),
    stamp: () => signedIn(),
    timeZone: () => menu().restaurant.timeZone,
    wallMs,
    onSaved: (isSaved) => notices.tell(auditNotice(isSaved)),
  });
  const people = await People.open({
    directory: join(directory, 'people'),
    newId,
    nowMs: () => deps.nowUs() / 1_000,
    wallMs,
    record: audit.record,
    idleLockMinutes: () => settings.current().idleLockMinutes,
    onPeople: (view) => push('onPeople', view),
    onProblem: (problem) => notices.tell(peopleNotice(problem)),
  });
  signedIn = () => people.stamp();
  const day = await openDay({
    directory,
    orders,
    people,
    record: audit.record,
    notices,
    wallMs,
    onShift: (view) => push('onShift', view),
  });
  const books = withBooks(orders, day);
  const soldOut = await SoldOutList.open({
    path: join(directory, 'sold-out.json'),
    send: (request) => relay?.client.postSoldOut(request) ?? Promise.resolve(fail('relay-away')),
    newId,
    wallMs,
    random: Math.random,
    backoff: ORDER_BACKOFF,
    onChange: (marks) => push('onSoldOut', marks),
    onCorrupt: (keptAs) => notices.tell(soldOutCorruptNotice(keptAs)),
  });
  const held = await HeldTickets.open(join(directory, 'tickets', 'held'), {
    wallMs: wallMs(),
    onCorrupt: (keptAs) => notices.tell(heldCorruptNotice(keptAs)),
  });
  const missed = await MissedWords.open({
    directory: join(directory, 'tickets', 'missed-words'),
    wallMs,
    onChange: deps.onMissed,
  });
  const tickets = new Tickets({
    directory: join(directory, 'tickets'),
    menu,
    held,
    missed,
    soldOut: () => soldOut.now(),
    orders: books,
    approve: people.approve,
    stamp: () => people.stamp(),
    record: audit.record,
    onVoid: (ticketId, amountCents) => day.bookVoid(ticketId, amountCents),
    compile: createWordsCompiler(),
    newId,
    wallMs,
    onTicket: (laneTicket) => push('onTicket', laneTicket),
    onHeld: (list) => push('onHeld', list),
    onDisk: (problem) => notices.tell(ticketNotice(problem)),
  });
  return {
    notices,
    settings,
    secrets,
    lastConfig,
    relay,
    shelf,
    tickets,
    missed,
    orders,
    kitchen,
    orderDesk: new OrderDesk({
      orders: books,
      approve: people.approve,
      stamp: () => people.stamp(),
      record: audit.record,
      newId,
      wallMs,
    }),
    adjusting: createAdjusting({ tickets, approve: people.approve, record: audit.record }),
    soldOut,
    people,
    audit,
    printing,
    orderPrinting,
    day,
    journalDirectory,
  };
}

function findRelay(
  text: string,
  secrets: Secrets,
  { tell }: Notices,
  deps: StationDeps,
): Relay | undefined {
  const url = relayUrlSchema.safeParse(text);
  if (!url.success) return undefined;
  const client = createRelayClient({
    baseUrl: url.data,
    identity: secrets.identity,
    fetch: watchClock(deps.fetch, deps.wallMs, (off) => tell(clockNotice(off))),
    wallMs: deps.wallMs,
    nowMs: () => deps.nowUs() / 1_000,
  });
  return { url: url.data, client };
}

/** A part of the app itself: that it is there and whole is the build's promise. */
async function readDemoMenu(resources: string): Promise<Menu> {
  const text = await readFile(join(resources, 'demo-menu.json'), 'utf8');
  const menu = importMenu(JSON.parse(text));
  if (!menu.ok) throw new Error(`the demo menu is broken: ${menu.failure.text}`);
  return menu.value;
}
