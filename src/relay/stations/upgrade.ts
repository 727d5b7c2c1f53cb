/**
 * The door for stations. Everything that can be refused is refused here, by an HTTP status, before a
 * byte of the protocol is read: path, subprotocol, rate, token, revocation.
 */
import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import { WebSocketServer } from 'ws';
import type { Problem, ProblemCode } from '../../shared/wire/http.ts';
import { STATION_PATH, SUBPROTOCOL } from '../../shared/wire/protocol-version.ts';
import { drop, type Log } from '../log.ts';
import { StationConnection, type ConnectionDeps } from './connection.ts';
import type { StationIdentity } from '../station-identity.ts';
import type { Connections } from './connections.ts';
import type { SendLimits } from './ports.ts';
import { layShortWay } from './short-way.ts';

/** The largest message up is a token renewal of 4 kB. */
const MAX_PAYLOAD_BYTES = 8 * 1024;

/** A relay that takes no more stations is tried again after this, or twice as long. */
const SHED_RETRY_MS = 5_000;

type Deps = Omit<ConnectionDeps, 'connectionId' | 'limits' | 'framesPerMessage'> & {
  readonly limitsOf: (identity: StationIdentity) => SendLimits;
  /** How pressed the relay is: null for a relay that takes no more stations now. */
  readonly framesPerMessage: () => number | null;
  readonly addressOf: (request: IncomingMessage) => string;
  readonly connections: Connections;
  readonly limiter: {
    mayTry(key: string): boolean;
    charge(key: string): void;
    retryAfterMs(key: string): number;
  };
  /** A station is connected: what it missed is sent to it. */
  readonly greet: (connection: StationConnection) => Promise<void>;
  readonly problem: (code: ProblemCode, status: number, retryAfterMs?: number) => Problem;
  readonly log: Log;
};

type Refusal = {
  readonly code: ProblemCode;
  readonly status: number;
  readonly retryAfterMs?: number;
};

/** For `server.on('upgrade', …)`. */
export function createStationDoor(
  deps: Deps,
): (request: IncomingMessage, socket: Duplex, head: Buffer) => void {
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MAX_PAYLOAD_BYTES,
    handleProtocols: () => SUBPROTOCOL,
  });
  return (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    drop(admit(request, socket, head), deps.log);
  };

  async function admit(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const early = refusalBeforeToken(request, deps.limiter, deps.addressOf(request));
    if (early !== null) {
      refuse(request, socket, early);
      return;
    }
    const token = bearerOf(request);
    const checked = token === null ? null : await deps.checkToken(token);
    if (checked?.ok !== true) {
      const code = checked?.failure ?? 'bad-token';
      refuse(request, socket, { code, status: code === 'revoked' ? 403 : 401 });
      return;
    }
    const framesPerMessage = deps.framesPerMessage();
    if (framesPerMessage === null) {
      const retryAfterMs = SHED_RETRY_MS * (1 + Math.random());
      refuse(request, socket, { code: 'busy', status: 503, retryAfterMs });
      return;
    }
    const limits = deps.limitsOf(checked.value.identity);
    server.handleUpgrade(request, socket, head, (webSocket) => {
      const connectionId = uuidv7();
      const connection = new StationConnection(webSocket, checked.value, {
        ...deps,
        connectionId,
        limits,
        framesPerMessage,
      });
      layShortWay(socket, webSocket, {
        maxPayloadBytes: MAX_PAYLOAD_BYTES,
        onSound: (payload) => connection.takeSound(payload),
      });
      webSocket.on('close', (closeCode) => {
        deps.connections.leave(connection);
        deps.log.info({ connectionId, closeCode }, 'a station left');
      });
      deps.connections.admit(connection);
      deps.log.info({ connectionId, stationId: connection.stationId }, 'a station came');
      drop(deps.greet(connection), deps.log);
    });
  }

  function refuse(
    request: IncomingMessage,
    socket: Duplex,
    { code, status, retryAfterMs }: Refusal,
  ): void {
    if (status !== 429 && status !== 503) deps.limiter.charge(deps.addressOf(request));
    deps.metrics.refused(code);
    deps.log.info({ code, status }, 'a station was refused');
    const body = JSON.stringify(deps.problem(code, status, retryAfterMs));
    const head = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      'Connection: close',
      'Content-Type: application/problem+json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      ...(status === 401 ? ['WWW-Authenticate: Bearer'] : []),
      ...(retryAfterMs === undefined ? [] : [`Retry-After: ${Math.ceil(retryAfterMs / 1_000)}`]),
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
  }
}

function refusalBeforeToken(
  request: IncomingMessage,
  limiter: Deps['limiter'],
  address: string,
): Refusal | null {
  if (request.url !== STATION_PATH) return { code: 'not-found', status: 404 };
  if (!limiter.mayTry(address)) {
    return { code: 'too-many-requests', status: 429, retryAfterMs: limiter.retryAfterMs(address) };
  }
  const offered = (request.headers['sec-websocket-protocol'] ?? '')
    .split(',')
    .map((name) => name.trim());
  return offered.includes(SUBPROTOCOL) ? null : { code: 'bad-request', status: 400 };
}

function bearerOf(request: IncomingMessage): string | null {
  return /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(request.headers.authorization ?? '')?.[1] ?? null;
}
