/** The relay's composition root: opens the store, connects the parts, listens, and stops them in reverse. */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { endpointsOf } from '../shared/buildpanel/rest.ts';
import type { RestaurantId, StationId } from '../shared/ids.ts';
import type { RelayConfig } from './config.ts';
import { connectOrders } from './connect-orders.ts';
import { connectRollout } from './connect-rollout.ts';
import { createHttp, type TlsFiles } from './http/server.ts';
import { AccessTokens } from './identity/access-tokens.ts';
import { Gate } from './identity/gate.ts';
import {
  ENROL_POLICY,
  HANDSHAKE_POLICY,
  TOKEN_POLICY,
  TokenBuckets,
} from './limits/token-buckets.ts';
import { drop, type Log } from './log.ts';
import { RelayMetrics } from './metrics/metrics.ts';
import { problemOf } from './problem.ts';
import { SetupFailure } from './setup-failure.ts';
import { SoldOutDesk } from './sold-out/sold-out-desk.ts';
import { Connections } from './stations/connections.ts';
import { Uploads } from './stations/uploads.ts';
import { createStationDoor } from './stations/upgrade.ts';
import { Utterances } from './stations/utterances.ts';
import { writeAudit } from './store/audit.ts';
import { openDatabase, type Database } from './store/database.ts';
import { Restaurants } from './store/restaurants.ts';
import { Results } from './store/results.ts';
import { openSealing } from './store/sealing.ts';
import { loadSigningKeys } from './store/signing-keys.ts';
import { SoldOutFacts } from './store/sold-out-facts.ts';
import { Stations } from './store/stations.ts';
import { StoreWatch } from './store/store-watch.ts';
import { UtteranceBook } from './store/utterance-log.ts';
import { PROBE_PACE, type ProbePace } from './upstream/capability.ts';
import { BuildPanelUpstream } from './upstream/upstream.ts';
import type { UtteranceRecord } from './utterance-record.ts';

/** Stations that are sent away may come back after this: the time of a restart. */
const RETURN_AFTER_MS = 1_000;
/** From go-away to the end of the process. */
const STOP_DEADLINE_MS = 5_000;

export type RelayDeps = {
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly wallMs?: () => number;
  readonly probePace?: ProbePace;
};

export type Relay = { readonly port: number; stop(): Promise<void> };

type Disposals = (() => void | Promise<void>)[];

type Parts = Required<RelayDeps> & {
  readonly config: RelayConfig;
  readonly db: Database;
  readonly metrics: RelayMetrics;
  readonly connections: Connections;
  readonly monotonicMs: () => number;
  /** What is created is registered here at once; it is stopped in reverse. */
  readonly disposals: Disposals;
};

/** Throws a `SetupFailure` when it can't start; nothing is left running then. */
export async function startRelay(config: RelayConfig, deps: RelayDeps): Promise<Relay> {
  const tls = readTls(config);
  const db = await openDatabase(config.dataDir);
  const disposals: Disposals = [() => db.destroy()];
  const metrics = new RelayMetrics();
  const parts: Parts = {
    wallMs: Date.now,
    probePace: PROBE_PACE,
    ...deps,
    config,
    db,
    metrics,
    connections: new Connections(metrics),
    monotonicMs: () => performance.now(),
    disposals,
  };
  try {
    const port = await connect(parts, tls);
    deps.log.info({ port, host: config.host }, 'the relay is listening');
    return { port, stop: () => stopAll(disposals, deps.log) };
  } catch (error) {
    await stopAll(disposals, deps.log);
    throw error;
  }
}

