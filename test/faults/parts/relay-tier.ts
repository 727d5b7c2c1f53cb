/** Two relays on one PostgreSQL behind a plain TCP balancer: real processes, drained, killed and started again. */
import { once } from 'node:events';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startServer, type ServerProcess } from '../../../scripts/station/server-process.ts';
import type { EnrolledIdentity } from '../../../src/main/relay-client/identity-port.ts';
import { enrolmentCodeHash, newEnrolmentCode } from '../../../src/relay/identity/enrolment-code.ts';
import { openDatabase, type Database } from '../../../src/relay/store/database.ts';
import type { StoreServer } from '../../../src/relay/store/postgres.ts';
import { Restaurants } from '../../../src/relay/store/restaurants.ts';
import { lanesSchema, Stations } from '../../../src/relay/store/stations.ts';
import { restaurantIdSchema } from '../../../src/shared/ids.ts';
import { importMenu } from '../../../src/shared/menu/import-menu.ts';
import { PostgresServer } from '../../support/postgres-server.ts';
import { MENU_SOURCE } from '../../support/relay-menu.ts';
import { TcpBalancer } from '../../support/tcp-balancer.ts';
import { enrolAt } from './enrol-at.ts';

const ROOT = join(import.meta.dirname, '../../..');
export const STATIONS_A_RESTAURANT = 20;

type Member = { readonly folder: string; port: number; process: ServerProcess | null };

export class RelayTier {
  readonly postgres: PostgresServer;
  readonly #db: Database;
  readonly #store: StoreServer;
  readonly #buildPanelUrl: string;
  readonly #members: readonly Member[];
  #balancer: TcpBalancer | null = null;
  #enrolled = 0;

  private constructor(
    postgres: PostgresServer,
    made: { db: Database; store: StoreServer; folder: string; buildPanelUrl: string },
  ) {
    this.postgres = postgres;
    this.#db = made.db;
    this.#store = made.store;
    this.#buildPanelUrl = made.buildPanelUrl;
    this.#members = ['first', 'second'].map((name) => ({
      folder: join(made.folder, name),
      port: 0,
      process: null,
    }));
  }

  static async start(folder: string, buildPanelUrl: string): Promise<RelayTier> {
    const postgres = await PostgresServer.start({ isDurable: true });
    const store = await postgres.newDatabase();
    const db = await openDatabase(folder, store);
    const tier = new RelayTier(postgres, { db, store, folder, buildPanelUrl });
    for (const nth of tier.#members.keys()) await tier.startRelay(nth);
    tier.#balancer = await TcpBalancer.start(tier.#members.map(({ port }) => port));
    return tier;
  }

  get url(): string {
    if (this.#balancer === null) throw new Error('the tier has not been started');
    return this.#balancer.url;
  }

  /** A new station, of a restaurant that has room. */
  async enrol(): Promise<EnrolledIdentity> {
    const nth = Math.floor(this.#enrolled / STATIONS_A_RESTAURANT);
    const restaurantId = restaurantIdSchema.parse(
      `11111111-1111-4111-8111-${String(nth).padStart(12, '0')}`,
    );
    if (this.#enrolled % STATIONS_A_RESTAURANT === 0) await this.#import(restaurantId);
    this.#enrolled += 1;
    const code = newEnrolmentCode();
    const lanes = lanesSchema.parse([{ laneId: 'lane-1', name: 'Lane 1' }]);
    const codeHash = enrolmentCodeHash(code);
    const expiresAtMs = Date.now() + 600_000;
    const nowMs = Date.now();
    await new Stations(this.#db).addCode({ codeHash, restaurantId, lanes, expiresAtMs }, nowMs);
    return enrolAt(this.url, code);
  }

  /** On the same port as before; the second has the first one's key. */
  async startRelay(nth: number): Promise<void> {
    const member = this.#member(nth);
    await mkdir(member.folder, { recursive: true, mode: 0o700 });
    if (nth > 0)
      await copyFile(join(this.#member(0).folder, 'relay.key'), join(member.folder, 'relay.key'));
    member.process = await startServer({
      name: 'A relay',
      program: join(ROOT, 'build/src/relay/main.js'),
      args: ['--ready-json'],
      logFile: join(member.folder, 'relay.log'),
      deadlineMs: 120_000,
      env: {
        RELAY_PORT: `${member.port}`,
        RELAY_DATA_DIR: member.folder,
        RELAY_DATABASE_URL: this.#store.url,
        RELAY_DATABASE_PASSWORD_FILE: this.#store.passwordFile,
        RELAY_CODECS: 'pcm_s16le',
        RELAY_LOG_LEVEL: 'warn',
        BUILDPANEL_BASE_URL: this.#buildPanelUrl,
      },
    });
    member.port = member.process.port;
  }

  /** SIGTERM; resolves when it has gone by itself. */
  async drainRelay(nth: number): Promise<void> {
    await this.#end(nth, 'SIGTERM');
  }

  async killRelay(nth: number): Promise<void> {
    await this.#end(nth, 'SIGKILL');
  }

  async stop(): Promise<void> {
    for (const nth of this.#members.keys()) await this.#end(nth, 'SIGKILL');
    await this.#balancer?.stop();
    await this.#db.destroy();
    await this.postgres.stop();
  }

  async #end(nth: number, signal: NodeJS.Signals): Promise<void> {
    const member = this.#member(nth);
    const child = member.process?.child;
    member.process = null;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  async #import(id: string): Promise<void> {
    const restaurant = { ...MENU_SOURCE.restaurant, id };
    const menu = importMenu({ ...MENU_SOURCE, restaurant });
    if (!menu.ok) throw new Error(menu.failure.text);
    await new Restaurants(this.#db).import(menu.value, Date.now());
  }

  #member(nth: number): Member {
    const member = this.#members[nth];
    if (member === undefined) throw new Error('there are two relays');
    return member;
  }
}
