import { describe, expect, it } from 'vitest';
import { utteranceIdSchema, sessionIdSchema } from '../../../src/shared/ids.ts';
import type { DownMessage } from '../../../src/shared/wire/down.ts';
import {
  CLOSE_ABOVE_BYTES,
  DROP_PARTIALS_ABOVE_BYTES,
  FEED_REPLY_BELOW_BYTES,
  MAX_QUEUED_REPLY_BYTES,
  Outbound,
} from '../../../src/relay/stations/outbound.ts';

const ids = {
  sessionId: sessionIdSchema.parse('01900000-0000-7000-8000-000000000001'),
  utteranceId: utteranceIdSchema.parse('01900000-0000-7000-8000-000000000002'),
};
const partial: DownMessage = {
  type: 'transcription_update',
  ...ids,
  text: 'two',
  confidence: 1,
  isFinal: false,
  revision: 1,
  sentAtUs: 0,
};
const ack: DownMessage = { type: 'audio_ack', ...ids, nextSequence: 1 };
const reply = (sequenceNumber: number, audio = ''): DownMessage => ({
  type: 'audio_response_chunk',
  ...ids,
  sequenceNumber,
  isComplete: false,
  audio,
});

/** A socket whose reader is as slow as the test says. */
class SlowSocket {
  bufferedAmount = 0;
  readonly sent: DownMessage[] = [];
  readonly #written: (() => void)[] = [];
  send(text: unknown, written?: unknown): void {
    this.sent.push(JSON.parse(String(text)) as DownMessage);
    if (typeof written === 'function') this.#written.push(written as () => void);
  }
  flushOne(): void {
    this.#written.shift()?.();
  }
}

function outboundOn(socket: SlowSocket) {
  const dropped: string[] = [];
  let isTooSlow = false;
  const metrics = { messagesDropped: (kind: string) => void dropped.push(kind) };
  const outbound = new Outbound({ socket, metrics, onTooSlow: () => (isTooSlow = true) });
  return { outbound, dropped, isTooSlow: () => isTooSlow };
}

describe('what goes down to a slow station', () => {
  it('loses partials first, never an ack', () => {
    const socket = new SlowSocket();
    const { outbound, dropped, isTooSlow } = outboundOn(socket);
    socket.bufferedAmount = DROP_PARTIALS_ABOVE_BYTES + 1;
    outbound.sendDroppable(partial);
    outbound.send(ack);
    expect(dropped).toEqual(['partial']);
    expect(socket.sent).toEqual([ack]);
    expect(isTooSlow()).toBe(false);
  });

  it('ends with the connection when even that is too much', () => {
    const socket = new SlowSocket();
    const { outbound, isTooSlow } = outboundOn(socket);
    socket.bufferedAmount = CLOSE_ABOVE_BYTES + 1;
    outbound.send(ack);
    expect(isTooSlow()).toBe(true);
    expect(socket.sent).toEqual([]);
  });

  it('lets words overtake a long reply, whose pieces keep their order', () => {
    const socket = new SlowSocket();
    const { outbound } = outboundOn(socket);
    outbound.sendReply(reply(0));
    outbound.sendReply(reply(1));
    outbound.send(ack);
    socket.flushOne();
    expect(socket.sent).toEqual([reply(0), ack, reply(1)]);
  });

  it('holds a reply back while the socket is full', () => {
    const socket = new SlowSocket();
    const { outbound } = outboundOn(socket);
    socket.bufferedAmount = FEED_REPLY_BELOW_BYTES + 1;
    outbound.sendReply(reply(0));
    expect(socket.sent).toEqual([]);
  });

  it('keeps no more of a reply than its bound', () => {
    const socket = new SlowSocket();
    const { outbound, dropped } = outboundOn(socket);
    socket.bufferedAmount = FEED_REPLY_BELOW_BYTES + 1;
    const audio = 'A'.repeat(20_000);
    for (let sent = 0; sent < MAX_QUEUED_REPLY_BYTES + 100_000; sent += audio.length)
      outbound.sendReply(reply(0, audio));
    expect(dropped.length).toBeGreaterThan(0);
  });
});
