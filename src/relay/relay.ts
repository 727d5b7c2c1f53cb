/** The relay's composition root: opens the store, connects the parts, listens, and stops them in reverse. */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { VOICE_DEADLINE_MS } from '../shared/buildpanel/rest.ts';
import { storeServerOf, type RelayConfig } from './config.ts';
import { connectLoad, type LoadParts, type LoadSource } from './connect-load.ts';
import { connectOperations } from './connect-operations.ts';
import { connectOrders } from './connect-orders.ts';
import { connectStore, type StoreParts } from './connect-store.ts';
import { connectVoice, type VoiceParts } from './connect-voice.ts';
import { ClientAddresses } from './limits/client-address.ts';
import { TENANT_RATES, TenantLimits, type TenantRates } from './limits/tenant-limits.ts';
import type { HttpDeps } from './http/ports.ts';
import { createHttp, type TlsFiles } from './http/server.ts';
import {
  ENROL_POLICY,
  HANDSHAKE_POLICY,
  TOKEN_POLICY,
  TokenBuckets,
} from './limits/token-buckets.ts';
import type { Log } from './log.ts';
import { RelayMetrics } from './metrics/metrics.ts';
import { problemOf } from './problem.ts';
import type { RelayParts } from './relay-parts.ts';
import type { Status } from './report/operations-page.ts';
import { SetupFailure } from './setup-failure.ts';
import { SoldOutDesk } from './sold-out/sold-out-desk.ts';
import { Connections } from './stations/connections.ts';
import { createStationDoor } from './stations/upgrade.ts';
import { openDatabase } from './store/database.ts';
import { openSealing } from './store/sealing.ts';
import { SoldOutFacts } from './store/sold-out-facts.ts';
import { PROBE_PACE, type ProbePace } from './upstream/capability.ts';

/** From go-away to the end of the process. */
const STOP_DEADLINE_MS = 5_000;

export type RelayDeps = {
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly wallMs?: () => number;
  readonly probePace?: ProbePace;
  readonly voiceDeadlineMs?: number;
  readonly rates?: TenantRates;
  /** Instead of this process's own load. */
  readonly load?: LoadSource;
};

export type Relay = {
  readonly port: number;
  /** Sends its stations elsewhere, each when it has nothing under way, for the configured time at most. */
  drain(): Promise<void>;
  stop(): Promise<void>;
};

type Doors = {
  readonly port: number;
  readonly load: LoadParts;
  /** Nobody new; who is connected stays. */
  readonly shut: () => void;
};

/** Throws a `SetupFailure` when it can't start; nothing is left running then. */
export async function startRelay(config: RelayConfig, deps: RelayDeps): Promise<Relay> {
  const tls = readTls(config);
  const db = await openDatabase(config.dataDir, storeServerOf(config));
  const disposals: RelayParts['disposals'] = [() => db.destroy()];
  const metrics = new RelayMetrics();
  const parts: RelayParts = {
    wallMs: Date.now,
    probePace: PROBE_PACE,
    voiceDeadlineMs: VOICE_DEADLINE_MS,
    ...deps,
    config,
    db,
    metrics,
    connections: new Connections(metrics),
    monotonicMs: () => performance.now(),
    disposals,
  };
  try {
    const { port, load, shut } = await connect(parts, deps, tls);
    deps.log.info({ port, host: config.host }, 'the relay is listening');
    return {
      port,
      drain: () => {
        // A balancer then sends everybody to the other relays; a lone relay says itself when to come back.
        if (config.databaseUrl !== undefined) shut();
        return load.drain(config.drainS * 1_000);
      },
      stop: () => stopAll(disposals, deps.log),
    };
  } catch (error) {
    await stopAll(disposals, deps.log);
    throw error;
  }
}

async function connect(
  parts: RelayParts,
  { rates = TENANT_RATES, load: source }: RelayDeps,
  tls: TlsFiles | null,
): Promise<Doors> {
  const { config, db, connections, disposals } = parts;
  const soldOut: SoldOutDesk = new SoldOutDesk({
    facts: new SoldOutFacts(db),
    menuOf: (restaurantId) => stored.menuOf(restaurantId),
    tell: (restaurantId, message) => connections.tell(restaurantId, message),
    wallMs: parts.wallMs,
  });
  const sealing = openSealing(config.dataDir);
  const stored = await connectStore(parts, sealing, {
    switchOff: (isOffFor) => voice.utterances.switchOff(isOffFor),
    followSoldOut: () => soldOut.follow(connections.restaurantIds),
  });
  const voice = connectVoice(parts, sealing, stored);
  const limits = new TenantLimits(rates, parts.monotonicMs, (limited, whose) =>
    parts.metrics.limitExceeded(limited, whose),
  );
  const addresses = new ClientAddresses(config.trustedProxies);
  const load = connectLoad(parts, voice.utterances, source);
  const doors = { parts, stored, voice, soldOut, limits, addresses, load };
  parts.metrics.watch({
    queues: () => ({
      utterances: voice.utterances.size,
      uploads: voice.uploads.size,
      utterance_log: voice.book.waiting,
    }),
    budgets: () => limits.budgets(),
  });
  const app = createHttp(httpDeps(doors), tls);
  disposals.push(() => app.close());
  app.server.on('upgrade', stationDoor(doors));
  disposals.push(load.sendAway);
  const port = await listen(app, config);
  voice.upstream.start();
  return { port, load, shut: () => app.server.close() };
}

