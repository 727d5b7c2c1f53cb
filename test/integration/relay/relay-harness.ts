/** A real relay on a free port with a fresh store, its upstream given by the test. */
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importMenu } from '../../../src/shared/menu/import-menu.ts';
import type { OperatorScope } from '../../../src/relay/operator-scopes.ts';
import { parseConfig, type RelayConfig } from '../../../src/relay/config.ts';
import { enrolmentCodeHash, newEnrolmentCode } from '../../../src/relay/identity/enrolment-code.ts';
import { createLog, type Log } from '../../../src/relay/log.ts';
import { startRelay, type Relay, type RelayDeps } from '../../../src/relay/relay.ts';
import { openDatabase, type Database } from '../../../src/relay/store/database.ts';
import type { StoreServer } from '../../../src/relay/store/postgres.ts';
import { Restaurants } from '../../../src/relay/store/restaurants.ts';
import { Flags } from '../../../src/relay/store/flags.ts';
import { Operators } from '../../../src/relay/store/operators.ts';
import { lanesSchema, Stations } from '../../../src/relay/store/stations.ts';
import { MENU_SOURCE, RESTAURANT_ID } from '../../support/relay-menu.ts';
import { Station } from './station-client.ts';

export { MENU_SOURCE, RESTAURANT_ID };

const QUICK_PROBES = { healthyMs: 60_000, uselessMs: 1_000, silent: { baseMs: 100, capMs: 500 } };

export const NO_LOAD = { loopShare: 0, loopDelayMs: 0, memoryBytes: 0, connections: 0 };

export class RelayHarness {
  readonly dataDir: string;
  readonly db: Database;
  readonly server: StoreServer | undefined;
  readonly stations: Stations;
  readonly flags: Flags;
  #relay: Relay | null = null;
  #operatorToken: string | null = null;
  log: Log = createLog('silent');
  /** Added to the relay's wall clock. */
  skewMs = 0;

  private constructor(dataDir: string, db: Database, server: StoreServer | undefined) {
    this.dataDir = dataDir;
    this.db = db;
    this.server = server;
    this.stations = new Stations(db);
    this.flags = new Flags(db);
  }

  /** `server`: instead of the embedded store. */
  static async open(server?: StoreServer): Promise<RelayHarness> {
    const dataDir = await mkdtemp(join(tmpdir(), 'relay-test-'));
    const harness = new RelayHarness(dataDir, await openDatabase(dataDir, server), server);
    await harness.importMenu();
    return harness;
  }

  /** Another relay on the same store. */
  static async beside(other: RelayHarness): Promise<RelayHarness> {
    const dataDir = await mkdtemp(join(tmpdir(), 'relay-test-'));
    await copyFile(join(other.dataDir, 'relay.key'), join(dataDir, 'relay.key'));
    return new RelayHarness(dataDir, await openDatabase(dataDir, other.server), other.server);
  }

  async importMenu(source: object = MENU_SOURCE): Promise<void> {
    const menu = importMenu(source);
    if (!menu.ok) throw new Error(menu.failure.text);
    await new Restaurants(this.db).import(menu.value, Date.now());
  }

  async start(
    buildPanelUrl: string,
    settings: Record<string, unknown> = {},
    beyondLimits: Partial<RelayConfig> = {},
    deps: Partial<Pick<RelayDeps, 'rates' | 'load' | 'voiceDeadlineMs'>> = {},
  ): Promise<void> {
    const config = parseConfig({
      dataDir: this.dataDir,
      port: 0,
      buildPanelUrl,
      logLevel: 'silent',
      ...(this.server && {
        databaseUrl: this.server.url,
        databasePasswordFile: this.server.passwordFile,
      }),
      ...settings,
    });
    const wallMs = () => Date.now() + this.skewMs;
    this.#relay = await startRelay(
      { ...config, ...beyondLimits },
      {
        log: this.log,
        wallMs,
        probePace: QUICK_PROBES,
        // The test itself keeps this process busy.
        load: { read: () => NO_LOAD, everyMs: 1_000 },
        ...deps,
      },
    );
  }

  get base(): string {
    return `http://127.0.0.1:${this.#relay?.port ?? 0}`;
  }

  async code({
    expiresInMs = 60_000,
    lanes = ['lane-1'],
    of = RESTAURANT_ID,
  } = {}): Promise<string> {
    const code = newEnrolmentCode();
    const parsedLanes = lanesSchema.parse(lanes.map((laneId) => ({ laneId, name: laneId })));
    const row = {
      codeHash: enrolmentCodeHash(code),
      restaurantId: of,
      lanes: parsedLanes,
      expiresAtMs: Date.now() + expiresInMs,
    };
    await this.stations.addCode(row, Date.now());
    return code;
  }

  async station(): Promise<Station> {
    return new Station(this.base).join(await this.code());
  }

  /** Waits for the background probes to come to `verdict`. */
  async verdict(verdict: string): Promise<void> {
    for (let tries = 0; tries < 200; tries += 1) {
      const body = (await (await fetch(`${this.base}/readyz`)).json()) as { upstream: string };
      if (body.upstream === verdict) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`the verdict never became ${verdict}`);
  }

  /** The value of a metric line that starts with `line`, 0 when it isn't there. */
  async metric(line: string): Promise<number> {
    this.#operatorToken ??= (await this.operator(['read'])).token;
    const headers = { authorization: `Bearer ${this.#operatorToken}` };
    const text = await (await fetch(`${this.base}/metrics`, { headers })).text();
    const found = text.split('\n').find((one) => one.startsWith(`${line} `));
    return Number(found?.slice(line.length + 1) ?? 0);
  }

  /** Of an operator with these scopes. */
  async operator(scopes: readonly OperatorScope[] = ['read', 'flags', 'stations']) {
    const expiresAtMs = Date.now() + 3_600_000;
    return new Operators(this.db).add({ name: 'a test', scopes, expiresAtMs }, Date.now());
  }

  /** As SIGTERM does. */
  async drain(): Promise<void> {
    await this.#relay?.drain();
  }

  async stopRelay(): Promise<void> {
    await this.#relay?.stop();
    this.#relay = null;
  }

  async close(): Promise<void> {
    await this.stopRelay();
    await this.db.destroy();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}
