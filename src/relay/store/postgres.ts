/** The one file that knows pg: the store that several relays share, in PostgreSQL. */
import { readFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { Kysely, PostgresDialect } from 'kysely';
import { Pool, TypeOverrides, types } from 'pg';
import { SetupFailure } from '../setup-failure.ts';
import { migrate } from './migrations.ts';
import type { Tables } from './tables.ts';

const MAX_CONNECTIONS = 8;
const CONNECT_DEADLINE_MS = 2_000;
const STATEMENT_DEADLINE_MS = 5_000;
/** A database that says nothing for so long is taken for gone; idle connections are closed before. */
const SILENT_AFTER_MS = 8_000;
const IDLE_FOR_MS = 5_000;

export type StoreServer = {
  /** `postgres://…`, without a password. */
  readonly url: string;
  readonly passwordFile: string | undefined;
};

/** Throws a `SetupFailure` when nobody answers there, or the schema can't be brought up to date. */
export async function openPostgres({ url, passwordFile }: StoreServer): Promise<Kysely<Tables>> {
  const parsers = new TypeOverrides();
  // `bigint` as a number: times and cents, all below 2^53.
  parsers.setTypeParser(types.builtins.INT8, Number);
  const pool = new Pool({
    connectionString: passwordFile === undefined ? url : withPassword(url, passwordFile),
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_DEADLINE_MS,
    idleTimeoutMillis: IDLE_FOR_MS,
    statement_timeout: STATEMENT_DEADLINE_MS,
    application_name: 'buildpanel-relay',
    stream: () => {
      const socket = new Socket();
      socket.setTimeout(SILENT_AFTER_MS, () => socket.destroy(new Error('the store is silent')));
      return socket;
    },
    types: parsers,
  });
  // A connection was cut: a query under way fails by itself, the next one opens another.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrate(db);
    return db;
  } catch (cause) {
    await db.destroy();
    throw new SetupFailure(
      `The store at ${whereOf(url)} can't be used: is PostgreSQL there, and may this user make tables in that database? (RELAY_DATABASE_URL)`,
      { cause },
    );
  }
}

function withPassword(url: string, file: string): string {
  try {
    const complete = new URL(url);
    complete.searchParams.set('password', readFileSync(file, 'utf8').trim());
    return complete.href;
  } catch (cause) {
    throw new SetupFailure(`The password file ${file} can't be read.`, { cause });
  }
}

/** Without the user's name. */
function whereOf(url: string): string {
  const { host, pathname, searchParams } = new URL(url);
  return `${searchParams.get('host') ?? host}${pathname}`;
}