async function connect(parts: Parts, tls: TlsFiles | null): Promise<number> {
  const { config, db, metrics, connections, disposals, log, wallMs, monotonicMs } = parts;
  const sealing = openSealing(config.dataDir);
  const stations = new Stations(db);
  const { rollout, flags } = connectRollout({
    ...parts,
    onChange: (changed, { restaurantIds }) => {
      utterances.switchOff((restaurantId) => !changed.flagsOf(restaurantId).isStreamingEnabled);
      connections.configChanged(restaurantIds);
    },
    onWritten: () => drop(watch.refresh(), log),
  });
  const { watch, isRevoked } = await watchStore(parts, stations, { rollout, flags });
  const menuOf = (restaurantId: RestaurantId) => watch.restaurant(restaurantId)?.menu ?? null;
  const tokens = new AccessTokens(
    await loadSigningKeys(db, sealing, wallMs()),
    config.tokenLifetimeS,
  );
  const gate = new Gate({
    stations,
    restaurantName: (restaurantId) => watch.restaurant(restaurantId)?.name ?? '',
    tokens,
    isRevoked,
    onRefusedCode: (why) =>
      writeAudit(db, { action: 'enrolment-refused', subject: why, actor: 'code' }, wallMs()),
    wallMs,
  });
  const checkToken = (token: string) => gate.checkToken(token);
  const upstream = connectUpstream(parts, menuOf);
  const results = new Results(db, sealing);
  const book = new UtteranceBook({
    db,
    onLost: (count) => metrics.recordsLost(count),
    wallMs,
    log,
  });
  disposals.push(() => book.stop());
  const utteranceDeps = {
    upstream,
    results,
    metrics,
    log,
    rollout,
    utteranceLog: {
      ended: (record: UtteranceRecord) => {
        metrics.utteranceRecorded(record);
        book.ended(record);
      },
    },
    wallMs,
    monotonicMs,
  };
  const utterances = new Utterances(utteranceDeps);
  disposals.push(() => utterances.stop());
  const uploads = new Uploads({
    ...utteranceDeps,
    utterances,
    sinkOf: (stationId) => connections.sinkOf(stationId),
  });
  disposals.push(() => uploads.stop());
  const soldOut = new SoldOutDesk({
    facts: new SoldOutFacts(db),
    menuOf,
    tell: (restaurantId, message) => connections.tell(restaurantId, message),
    wallMs,
  });
  const app = createHttp(
    {
      enrol: (request) => gate.enrol(request),
      grantToken: (assertion) => gate.grantToken(assertion),
      checkToken,
      jwks: () => tokens.jwks(),
      menuOf,
      lanesOf: async (stationId) => (await stations.find(stationId))?.lanes ?? null,
      streamingOf: (identity) => ({
        enabled: rollout.armOf(identity) === 'streaming',
        verdict: upstream.capability.verdict,
      }),
      upload: (identity, upload) => uploads.take(identity, upload),
      ...connectOrders(parts),
      putSoldOut: (restaurantId, origin, request) => soldOut.put(restaurantId, origin, request),
      isStoreReady: () =>
        stations.revokedIds().then(
          () => true,
          () => false,
        ),
      metrics,
      verdict: () => upstream.capability.verdict,
      limits: {
        enrol: new TokenBuckets(ENROL_POLICY, monotonicMs),
        token: new TokenBuckets(TOKEN_POLICY, monotonicMs),
        kitchen: new TokenBuckets(ENROL_POLICY, monotonicMs),
      },
      log,
    },
    tls,
  );
  disposals.push(() => app.close());
  const limiter = new TokenBuckets(HANDSHAKE_POLICY, monotonicMs);
  app.server.on(
    'upgrade',
    createStationDoor({
      connections,
      utterances,
      checkToken,
      codecs: config.codecs,
      limiter,
      metrics,
      problem: problemOf,
      greet: (connection) =>
        soldOut.greet(connection.restaurantId, (message) => connection.send(message)),
      log,
      wallMs,
      monotonicMs,
    }),
  );
  disposals.push(() => connections.sendAway(RETURN_AFTER_MS));
  const port = await listen(app, config);
  upstream.start();
  return port;
}

/** Menus, flags and revocations as `relayctl` leaves them; loaded once when this returns. */
async function watchStore(
  { db, connections, disposals, log }: Parts,
  stations: Stations,
  { rollout, flags }: ReturnType<typeof connectRollout>,
) {
  const restaurants = new Restaurants(db);
  const revoked = new Set<StationId>();
  const watch = new StoreWatch({
    db,
    loadRestaurants: () => restaurants.all(),
    loadRevoked: () => stations.revokedIds(),
    loadFlags: () => flags.all(),
    onFlags: (stored) => rollout.load(stored),
    onRevoked: (stationIds) => {
      for (const stationId of stationIds) revoked.add(stationId);
      connections.closeRevoked(stationIds);
    },
    onMenusChanged: (restaurantIds) => connections.configChanged(restaurantIds),
    log,
  });
  disposals.push(() => watch.stop());
  await watch.start();
  return { watch, isRevoked: (stationId: StationId) => revoked.has(stationId) };
}

function connectUpstream(
  parts: Parts,
  menuOf: ConstructorParameters<typeof BuildPanelUpstream>[0]['menuOf'],
): BuildPanelUpstream {
  const { config, metrics, connections, disposals, log, probePace, monotonicMs } = parts;
  const upstream = new BuildPanelUpstream({
    settings: {
      endpoints: endpointsOf(config.buildPanelUrl, {
        chat: config.chatEndpoint,
        voice: config.voiceEndpoint,
        voiceMetadata: config.voiceMetadataEndpoint,
      }),
      dialects: config.dialects,
      pace: probePace,
    },
    menuOf,
    onCapability: ({ verdict }) => {
      metrics.verdict(verdict);
      connections.configChanged(null);
    },
    onBreaker: (way, isOpen) => metrics.breaker(way, isOpen),
    monotonicMs,
    log,
  });
  disposals.push(() => upstream.stop());
  return upstream;
}

async function listen(
  app: ReturnType<typeof createHttp>,
  { host, port }: RelayConfig,
): Promise<number> {
  try {
    await app.listen({ host, port });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    const why =
      code === 'EADDRINUSE'
        ? `Port ${port} on ${host} is taken by another program: stop it, or set RELAY_PORT`
        : `The relay can't listen on ${host}:${port} (${String(code)}): set RELAY_HOST and RELAY_PORT`;
    throw new SetupFailure(`${why}.`, { cause });
  }
  const address = app.server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

function readTls({ tlsCertFile, tlsKeyFile }: RelayConfig): TlsFiles | null {
  if (tlsCertFile === undefined || tlsKeyFile === undefined) return null;
  const read = (file: string) => {
    try {
      return readFileSync(file);
    } catch (cause) {
      throw new SetupFailure(`The TLS file ${file} can't be read.`, { cause });
    }
  };
  return { cert: read(tlsCertFile), key: read(tlsKeyFile) };
}

/** Newest first; what hangs doesn't hold up the end. */
async function stopAll(disposals: Disposals, log: Log): Promise<void> {
  const stopping = (async () => {
    for (const dispose of disposals.splice(0).reverse()) await dispose();
  })();
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      log.warn({}, 'stopping took too long');
      resolve();
    }, STOP_DEADLINE_MS);
  });
  await Promise.race([stopping, deadline]);
  clearTimeout(timer);
}
