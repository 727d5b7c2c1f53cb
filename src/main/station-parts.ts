/** Opens what the station keeps on disk. What can't be opened is told, and something sound stands in. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importMenu } from '../shared/menu/import-menu.ts';
import type { Menu } from '../shared/menu/menu.ts';
import { fail } from '../shared/result.ts';
import type { PersonStamp } from '../shared/people/person.ts';
import { SimulatedTerminal } from './card/simulated-terminal.ts';
import { openMenuShelf, type MenuShelf } from './menu/menu-shelf.ts';
import { openKitchen, type Kitchen } from './kitchen/kitchen.ts';
import { drop } from './log.ts';
import { newId } from './new-id.ts';
import {
  auditNotice,
  kitchenCorruptNotice,
  clockNotice,
  menuCorruptNotice,
  noRelayNotice,
  peopleNotice,
  settingsNotice,
  soldOutCorruptNotice,
} from './notice-words.ts';
import { createNotices, type Notices } from './notices.ts';
import { openCounter, ORDER_BACKOFF, type Counter } from './open-counter.ts';
import { openPracticeCounter } from './practice-counter.ts';
import { openPrinting, type PrintingParts } from './open-printing.ts';
import { openSecrets, type Secrets } from './open-secrets.ts';
import { orderPrefixOf } from './order-prefix.ts';
import { watchClock } from './relay-client/clock-watch.ts';
import { openLastConfig, type LastConfig } from './relay-client/last-config.ts';
import { createRelayClient, type RelayClient } from './relay-client/relay-client.ts';
import { relayUrlSchema } from './relay-url.ts';
import { openSettings, type SettingsStore } from './settings/open-settings.ts';
import { AuditTrail } from './day/audit-trail.ts';
import { People } from './people/people.ts';
import { SoldOutList } from './sold-out/sold-out-list.ts';
import { SupportCalls } from './support/support-calls.ts';
import type { StationDeps } from './station-deps.ts';
import { Training } from './training.ts';
import { createWordsSeal } from './words-at-rest.ts';

/** The relay's address and what is asked of it. */
export type Relay = { readonly url: string; readonly client: RelayClient };

export type StationParts = PrintingParts &
  Counter & {
    readonly notices: Notices;
    readonly settings: SettingsStore;
    readonly secrets: Secrets;
    readonly lastConfig: LastConfig;
    /** Undefined until someone says where the relay is. */
    readonly relay: Relay | undefined;
    readonly shelf: MenuShelf;
    readonly kitchen: Kitchen;
    readonly soldOut: SoldOutList;
    readonly supportCalls: SupportCalls;
    readonly people: People;
    readonly audit: AuditTrail;
    readonly training: Training;
    readonly journalDirectory: string;
    /** Opens guests' words, too. Undefined when it can't be had, which was told: then there is no voice. */
    readonly journalKey: () => Promise<Uint8Array | undefined>;
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

  const words = createWordsSeal();
  const journalKey = async () => {
    const key = await secrets.journalKey();
    if (key !== undefined) words.useKey(key);
    return key;
  };
  // Tickets are read before voice is opened, and their words with them.
  if (secrets.identity.current()?.state === 'enrolled') await journalKey();

  const relay = findRelay(config.relayUrl ?? settings.current().relayUrl, secrets, notices, deps);
  if (relay === undefined) notices.tell(noRelayNotice());
  const shelf = await openMenuShelf({
    directory,
    demoMenu,
    fetchMenu: (etag) => relay?.client.fetchMenu(etag) ?? Promise.resolve(fail('relay-away')),
    onMenu: (inUse) => {
      push('onMenu', inUse);
      drop(tickets.menuChanged(), deps.log);
      const practised = told.training?.practice?.tickets.menuChanged();
      if (practised !== undefined) drop(practised, deps.log);
      orders.offerRefusedAgain();
    },
    onCorrupt: (keptAs) => notices.tell(menuCorruptNotice(keptAs)),
    wallMs,
  });
  const menu = () => shelf.current().menu;
  const printingParts = await openPrinting({
    ...deps,
    settings,
    restaurant: () => menu().restaurant,
    receiptNotice: () => {
      const notice = lastConfig.current()?.privacy.notice;
      return notice?.onReceipts === true ? notice.text : undefined;
    },
    tell: notices.tell,
  });
  const { audit, people } = await openPeople(deps, { menu, notices, settings });
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
  const supportCalls = await SupportCalls.open({
    path: join(directory, 'support-calls.json'),
    send: (call) => relay?.client.postSupportCall(call) ?? Promise.resolve(fail('relay-away')),
    newId,
    wallMs,
  });
  const told: { kitchen?: Kitchen; training?: Training } = {};
  /** The screen is told of the counter in front alone. */
  const pushOf =
    (isInFront: () => boolean): StationDeps['push'] =>
    (name, payload) => {
      if (isInFront()) push(name, payload);
    };
  const isPractising = () => told.training?.practice !== undefined;
  const shared = { menu, soldOut: () => soldOut.now(), people, notices, wallMs };
  const counterDeps = { ...shared, words, nowUs: deps.nowUs, log: deps.log };
  const real = await openCounter({
    ...counterDeps,
    directory,
    record: audit.record,
    push: pushOf(() => !isPractising()),
    send: (order) => relay?.client.postOrder(order) ?? Promise.resolve(fail('relay-away')),
    sendEvent: (event) =>
      relay?.client.postOrderEvent(event) ?? Promise.resolve(fail('relay-away')),
    terminal: new SimulatedTerminal(),
    prefix: () => orderPrefixOf({ settings, identity: secrets.identity }),
    onOrder: (order) => {
      printingParts.orderPrinting.orderChanged(order);
      told.kitchen?.desk.ownChanged();
    },
    onMissed: deps.onMissed,
  });
  const { tickets, orders } = real;
  const kitchen = await openKitchen({
    directory: join(directory, 'kitchen'),
    ownOrders: () => orders.forKitchen(),
    relay: relay?.client,
    onBoard: deps.kitchenWindow.showBoard,
    onCorrupt: (keptAs) => notices.tell(kitchenCorruptNotice(keptAs)),
    wallMs,
  });
  told.kitchen = kitchen;
  const practiceDirectory = join(directory, 'training');
  const training = await Training.open({
    real,
    directory: practiceDirectory,
    openPractice: () =>
      openPracticeCounter({
        ...counterDeps,
        ...printingParts,
        directory: practiceDirectory,
        push: pushOf(isPractising),
      }),
    settings,
    approve: people.approve,
    record: audit.record,
    wallMs,
  });
  told.training = training;
  return {
    notices,
    settings,
    secrets,
    lastConfig,
    relay,
    shelf,
    kitchen,
    soldOut,
    supportCalls,
    people,
    audit,
    training,
    journalDirectory,
    journalKey,
    ...printingParts,
    ...real,
  };
}

type PeopleDeps = {
  readonly menu: () => Menu;
  readonly notices: Notices;
  readonly settings: SettingsStore;
};

/** The people and the trail that names them. */
async function openPeople(
  { directory, wallMs, nowUs, push }: StationDeps,
  { menu, notices, settings }: PeopleDeps,
): Promise<{ readonly audit: AuditTrail; readonly people: People }> {
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
    nowMs: () => nowUs() / 1_000,
    wallMs,
    record: audit.record,
    idleLockMinutes: () => settings.current().idleLockMinutes,
    onPeople: (view) => push('onPeople', view),
    onProblem: (problem) => notices.tell(peopleNotice(problem)),
  });
  signedIn = () => people.stamp();
  return { audit, people };
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
