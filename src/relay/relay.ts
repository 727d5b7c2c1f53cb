/** The relay's composition root: opens the store, connects the parts, listens, and stops them in reverse. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { v7 as uuidv7 } from 'uuid';
import { endpointsOf } from '../shared/buildpanel/rest.ts';
import { stationIdSchema, type RestaurantId, type StationId } from '../shared/ids.ts';
import { fail, ok } from '../shared/result.ts';
import type { RelayConfig } from './config.ts';
import { createHttp, type TlsFiles } from './http/server.ts';
import type { HttpDeps } from './http/ports.ts';
import { AccessTokens } from './identity/access-tokens.ts';
import { verifyClientAssertion } from './identity/client-assertions.ts';
import { enrolmentCodeHash } from './identity/enrolment-code.ts';
import { ReplayGuard } from './identity/replay-guard.ts';
import {
  ENROL_POLICY,
  HANDSHAKE_POLICY,
  TOKEN_POLICY,
  TokenBuckets,
} from './limits/token-buckets.ts';
import type { Log } from './log.ts';
import { RelayMetrics } from './metrics/metrics.ts';
import { problemOf } from './problem.ts';
import { SetupFailure } from './setup-failure.ts';
import { Connections } from './stations/connections.ts';
import type { TokenCheck } from './stations/ports.ts';
import { Uploads } from './stations/uploads.ts';
import { createStationDoor } from './stations/upgrade.ts';
import { Utterances } from './stations/utterances.ts';
import { openDatabase } from './store/database.ts';
import { Restaurants } from './store/restaurants.ts';
import { Results } from './store/results.ts';
import { openSealing } from './store/sealing.ts';
import { loadSigningKeys } from './store/signing-keys.ts';
import { Stations } from './store/stations.ts';
import { StoreWatch } from './store/store-watch.ts';
import { writeAudit } from './store/audit.ts';
import { PROBE_PACE, type ProbePace } from './upstream/capability.ts';
import { BuildPanelUpstream } from './upstream/upstream.ts';

/** Stations that are sent away may come back after this: the time of a restart. */
const RETURN_AFTER_MS = 1_000;
/** Between go-away and the end of the process. */
const STOP_DEADLINE_MS = 5_000;

export type RelayDeps = {
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly wallMs?: () => number;
  readonly probePace?: ProbePace;
};

export type Relay = {
  readonly port: number;
  /** Resolves when the upstream was probed once. */
  stop(): Promise<void>;
};

