import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import { speakerOf } from '../../../src/relay/upstream/dialect-speakers.ts';
import { SocketStream } from '../../../src/relay/upstream/socket-stream.ts';
import { frameOf } from './station-client.ts';

type Heard = { readonly kind: string; readonly value?: unknown };

describe('one utterance on one upstream socket', () => {
  let server: WebSocketServer;
  let upstream: Promise<WebSocket>;
  let heard: Heard[];
  let waiting: (() => void)[];
  let url: string;
  let stream: SocketStream | null;

  beforeEach(async () => {
    server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await once(server, 'listening');
    url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
    upstream = once(server, 'connection').then(([socket]) => socket as WebSocket);
    upstream.catch(() => undefined);
    heard = [];
    waiting = [];
    stream = null;
  });

  afterEach(() => {
    stream?.abort();
    server.close();
  });

  function open(target = url): SocketStream {
    const hear = (kind: string) => (value?: unknown) => {
      heard.push({ kind, value });
      for (const check of waiting) check();
    };
    stream = new SocketStream({
      url: target,
      headers: {},
      sessionId: 's',
      speaker: speakerOf('d2', {
        sessionId: 's',
        restaurantId: 'r',
        userId: 'u',
        menuContext: null,
      }),
      monotonicMs: () => performance.now(),
      finalDeadlineMs: 1_500,
      listener: {
        opened: hear('opened'),
        partial: hear('partial'),
        final: hear('final'),
        reply: hear('reply'),
        replyEnded: hear('replyEnded'),
        failed: hear('failed'),
      },
    });
    return stream;
  }

  function next(kind: string): Promise<unknown> {
    return new Promise((resolve) => {
      const check = () => {
        const found = heard.find((one) => one.kind === kind);
        if (found !== undefined) resolve(found.value);
      };
      waiting.push(check);
      check();
    });
  }

  function say(socket: WebSocket, text: string, isFinal: boolean, sessionId = 's'): void {
    socket.send(JSON.stringify({ type: 'transcription_result', sessionId, text, isFinal }));
  }

  it('is whole when the upstream finished its only segment before the end', async () => {
    const one = open();
    one.write(frameOf(0));
    const socket = await upstream;
    say(socket, 'two greek bowls', true);
    await next('partial');
    one.end();
    expect(await next('final')).toMatchObject({ text: 'two greek bowls' });
  });

  it('joins what came before a pause with what came after', async () => {
    const one = open();
    one.write(frameOf(0));
    const socket = await upstream;
    say(socket, 'two greek bowls', true);
    say(socket, 'and', false);
    await next('partial');
    one.end();
    say(socket, 'and a lemonade', true);
    expect(await next('final')).toMatchObject({ text: 'two greek bowls and a lemonade' });
  });

  it('waits for all segments of audio that was sent faster than spoken', async () => {
    const one = open();
    for (let sequence = 0; sequence < 100; sequence += 1) one.write(frameOf(sequence));
    one.end();
    const socket = await upstream;
    say(socket, 'two greek bowls', true);
    await new Promise((resolve) => setTimeout(resolve, 100));
    say(socket, 'and a lemonade', true);
    expect(await next('final')).toMatchObject({ text: 'two greek bowls and a lemonade' });
  });

  it('is whole at once when the upstream has come to the silence behind the words', async () => {
    const one = open();
    one.write(frameOf(0));
    const socket = await upstream;
    one.end();
    say(socket, 'two greek bowls', true);
    say(socket, 'and a lemonade', true);
    say(socket, '', true);
    say(socket, 'nobody said this', true);
    expect(await next('final')).toMatchObject({ text: 'two greek bowls and a lemonade' });
  });

  it('was nothing heard when the upstream has nothing but silence to tell', async () => {
    const one = open();
    one.write(frameOf(0));
    const socket = await upstream;
    one.end();
    say(socket, '', true);
    expect(await next('final')).toMatchObject({ text: '', areWordsKnown: true });
  });

  it('is deaf to another session and to what it can not read', async () => {
    const one = open();
    one.write(frameOf(0));
    const socket = await upstream;
    one.end();
    say(socket, 'somebody else', true, 'other');
    socket.send('<html>');
    socket.send(JSON.stringify({ text: 5 }));
    say(socket, 'tea', true);
    expect(await next('final')).toMatchObject({ text: 'tea' });
  });

  it('passes a reply on until the upstream closes', async () => {
    const one = open();
    one.write(frameOf(0));
    one.end();
    const socket = await upstream;
    say(socket, 'tea', true);
    socket.send(Buffer.alloc(641));
    socket.close();
    await next('replyEnded');
    expect(heard.map(({ kind }) => kind)).toEqual(['opened', 'final', 'reply', 'replyEnded']);
    expect((heard[2]?.value as Uint8Array).length).toBe(640);
  });

  it.each([
    ['stays silent', () => undefined, 'upstream-timeout'],
    ['closes', (socket: WebSocket) => socket.close(), 'upstream-failed'],
    [
      'says that it failed',
      (socket: WebSocket) => socket.send('{"type":"error","error":"x"}'),
      'upstream-failed',
    ],
  ])('fails, once, when the upstream %s', async (_what, act, code) => {
    const one = open();
    one.write(frameOf(0));
    one.end();
    act(await upstream);
    expect(await next('failed')).toBe(code);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(heard.filter(({ kind }) => kind === 'failed')).toHaveLength(1);
  });

  it('fails when nobody listens', async () => {
    open('ws://127.0.0.1:9');
    expect(await next('failed')).toBe('upstream-away');
  });

  it('tells nothing more once it was aborted', async () => {
    const one = open();
    one.write(frameOf(0));
    const socket = await upstream;
    one.abort();
    say(socket, 'tea', true);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(heard.filter(({ kind }) => kind !== 'opened')).toEqual([]);
  });
});