type Connected = {
  readonly parts: RelayParts;
  readonly stored: StoreParts;
  readonly voice: VoiceParts;
  readonly soldOut: SoldOutDesk;
  readonly limits: TenantLimits;
  readonly addresses: ClientAddresses;
  readonly load: LoadParts;
};

/** What the operations page shows of this moment. */
function statusOf({ parts, stored, voice, load }: Connected): Status {
  const { isStreamingEnabled, rolloutPercentage, fallsBackOnError } = stored.rollout.global;
  return {
    store: stored.isFresh() ? 'answers' : 'away',
    BuildPanel: voice.upstream.capability.verdict,
    stations: parts.connections.size,
    'utterances held': voice.utterances.size,
    'uploads under way': voice.uploads.size,
    pressure: load.level(),
    draining: load.isDraining(),
    ENABLE_REALTIME_STREAMING: isStreamingEnabled,
    STREAMING_ROLLOUT_PERCENTAGE: rolloutPercentage,
    FALLBACK_TO_BATCH_ON_ERROR: fallsBackOnError,
  };
}

function httpDeps(connected: Connected): HttpDeps {
  const { parts, stored, soldOut, limits, addresses, load } = connected;
  const { upstream, uploads } = connected.voice;
  const { metrics, log, wallMs, monotonicMs } = parts;
  const { gate, tokens, lanesOf, rollout, menuOf, privacyOf } = stored;
  return {
    enrol: (request) => gate.enrol(request),
    grantToken: (assertion) => gate.grantToken(assertion),
    checkToken: (token) => gate.checkToken(token),
    limitsOf: (identity) => limits.of(identity),
    isTrustedProxy: (address) => addresses.isTrusted(address),
    jwks: () => tokens.jwks(wallMs()),
    menuOf,
    privacyOf,
    lanesOf,
    streamingOf: (identity) => ({
      enabled: rollout.armOf(identity) === 'streaming',
      verdict: upstream.capability.verdict,
    }),
    upload: (identity, upload) => uploads.take(identity, upload),
    ...connectOrders(parts),
    putSoldOut: (restaurantId, origin, request) => soldOut.put(restaurantId, origin, request),
    operations: connectOperations(parts, stored, () => statusOf(connected)),
    readiness: () => ({
      store: stored.isFresh(),
      isStoreShared: parts.config.databaseUrl !== undefined,
      isDraining: load.isDraining(),
      pressure: load.level(),
    }),
    metrics,
    verdict: () => upstream.capability.verdict,
    limits: {
      enrol: new TokenBuckets(ENROL_POLICY, monotonicMs),
      token: new TokenBuckets(TOKEN_POLICY, monotonicMs),
      kitchen: new TokenBuckets(ENROL_POLICY, monotonicMs),
      operator: new TokenBuckets(ENROL_POLICY, monotonicMs),
    },
    log,
  };
}

function stationDoor({ parts, stored, voice, soldOut, limits, addresses, load }: Connected) {
  const { gate } = stored;
  const { utterances } = voice;
  const { config, connections, metrics, log, wallMs, monotonicMs } = parts;
  return createStationDoor({
    connections,
    utterances,
    checkToken: (token) => gate.checkToken(token),
    codecs: config.codecs,
    limitsOf: (identity) => limits.of(identity),
    framesPerMessage: load.framesPerMessage,
    addressOf: (request) => addresses.of(request),
    limiter: new TokenBuckets(HANDSHAKE_POLICY, monotonicMs),
    metrics,
    problem: problemOf,
    greet: (connection) =>
      soldOut.greet(connection.restaurantId, (message) => connection.send(message)),
    log,
    wallMs,
    monotonicMs,
  });
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
async function stopAll(disposals: RelayParts['disposals'], log: Log): Promise<void> {
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
