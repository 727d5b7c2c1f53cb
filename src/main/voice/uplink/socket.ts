/** The one file that knows `ws`: a socket whose every end is told exactly once. */
import type { Agent } from 'node:http';
import { WebSocket } from 'ws';
import { SUBPROTOCOL } from '../../../shared/wire/protocol-version.ts';

/** The largest down message is a reply piece of about 22 kB. */
const MAX_DOWN_BYTES = 128 * 1024;

export type SocketEvents = {
  readonly onOpen: () => void;
  readonly onText: (text: string) => void;
  /** Anything was heard, pings included. */
  readonly onAlive: () => void;
  /** The upgrade was answered with an HTTP status. Nothing follows. */
  readonly onRefused: (status: number, retryAfterMs: number | undefined) => void;
  /** 1006 when the line was cut or never stood. Nothing follows. */
  readonly onClosed: (code: number) => void;
};

export type Socket = {
  readonly sendText: (text: string) => void;
  readonly sendBytes: (bytes: Uint8Array) => void;
  /** Says goodbye; `onClosed` follows. */
  readonly close: (code: number) => void;
  /** Cuts the line; `onClosed` follows. */
  readonly terminate: () => void;
};

export type OpenSocket = (
  to: {
    readonly url: string;
    readonly token: string;
    /** From the connection to the answer of the upgrade. */
    readonly answerWithinMs: number;
  },
  events: SocketEvents,
) => Socket;

/** Connects by the agents of the station's line. */
export function socketsOver(line: { readonly agentFor: (url: string) => Agent }): OpenSocket {
  return (to, events) => open(line.agentFor(to.url), to, events);
}

function open(
  agent: Agent,
  { url, token, answerWithinMs }: Parameters<OpenSocket>[0],
  events: SocketEvents,
): Socket {
  const socket = new WebSocket(url, SUBPROTOCOL, {
    agent,
    headers: { authorization: `Bearer ${token}` },
    handshakeTimeout: answerWithinMs,
    perMessageDeflate: false,
    maxPayload: MAX_DOWN_BYTES,
  });
  let isOver = false;
  const once = (tell: () => void): void => {
    if (isOver) return;
    isOver = true;
    tell();
  };
  socket.on('open', () => events.onOpen());
  socket.on('ping', () => events.onAlive());
  socket.on('message', (data: Buffer, isBinary) => {
    events.onAlive();
    if (!isBinary) events.onText(data.toString('utf8'));
  });
  socket.on('unexpected-response', (request, response) => {
    const seconds = Number(response.headers['retry-after']);
    const retryAfterMs = Number.isFinite(seconds) ? seconds * 1_000 : undefined;
    once(() => events.onRefused(response.statusCode ?? 0, retryAfterMs));
    request.destroy();
  });
  socket.on('close', (code) => once(() => events.onClosed(code)));
  // What went wrong is told by `close`, which follows every error.
  socket.on('error', () => undefined);
  const whenOpen = (data: string | Uint8Array): void => {
    if (socket.readyState === WebSocket.OPEN) socket.send(data);
  };
  return {
    sendText: whenOpen,
    sendBytes: whenOpen,
    close: (code) => socket.close(code),
    terminate: () => socket.terminate(),
  };
}
