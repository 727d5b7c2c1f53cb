/** Administration beside the running relay, on the same store: menus, enrolment codes, stations. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { stationIdSchema } from '../shared/ids.ts';
import { importMenu } from '../shared/menu/import-menu.ts';
import { enrolmentCodeHash, newEnrolmentCode } from './identity/enrolment-code.ts';
import { storeServerFrom } from './config.ts';
import { errorName } from './log.ts';
import { knownRestaurant, type CtlAnswer, type CtlCall } from './relayctl-command.ts';
import { advanceRollout, killStreaming, listFlags, setFlags } from './relayctl-flags.ts';
import {
  createOperator,
  listAudit,
  listOperators,
  revokeOperator,
  rotateKeys,
} from './relayctl-operators.ts';
import { PRIVACY_OPTIONS } from './relayctl-privacy-options.ts';
import { setPrivacy } from './relayctl-privacy.ts';
import { report } from './relayctl-report.ts';
import { SetupFailure } from './setup-failure.ts';
import { openDatabase } from './store/database.ts';
import { KitchenAccess } from './store/kitchen-access.ts';
import { Restaurants } from './store/restaurants.ts';
import { lanesSchema, Stations } from './store/stations.ts';

const DEFAULT_TTL_MINUTES = 60;
const MAX_TTL_MINUTES = 7 * 24 * 60;

const HELP = `Administers the relay's store, also while the relay runs.

Usage: node build/src/relay/relayctl.js [--data DIR] [--json] COMMAND

  restaurant import MENU.json     take a menu in, or a new version of it
  restaurant list
  restaurant privacy --restaurant ID [--sound until-shift-closes|for-hours|not-kept] [--sound-hours N]
                     [--words-days N] [--sound-megabytes N] [--notice-en TEXT --notice-es TEXT]
                     [--notice-on-receipts] [--no-notice]
                                  what stations keep of guests' voices and words, and for how long
  code create --restaurant ID --lanes "lane-1:Lane 1,lane-2:Lane 2" [--ttl MINUTES]
                                  a one-time enrolment code (${DEFAULT_TTL_MINUTES} minutes)
  kitchen code --restaurant ID    a new code for the restaurant's kitchen page; the old one ends
  station list
  station revoke STATION_ID       shut a station out, its open connection too
  flags list                      who streams, as set here
  flags set NAME=VALUE …          [--restaurant ID] [--reason TEXT]; a name alone takes its setting away.
                                  ENABLE_REALTIME_STREAMING, STREAMING_ROLLOUT_PERCENTAGE, FALLBACK_TO_BATCH_ON_ERROR
  flags advance                   [--restaurant ID] the next stage of the rollout (5, 25, 50, 100)
  flags kill                      [--restaurant ID] no streaming from now on, utterances under way included

  operator create --name NAME     [--scopes read,flags,stations] [--days 90] a token for /metrics, /admin
                                  and /operations; it is told once
  operator list
  operator revoke OPERATOR_ID
  keys rotate                     [--at-once] a new key signs tokens; --at-once when the old one may be known to others
  audit list                      who did what, the last hundred
  report                          [--weeks 8] figures by restaurant and week, as CSV

  --data DIR   the relay's data folder (RELAY_DATA_DIR, .relay-data); RELAY_DATABASE_URL, as the relay has it
  --json       one JSON object on stdout
`;

async function main(): Promise<void> {
  const { values, positionals } = readArguments();
  const [noun = '', verb = '', ...args] = positionals;
  if (values.help || noun === '') {
    process.stdout.write(HELP);
    return;
  }
  const dataDir = values.data ?? process.env['RELAY_DATA_DIR'] ?? '.relay-data';
  const db = await openDatabase(dataDir, storeServerFrom(process.env));
  try {
    const answer = await run(`${noun} ${verb}`.trim(), { db, dataDir, options: values, args });
    process.stdout.write(values.json ? `${JSON.stringify(answer.json)}\n` : `${answer.text}\n`);
  } finally {
    await db.destroy();
  }
}

function run(command: string, call: CtlCall): Promise<CtlAnswer> {
  switch (command) {
    case 'restaurant import':
      return importRestaurant(call);
    case 'restaurant list':
      return listRestaurants(call);
    case 'restaurant privacy':
      return setPrivacy(call);
    case 'code create':
      return createCode(call);
    case 'kitchen code':
      return createKitchenCode(call);
    case 'station list':
      return listStations(call);
    case 'station revoke':
      return revokeStation(call);
    case 'flags list':
      return listFlags(call);
    case 'flags set':
      return setFlags(call);
    case 'flags advance':
      return advanceRollout(call);
    case 'flags kill':
      return killStreaming(call);
    case 'operator create':
      return createOperator(call);
    case 'operator list':
      return listOperators(call);
    case 'operator revoke':
      return revokeOperator(call);
    case 'keys rotate':
      return rotateKeys(call);
    case 'report':
      return report(call);
    case 'audit list':
      return listAudit(call);
    default:
      throw new SetupFailure(`There is no command "${command}": see --help.`);
  }
}

async function importRestaurant({ db, args: [file] }: CtlCall): Promise<CtlAnswer> {
  if (file === undefined) throw new SetupFailure('Which menu file? See --help.');
  const menu = importMenu(readMenuFile(file));
  if (!menu.ok) throw new SetupFailure(`The menu ${file} can't be used. ${menu.failure.text}`);
  const restaurantId = await new Restaurants(db).import(menu.value, Date.now());
  const { restaurant, version, items } = menu.value;
  const json = {
    restaurantId,
    name: restaurant.name,
    menuVersion: version,
    itemCount: items.length,
  };
  return {
    json,
    text: `${restaurant.name} (${restaurantId}): ${items.length} items, menu ${version}`,
  };
}

function readMenuFile(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new SetupFailure(`The menu file ${file} can't be read.`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new SetupFailure(`The menu file ${file} is not JSON.`);
  }
}

async function listRestaurants({ db }: CtlCall): Promise<CtlAnswer> {
  const restaurants = (await new Restaurants(db).all()).map(({ restaurantId, name, menu }) => ({
    restaurantId,
    name,
    menuVersion: menu.version,
  }));
  return {
    json: { restaurants },
    text: restaurants
      .map(({ restaurantId, name, menuVersion }) => `${restaurantId}  ${name}  menu ${menuVersion}`)
      .join('\n'),
  };
}

async function createKitchenCode(call: CtlCall): Promise<CtlAnswer> {
  const restaurantId = await knownRestaurant(call);
  const code = newEnrolmentCode();
  await new KitchenAccess(call.db).replaceCode(restaurantId, code, Date.now());
  return {
    json: { code, restaurantId },
    text: `${code}  (enter it at /kitchen of the relay; it counts until there is a new one)`,
  };
}

async function createCode(call: CtlCall): Promise<CtlAnswer> {
  const { lanes, ttl } = call.options;
  const restaurantId = await knownRestaurant(call);
  const parsedLanes = lanesSchema.safeParse(lanesOf(lanes ?? 'lane-1:Lane 1'));
  if (!parsedLanes.success)
    throw new SetupFailure(
      'Lanes look like "lane-1:Lane 1,lane-2:Lane 2": small letters, digits and - in the id.',
    );
  const minutes = Number(ttl ?? DEFAULT_TTL_MINUTES);
  if (!(minutes > 0 && minutes <= MAX_TTL_MINUTES))
    throw new SetupFailure(`--ttl is in minutes, at most ${MAX_TTL_MINUTES}.`);
  const code = newEnrolmentCode();
  const nowMs = Date.now();
  const expiresAtMs = nowMs + minutes * 60_000;
  await new Stations(call.db).addCode(
    {
      codeHash: enrolmentCodeHash(code),
      restaurantId,
      lanes: parsedLanes.data,
      expiresAtMs,
    },
    nowMs,
  );
  const expiresAt = new Date(expiresAtMs).toISOString();
  return {
    json: { code, restaurantId, lanes: parsedLanes.data, expiresAt },
    text: `${code}  (once, until ${expiresAt})`,
  };
}

function lanesOf(text: string): { laneId: string; name: string }[] {
  return text.split(',').map((part) => {
    const [laneId = '', ...name] = part.split(':');
    return { laneId: laneId.trim(), name: name.join(':').trim() || laneId.trim() };
  });
}

async function listStations({ db }: CtlCall): Promise<CtlAnswer> {
  const stations = (await new Stations(db).all()).map(
    ({ stationId, restaurantId, name, lanes, enrolledAtMs, isRevoked }) => ({
      stationId,
      restaurantId,
      name,
      lanes,
      enrolledAt: new Date(enrolledAtMs).toISOString(),
      isRevoked,
    }),
  );
  const lines = stations.map(({ stationId, name, lanes, isRevoked }) =>
    [
      stationId,
      name,
      lanes.map(({ laneId }) => laneId).join(','),
      isRevoked ? 'revoked' : 'in service',
    ].join('  '),
  );
  return { json: { stations }, text: lines.join('\n') };
}

async function revokeStation({ db, args: [argument] }: CtlCall): Promise<CtlAnswer> {
  const stationId = stationIdSchema.safeParse(argument);
  const isKnown = stationId.success && (await new Stations(db).revoke(stationId.data, Date.now()));
  if (!isKnown) throw new SetupFailure(`There is no station ${argument ?? ''}: see station list.`);
  return {
    json: { stationId: stationId.data, isRevoked: true },
    text: `${stationId.data} is revoked.`,
  };
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        restaurant: { type: 'string' },
        lanes: { type: 'string' },
        ttl: { type: 'string' },
        reason: { type: 'string' },
        name: { type: 'string' },
        scopes: { type: 'string' },
        days: { type: 'string' },
        weeks: { type: 'string' },
        'at-once': { type: 'boolean' },
        ...PRIVACY_OPTIONS,
      },
    });
  } catch (error) {
    throw new SetupFailure(
      `${error instanceof Error ? error.message.split('. ')[0] : 'Unknown option'}. See --help.`,
    );
  }
}

main().catch((error: unknown) => {
  const text =
    error instanceof SetupFailure ? error.message : `It failed inside (${errorName(error)}).`;
  process.stderr.write(`relayctl: ${text}\n`);
  process.exitCode = 1;
});
