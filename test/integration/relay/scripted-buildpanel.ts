/**
 * A BuildPanel that does what a test tells it: each way on or off, answers made of what it was sent. It
 * hears bytes, not words: its transcript is `bytes:N`, marked `notSpeech` unless a test gives it words.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Dialect } from '../../../src/shared/buildpanel/dialects.ts';
import { FRAME_BYTES } from '../../../src/shared/speech/audio-format.ts';

export type Script = {
  dialect: Dialect | null;
  realtime: boolean;
  metadata: 'on' | 'off' | 'fails' | 'html';
  voice: 'mp3' | 'json' | 'off';
  /** Closes the socket after so many bytes of audio. */
  cutAfterBytes: number | null;
  /** The same, but the relay's probes are spared. */
  cutGuestsAfterBytes: number | null;
  words: string | null;
  mp3: Uint8Array;
  answerDelayMs: number;
};

export type Heard = {
  readonly path: string;
  readonly restaurantId: string;
  readonly userId: string;
};

const SILENCE_BYTES = 35 * FRAME_BYTES;

export class ScriptedBuildPanel {
  readonly script: Script = {
    dialect: 'd2',
    realtime: false,
    metadata: 'on',
    voice: 'off',
    cutAfterBytes: null,
    cutGuestsAfterBytes: null,
    words: null,
    mp3: new Uint8Array(),
    answerDelayMs: 0,
  };
  readonly heard: Heard[] = [];
  /** Of each message with sound, whose it was. */
  onSound: (userId: string, sound: Uint8Array) => void = () => undefined;
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  readonly #sockets = new WebSocketServer({ noServer: true });

  readonly #port: number;

  constructor(port = 0) {
    this.#port = port;
  }

  async start(): Promise<string> {
    this.#server.on('upgrade', (request, socket, head) => {
      if (this.script.dialect === null) socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
      else
        this.#sockets.handleUpgrade(request, socket, head, (webSocket) =>
          this.#stream(request, webSocket),
        );
    });
    await new Promise<void>((resolve) => this.#server.listen(this.#port, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** What real guests asked, without the relay's own probes. */
  guests(path?: string): Heard[] {
    return this.heard.filter(
      (one) => one.userId !== 'relay-probe' && (path === undefined || one.path === path),
    );
  }

  #note(request: IncomingMessage): void {
    this.heard.push({
      path: request.url ?? '',
      restaurantId: String(request.headers['x-restaurant-id']),
      userId: String(request.headers['x-user-id']),
    });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#note(request);
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    await new Promise((resolve) => setTimeout(resolve, this.script.answerDelayMs));
    const json = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const { metadata, voice, realtime, mp3 } = this.script;
    if (request.url === '/api/health') json(200, { status: 'OK' });
    else if (request.url === '/api/voice-chat-metadata' && metadata === 'on')
      json(200, this.#words(Buffer.concat(parts).length));
    else if (request.url === '/api/voice-chat-metadata' && metadata === 'fails')
      json(500, { error: 'Failed to process voice message' });
    else if (request.url === '/api/voice-chat-metadata' && metadata === 'html')
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
    else if (request.url === '/api/voice-chat' && voice === 'mp3')
      response.writeHead(200, { 'content-type': 'audio/mpeg' }).end(mp3);
    else if (request.url === '/api/voice-chat' && voice === 'json')
      json(200, { message: 'no sound' });
    else if (request.url === '/api/voice-chat-realtime' && realtime)
      this.#realtime(response, Buffer.concat(parts).length);
    else json(404, { error: 'Not found' });
  }

  #realtime(response: ServerResponse, sizeBytes: number): void {
    response.writeHead(200, { 'content-type': 'application/x-ndjson; stream' });
    response.write(
      `${JSON.stringify({ type: 'partial_transcript', text: 'two', is_final: false })}\n`,
    );
    const { transcription, notSpeech } = this.#words(sizeBytes);
    response.end(
      `${JSON.stringify({ type: 'transcription_result', text: transcription, is_final: true, notSpeech })}\n`,
    );
  }

  #words(sizeBytes: number) {
    const { words } = this.script;
    return {
      transcription: words ?? `bytes:${sizeBytes}`,
      response: 'ok',
      confidence: 0.9,
      notSpeech: words === null,
    };
  }

  /** Ends an utterance by `stop_recording` (d1), or by 700 ms of trailing zeros (d2, d3). */
  #stream(request: IncomingMessage, socket: WebSocket): void {
    this.#note(request);
    const { dialect, cutGuestsAfterBytes } = this.script;
    const isProbe = request.headers['x-user-id'] === 'relay-probe';
    const cutAfterBytes = isProbe
      ? this.script.cutAfterBytes
      : (cutGuestsAfterBytes ?? this.script.cutAfterBytes);
    let sessionId: string | undefined;
    let audioBytes = 0;
    let zeroBytes = 0;
    const say = (isFinal: boolean, sizeBytes: number) => {
      const { transcription, notSpeech } = this.#words(sizeBytes);
      socket.send(
        JSON.stringify({
          type: 'transcription_result',
          sessionId,
          text: transcription,
          isFinal,
          confidence: 0.9,
          notSpeech,
        }),
      );
    };
    const sayNothing = () => socket.send(JSON.stringify({ sessionId, text: '', isFinal: true }));
    const hear = (bytes: Buffer) => {
      this.onSound(String(request.headers['x-user-id']), bytes);
      audioBytes += bytes.length;
      zeroBytes = bytes.every((byte) => byte === 0) ? zeroBytes + bytes.length : 0;
      if (cutAfterBytes !== null && audioBytes > cutAfterBytes) socket.terminate();
      else if (dialect !== 'd1' && zeroBytes === SILENCE_BYTES)
        say(true, audioBytes - SILENCE_BYTES);
      else if (dialect !== 'd1' && zeroBytes === 2 * SILENCE_BYTES) sayNothing();
      else if (audioBytes % (10 * FRAME_BYTES) === 0 && zeroBytes === 0) say(false, audioBytes);
    };
    socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) {
        if (dialect !== 'd3') hear(data);
        return;
      }
      const message = JSON.parse(data.toString()) as {
        type: string;
        sessionId?: string;
        data?: string;
      };
      if (dialect === 'd2' && message.type === 'start_session') sessionId = message.sessionId;
      if (dialect === 'd3' && message.data !== undefined) hear(Buffer.from(message.data, 'base64'));
      if (dialect === 'd1' && message.type === 'stop_recording') say(true, audioBytes);
    });
  }
}
