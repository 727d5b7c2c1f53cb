/**
 * What goes down to one station. Words come first, a spoken reply waits its turn; a station that reads
 * too slowly loses partials, and in the end its connection.
 */
import type WebSocket from 'ws';
import type { DownMessage } from '../../shared/wire/down.ts';
import type { StationMetrics } from './ports.ts';

/** Above it partials are left out. */
export const DROP_PARTIALS_ABOVE_BYTES = 256 * 1024;
/** Above it the station is too slow to be served. */
export const CLOSE_ABOVE_BYTES = 1024 * 1024;
/** A reply is fed to the socket piece by piece below this. */
export const FEED_REPLY_BELOW_BYTES = 64 * 1024;
/** 90 s of reply in base64: more is not a reply. */
export const MAX_QUEUED_REPLY_BYTES = 4 * 1024 * 1024;

type Deps = {
  readonly socket: Pick<WebSocket, 'send' | 'bufferedAmount'>;
  readonly onTooSlow: () => void;
  readonly metrics: Pick<StationMetrics, 'messagesDropped'>;
};

export class Outbound {
  readonly #deps: Deps;
  readonly #replies: string[] = [];
  #queuedReplyBytes = 0;
  #isFeeding = false;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  send(message: DownMessage): void {
    const { socket, onTooSlow } = this.#deps;
    if (socket.bufferedAmount > CLOSE_ABOVE_BYTES) onTooSlow();
    else socket.send(JSON.stringify(message));
  }

  sendDroppable(message: DownMessage): void {
    if (this.#deps.socket.bufferedAmount > DROP_PARTIALS_ABOVE_BYTES)
      this.#deps.metrics.messagesDropped('partial');
    else this.send(message);
  }

  sendReply(message: DownMessage): void {
    const text = JSON.stringify(message);
    if (this.#queuedReplyBytes + text.length > MAX_QUEUED_REPLY_BYTES) {
      this.#deps.metrics.messagesDropped('reply');
      return;
    }
    this.#replies.push(text);
    this.#queuedReplyBytes += text.length;
    this.#feed();
  }

  #feed(): void {
    const { socket } = this.#deps;
    if (this.#isFeeding || socket.bufferedAmount > FEED_REPLY_BELOW_BYTES) return;
    const text = this.#replies.shift();
    if (text === undefined) return;
    this.#queuedReplyBytes -= text.length;
    this.#isFeeding = true;
    socket.send(text, () => {
      this.#isFeeding = false;
      this.#feed();
    });
  }
}
