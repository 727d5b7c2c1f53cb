/** The socket call: who may open it, how many, and for how long one may stay silent. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { BUILDPANEL_PATHS } from '../../shared/buildpanel/rest.ts';
import { Conversation } from './conversation.ts';
import type { ServiceDeps } from './deps.ts';
import { faultOnUpgrade, refuseUpgrade } from './faults.ts';
import type { Asker } from './stats.ts';

const MAX_SOCKETS = 4_000;
const MAX_MESSAGE_BYTES = 1024 * 1024;
/** A client that neither speaks nor answers a ping for so long has gone. */
const SILENT_AFTER_MS = 60_000;

export class SocketCall {
  readonly #deps: ServiceDeps;
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
  });

  constructor(deps: ServiceDeps) {
    this.#deps = deps;
  }

  /** For the HTTP server's `upgrade`. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // A client may leave before its upgrade is answered.
    socket.on('error', () => undefined);
    const { behaviour } = this.#deps;
    const isHere = pathOf(request) === BUILDPANEL_PATHS.socket;
    const fault = isHere ? behaviour.faultOn('socket') : null;
    if (fault !== null && fault !== 'mute') faultOnUpgrade(fault, socket);
    else if (!isHere || behaviour.current.dialects.length === 0) refuseUpgrade(socket, 404);
    else if (this.#server.clients.size >= MAX_SOCKETS) refuseUpgrade(socket, 503);
    else this.#server.handleUpgrade(request, socket, head, (line) => this.#talk(request, line));
  }

  /** Cuts every connection. */
  cutAll(): void {
    for (const line of this.#server.clients) line.terminate();
  }

  /** Says goodbye to every client. */
  stop(): void {
    for (const line of this.#server.clients) line.close(1001);
    this.#server.close();
  }

  #talk(request: IncomingMessage, line: WebSocket): void {
    const { stats } = this.#deps;
    const conversation = new Conversation(this.#deps, line, askerOf(request));
    let isAlive = true;
    const patience = setInterval(() => {
      if (!isAlive) line.terminate();
      isAlive = false;
      line.ping();
    }, SILENT_AFTER_MS / 2);
    stats.socketOpened();
    line.on('message', (data, isBinary) => {
      isAlive = true;
      const bytes = bytesOf(data);
      if (isBinary) conversation.binary(bytes);
      else conversation.text(bytes.toString());
    });
    line.on('pong', () => (isAlive = true));
    // What ws finds wrong (a message too large, a broken frame) closes the socket by itself.
    line.on('error', () => stats.brokenMessage());
    line.on('close', () => {
      clearInterval(patience);
      conversation.close();
      stats.socketClosed();
    });
  }
}

function bytesOf(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').split('?')[0] ?? '';
}

function askerOf({ headers }: IncomingMessage): Asker {
  const header = (name: string) => {
    const value = headers[name];
    return typeof value === 'string' ? value : null;
  };
  return {
    restaurantId: header('x-restaurant-id'),
    userId: header('x-user-id'),
    sessionId: null,
  };
}