/** Throws a `SetupFailure` when it can't start; nothing is left running then. */
export async function startRelay(
  config: RelayConfig,
  { log, wallMs = Date.now, probePace = PROBE_PACE }: RelayDeps,
): Promise<Relay> {
  const monotonicMs = () => performance.now();
  const tls = readTls(config);
  const db = await openDatabase(config.dataDir);
  const disposals: (() => void | Promise<void>)[] = [() => db.destroy()];
  try {
    const sealing = openSealing(config.dataDir);
    const restaurants = new Restaurants(db);
    const stations = new Stations(db);
    const results = new Results(db, sealing);
    const tokens = new AccessTokens(
      await loadSigningKeys(db, sealing, wallMs()),
      config.tokenLifetimeS,
    );
    const metrics = new RelayMetrics();
    const connections = new Connections(metrics);
    const revoked = new Set<StationId>();
    const watch = new StoreWatch({
      db,
      loadRestaurants: () => restaurants.all(),
      loadRevoked: () => stations.revokedIds(),
      onRevoked: (stationIds) => {
        for (const stationId of stationIds) revoked.add(stationId);
        connections.closeRevoked(stationIds);
      },
      onMenusChanged: (restaurantIds) => connections.configChanged(restaurantIds),
      log,
    });
    await watch.start();
    disposals.push(() => watch.stop());
    const menuOf = (restaurantId: RestaurantId) => watch.restaurant(restaurantId)?.menu ?? null;

    const upstream = new BuildPanelUpstream({
      settings: {
        endpoints: endpointsOf(config.buildPanelUrl, {
          chat: config.chatEndpoint,
          voice: config.voiceEndpoint,
          voiceMetadata: config.voiceMetadataEndpoint,
        }),
        dialects: config.dialects,
        pace: probePace,
        isStreamingEnabled: config.isStreamingEnabled,
        rolloutPercentage: config.rolloutPercentage,
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
    const utteranceDeps = {
      upstream,
      results,
      metrics,
      log,
      fallsBackOnError: config.fallsBackOnError,
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

    const checkToken: TokenCheck = async (token) => {
      const verified = await tokens.verify(token, wallMs());
      if (verified.ok && revoked.has(verified.value.identity.stationId)) return fail('revoked');
      return verified;
    };
    const replays = new ReplayGuard();
    const httpDeps: HttpDeps = {
      enrol: async ({ code, stationName, publicKey }) => {
        const stationId = stationIdSchema.parse(uuidv7());
        const enrolled = await stations.redeem(
          enrolmentCodeHash(code),
          { stationId, name: stationName, publicKey },
          wallMs(),
        );
        if (!enrolled.ok) {
          await writeAudit(
            db,
            { action: 'enrolment-refused', subject: enrolled.failure, actor: 'code' },
            wallMs(),
          );
          return enrolled;
        }
        const station = enrolled.value;
        const restaurant = await restaurants.find(station.restaurantId);
        return ok({
          stationId: station.stationId,
          restaurantId: station.restaurantId,
          restaurantName: restaurant?.name ?? '',
          lanes: station.lanes,
        });
      },
      grantToken: async (assertion) => {
        const station = await verifyClientAssertion(
          assertion,
          { findStation: (id) => stations.find(id), replays },
          wallMs(),
        );
        if (!station.ok) return station;
        const { stationId, restaurantId, lanes } = station.value;
        const laneIds = new Set(lanes.map(({ laneId }) => laneId));
        return ok(await tokens.issue({ stationId, restaurantId, laneIds }, wallMs()));
      },
      checkToken,
      jwks: () => tokens.jwks(),
      menuOf,
      lanesOf: async (stationId) => (await stations.find(stationId))?.lanes ?? null,
      streamingOf: (stationId) => ({
        enabled: upstream.isStreamingFor(stationId),
        verdict: upstream.capability.verdict,
      }),
      upload: (identity, upload) => uploads.take(identity, upload),
      isStoreReady: () =>
        stations.revokedIds().then(
          () => true,
          () => false,
        ),
      metrics: { contentType: metrics.contentType, text: () => metrics.text() },
      verdict: () => upstream.capability.verdict,
      limits: {
        enrol: new TokenBuckets(ENROL_POLICY, monotonicMs),
        token: new TokenBuckets(TOKEN_POLICY, monotonicMs),
      },
      log,
    };
    const app = createHttp(httpDeps, tls);
    disposals.push(() => app.close());
    const limiter = new TokenBuckets(HANDSHAKE_POLICY, monotonicMs);
    const door = createStationDoor({
      connections,
      utterances,
      checkToken,
      limiter,
      metrics,
      problem: problemOf,
      log,
      wallMs,
      monotonicMs,
    });
    app.server.on('upgrade', door);
    const port = await listen(app, config);
    upstream.start();
    disposals.push(() => upstream.stop());
    disposals.push(() => connections.sendAway(RETURN_AFTER_MS));
    log.info({ port, host: config.host }, 'the relay is listening');
    return { port, stop: () => stopAll(disposals, log) };
  } catch (error) {
    await stopAll(disposals, log);
    throw error;
  }
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
      return readFileSync(join(file));
    } catch (cause) {
      throw new SetupFailure(`The TLS file ${file} can't be read.`, { cause });
    }
  };
  return { cert: read(tlsCertFile), key: read(tlsKeyFile) };
}

/** Newest first; what hangs doesn't hold up the rest. */
async function stopAll(disposals: (() => void | Promise<void>)[], log: Log): Promise<void> {
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
