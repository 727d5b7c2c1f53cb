/**
 * Thousands of orders while everything breaks: stations and relay are processes that are killed at any moment,
 * the way between them cuts, delays, halves and doubles what goes over it. At the end everybody's books are
 * compared: `npm run orders:faults -- --help` says how to run it.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { enrolmentCodeHash, newEnrolmentCode } from '../../src/relay/identity/enrolment-code.ts';
import { openDatabase, type Database } from '../../src/relay/store/database.ts';
import { KitchenAccess } from '../../src/relay/store/kitchen-access.ts';
import { Restaurants } from '../../src/relay/store/restaurants.ts';
import { lanesSchema, Stations } from '../../src/relay/store/stations.ts';
import { importMenu } from '../../src/shared/menu/import-menu.ts';
import { chanceOf } from '../support/chance.ts';
import { MENU_SOURCE, RESTAURANT_ID } from '../support/relay-menu.ts';
import { account } from './orders/account.ts';
import { FaultyLink } from './orders/faulty-link.ts';
import { KitchenCrew } from './orders/kitchen-crew.ts';
import { enrolAt } from './parts/enrol-at.ts';
import { RelayProcess } from './orders/relay-process.ts';
import type { Guest, Served } from './orders/station-messages.ts';
import { StationProcess } from './orders/station-process.ts';

const HELP = `Orders under fire: stations and the relay are killed, the way between them cuts, delays and doubles;
in the end the kitchen must have every order once and all books agree to the cent.

Usage: npm run orders:faults -- [options]

  --orders N       so many orders (10000)
  --quick          500 orders
  --stations N     so many tills (4)
  --seed N         where chance begins (1)
  --json           the figures as the last line of stdout
  --help           this text

Ends with 0, with 1 when the books disagree, with 2 when it was called wrongly.
`;

const KITCHEN_CODE = 'FAULTS';
/** One station kill in as many guests, and one relay kill. */
const GUESTS_A_KILL = 80;
const GUESTS_A_RELAY_KILL = 600;
const RELAY_AWAY_MS = 800;
/** After the last guest everything must have arrived within this. */
const SETTLE_DEADLINE_MS = 180_000;

type Run = {
  readonly relay: RelayProcess;
  readonly chance: () => number;
  readonly orders: number;
  readonly guestsAKill: number;
  readonly guestsARelayKill: number;
  /** Counts up over all stations. */
  next: number;
  relayRestart: Promise<void>;
  readonly served: Served[];
};

const values = readOptions();
const orders = Number(values.orders ?? (values.quick ? 500 : 10_000));
const seed = Number(values.seed);
if (values.help) process.stdout.write(HELP);
else process.exitCode = (await runAll(orders, Number(values.stations))) ? 0 : 1;

function readOptions() {
  try {
    return parseArgs({
      options: {
        quick: { type: 'boolean', default: false },
        orders: { type: 'string' },
        stations: { type: 'string', default: '4' },
        seed: { type: 'string', default: '1' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : 'Wrong options.'}\n\n${HELP}`);
    process.exit(2);
  }
}

async function runAll(orders: number, stationCount: number): Promise<boolean> {
  const startedAtMs = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'order-faults-'));
  const chance = chanceOf(seed);
  const dataDir = join(folder, 'relay');
  const db = await openDatabase(dataDir);
  await setUpRestaurant(db);
  const relay = new RelayProcess(dataDir);
  await relay.start();
  const folders = Array.from({ length: stationCount }, (_, index) => join(folder, `till-${index}`));
  for (const one of folders) await enrol(one, db, relay.port);
  const link = await FaultyLink.open(relay.port, chance);
  const kitchen = new KitchenCrew(link.url, await kitchenToken(relay.port));
  const stations = folders.map((one) => new StationProcess(one, link.url, chance));
  const run: Run = {
    relay,
    chance,
    orders,
    guestsAKill: Math.min(GUESTS_A_KILL, Math.ceil(orders / 12)),
    guestsARelayKill: Math.min(GUESTS_A_RELAY_KILL, Math.ceil(orders / 4)),
    next: 1,
    relayRestart: Promise.resolve(),
    served: [],
  };
  try {
    kitchen.start();
    await Promise.all(stations.map((station) => station.start()));
    await Promise.all(stations.map((station) => serveGuests(station, run)));
    await run.relayRestart;
    const servedAfterS = Math.round((performance.now() - startedAtMs) / 1_000);
    say(
      `all ${orders} guests served after ${servedAfterS} s; waiting for the relay and the kitchen`,
    );
    await untilArrived(stations, kitchen, run);
    await kitchen.stop();
    const books = await account(run.served, folders, { db, kitchen });
    const took = Math.round((performance.now() - startedAtMs) / 1_000);
    const injected = {
      stationKills: stations.reduce((sum, { kills }) => sum + kills, 0),
      relayKills: relay.kills,
      requests: link.requests,
      ...link.faults,
    };
    report({ seed, orders, stations: stationCount, tookS: took, injected, ...books });
    return books.isRight;
  } finally {
    await kitchen.stop();
    await Promise.all(stations.map((station) => station.kill()));
    await relay.kill();
    link.close();
    await db.destroy();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Takes the next guest until there is none: a slow station serves fewer. */
async function serveGuests(station: StationProcess, run: Run): Promise<void> {
  while (run.next <= run.orders) {
    const number = run.next;
    run.next += 1;
    if (number % run.guestsARelayKill === 0) run.relayRestart = restartRelay(run);
    const isKilled = number % run.guestsAKill === 0;
    run.served.push(await station.serve(guestOf(number, run.chance), isKilled));
    if (run.served.length % 500 === 0) say(`${run.served.length} of ${run.orders} guests`);
  }
}

async function restartRelay({ relay, chance, relayRestart }: Run): Promise<void> {
  await relayRestart;
  await relay.kill();
  await wait(chance() * RELAY_AWAY_MS);
  await relay.start();
}

/** What this guest does: how many dishes, how it is paid, and what happens later. */
function guestOf(guest: number, chance: () => number): Guest {
  const quantity = 1 + Math.floor(chance() * 9);
  const tender = (['cash', 'card-simulator', 'pay-later'] as const)[guest % 3] ?? 'cash';
  const then: Guest['then'][number][] = [];
  const refund = (units: number, isCancelled: boolean) =>
    then.push({ do: 'refund', quantity: units, isCancelled, reason: `${then.length} of ${guest}` });
  if (chance() < 0.15) refund(1, chance() < 0.5);
  const isGone = quantity === 1 && then.length > 0;
  if (tender === 'pay-later' && !isGone) {
    then.push({ do: 'settle', tender: { kind: 'card-simulator', tipCents: 0 } });
  }
  if (chance() < 0.05 && !isGone)
    refund(quantity - then.filter((step) => step.do === 'refund').length, true);
  if (chance() < 0.2) then.push({ do: 'rate', score: 1 + Math.floor(chance() * 5) });
  return { guest, quantity, tender, then };
}

async function untilArrived(
  stations: readonly StationProcess[],
  kitchen: KitchenCrew,
  { served }: Run,
): Promise<void> {
  const untilMs = performance.now() + SETTLE_DEADLINE_MS;
  while (performance.now() < untilMs) {
    const left = await Promise.all(stations.map((station) => station.left()));
    const waiting = left.reduce((sum, one) => sum + one.waiting, 0);
    if (waiting === 0 && kitchen.cooked.size >= served.length) return;
    say(
      `${waiting} orders on their way, ${served.length - kitchen.cooked.size} not seen by the kitchen`,
    );
    await wait(1_000);
  }
}

async function setUpRestaurant(db: Database): Promise<void> {
  const menu = importMenu(MENU_SOURCE);
  if (!menu.ok) throw new Error(menu.failure.text);
  await new Restaurants(db).import(menu.value, Date.now());
  await new KitchenAccess(db).replaceCode(RESTAURANT_ID, KITCHEN_CODE, Date.now());
}

/** Enrols a station at the relay and leaves its identity in its folder. */
async function enrol(folder: string, db: Database, relayPort: number): Promise<void> {
  const code = newEnrolmentCode();
  await new Stations(db).addCode(
    {
      codeHash: enrolmentCodeHash(code),
      restaurantId: RESTAURANT_ID,
      lanes: lanesSchema.parse([{ laneId: 'lane-1', name: 'Lane 1' }]),
      expiresAtMs: Date.now() + 600_000,
    },
    Date.now(),
  );
  const identity = await enrolAt(`http://127.0.0.1:${relayPort}`, code);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'identity.json'), JSON.stringify(identity));
}

async function kitchenToken(relayPort: number): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${relayPort}/v1/kitchen/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: KITCHEN_CODE }),
  });
  return ((await response.json()) as { token: string }).token;
}

function report(result: object): void {
  process.stdout.write(`${JSON.stringify(result, null, values.json ? 0 : 2)}\n`);
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
