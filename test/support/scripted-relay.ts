/**
 * A relay that speaks the real protocol over real sockets and does what a test says: it accepts, loses,
 * repeats, stays silent. Its "words" are the frame count and the SHA-256 of the sound, so that a test can
 * tell whether every frame arrived, once and in order.
 */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import type { SessionId, UtteranceId } from '../../src/shared/ids.ts';
import { HEARTBEAT_MS } from '../../src/shared/wire/close-codes.ts';
import {
  downMessageSchema,
  type DownMessage,
  type UtteranceResult,
} from '../../src/shared/wire/down.ts';
import {
  decodeFrameMessage,
  type Codec,
  type FrameMessage,
} from '../../src/shared/wire/frame-message.ts';
import type { Problem } from '../../src/shared/wire/http.ts';
import { STATION_PATH, SUBPROTOCOL } from '../../src/shared/wire/protocol-version.ts';
import { upMessageSchema, type UpMessage } from '../../src/shared/wire/up.ts';

export type RelayBehaviour = {
  /** Messages and acks that are due are not sent, and pings neither: a half-open line. */
  isSilent: boolean;
  /** Answers `start_voice_streaming` with `upload_wanted`. */
  wantsUpload: boolean;
  /** Forgets utterances when their connection ends; a resume is answered with `upload_wanted`. */
  forgetsOnDisconnect: boolean;
  /** Sends each result this many times. */
  resultCopies: number;
  /** Sends no result by the socket. */
  keepsResults: boolean;
  /** Cuts the connection after this many frames of an utterance, once. */
  dieAfterFrames: number | undefined;
  /** Answers an upload with this instead of its result. */
  uploadProblem: Pick<Problem, 'code' | 'status'> | undefined;
  /** Refuses the upgrade with this status. */
  refuseUpgrade: number | undefined;
  windowFrames: number;
  framesPerMessage: number;
  /** Opus would change the sound that it digests. */
  codecs: readonly Codec[];
  replyPieces: readonly Uint8Array[];
};

type Heard = {
  readonly sessionId: SessionId;
  readonly frames: Map<number, Uint8Array>;
  next: number;
  hasEnded: boolean;
  frameCountTold: number | undefined;
  result: UtteranceResult | undefined;
};

export class ScriptedRelay {
  readonly behaviour: RelayBehaviour = {
    isSilent: false,
    wantsUpload: false,
    forgetsOnDisconnect: false,
    resultCopies: 1,
    keepsResults: false,
    dieAfterFrames: undefined,
    uploadProblem: undefined,
    refuseUpgrade: undefined,
    windowFrames: 100,
    framesPerMessage: 1,
    codecs: ['pcm_s16le'],
    replyPieces: [],
  };
  readonly up: UpMessage[] = [];
  readonly frameMessages: FrameMessage[] = [];
  /** When each of them came, on the clock of `performance.now()`. */
  readonly framesCameAtMs: number[] = [];
  readonly uploads: UtteranceId[] = [];
  /** Recognitions asked of it: a repeat of a known utterance is not one. */
  readonly recognised: UtteranceId[] = [];
  connectionCount = 0;
  /** When the last connection began, on this machine's monotonic clock. */
  connectedAtUs = 0;
  readonly #heard = new Map<UtteranceId, Heard>();
  readonly #sockets = new Set<Socket>();
  readonly #stations = new Set<WebSocket>();
  #http: Server | undefined;
  #port = 0;

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Listens, on the same port as before when it was stopped. */
  async start(): Promise<void> {
    const http = createServer((request, response) => {
      // A station that is killed while it uploads gets no answer.
      this.#answer(request, response).catch((failure: unknown) => {
        if (!request.destroyed || request.complete) throw failure;
      });
    });
    const upgrade = new WebSocketServer({
      noServer: true,
      handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
    });
    http.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    http.on('upgrade', (request, socket, head) => {
      const status = this.behaviour.refuseUpgrade;
      if (status !== undefined || request.url !== STATION_PATH) {
        socket.end(`HTTP/1.1 ${status ?? 404} Refused\r\ncontent-length: 0\r\n\r\n`);
        return;
      }
      upgrade.handleUpgrade(request, socket, head, (station) => this.#serve(station));
    });
    await new Promise<void>((resolve) => {
      http.listen(this.#port, '127.0.0.1', resolve);
    });
    this.#http = http;
    const address = http.address() as AddressInfo;
    this.#port = address.port;
  }

  /** Like a kill: every connection is cut, and what was not answered is not answered. */
  async stop(): Promise<void> {
    const http = this.#http;
    this.#http = undefined;
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => {
      if (http === undefined) resolve();
      else http.close(() => resolve());
    });
  }

  /** Cuts the stations' connections and goes on listening. */
  cut(): void {
    for (const station of this.#stations) station.terminate();
  }

  send(message: DownMessage): void {
    for (const station of this.#stations) this.#send(station, message);
  }

  close(code: number): void {
    for (const station of this.#stations) station.close(code);
  }

  upOf<Type extends UpMessage['type']>(type: Type): Extract<UpMessage, { type: Type }>[] {
    return this.up.filter((each): each is Extract<UpMessage, { type: Type }> => each.type === type);
  }

  /** Frames of an utterance as they stand, by sequence. */
  framesOf(utteranceId: UtteranceId): readonly number[] {
    return [...(this.#heard.get(utteranceId)?.frames.keys() ?? [])].sort((a, b) => a - b);
  }

  #serve(station: WebSocket): void {
    this.connectionCount += 1;
    this.#stations.add(station);
    const startedAtUs = monotonicUs();
    this.connectedAtUs = startedAtUs;
    const nowUs = (): number => monotonicUs() - startedAtUs;
    const streams = new Map<number, UtteranceId>();
    const ping = setInterval(() => {
      if (!this.behaviour.isSilent) station.ping();
    }, HEARTBEAT_MS);
    station.on('close', () => {
      clearInterval(ping);
      this.#stations.delete(station);
      if (!this.behaviour.forgetsOnDisconnect) return;
      for (const id of streams.values()) this.#heard.delete(id);
    });
    station.on('error', () => undefined);
    station.on('message', (data: Buffer, isBinary) => {
      if (isBinary) this.#takeFrames(station, streams, data);
      else this.#takeMessage(station, streams, nowUs, data.toString('utf8'));
    });
    const { windowFrames, framesPerMessage, codecs } = this.behaviour;
    this.#send(station, {
      type: 'send_options',
      codecs,
      framesPerMessage,
      windowFrames,
    });
  }

  #takeFrames(station: WebSocket, streams: Map<number, UtteranceId>, data: Buffer): void {
    this.framesCameAtMs.push(performance.now());
    const message = decodeFrameMessage(Uint8Array.from(data));
    if (!message.ok) throw new Error(`the station sent a bad frame message: ${message.failure}`);
    this.frameMessages.push(message.value);
    const { streamNumber, sequence, frames, discontinuity } = message.value;
    const utteranceId = streams.get(streamNumber);
    const heard = utteranceId === undefined ? undefined : this.#heard.get(utteranceId);
    if (utteranceId === undefined || heard === undefined) return;
    if (sequence > heard.next && !discontinuity) {
      throw new Error(`frame ${sequence} came where ${heard.next} was due, without a word`);
    }
    for (const [index, frame] of frames.entries()) heard.frames.set(sequence + index, frame);
    heard.next = Math.max(heard.next, sequence + frames.length);
    const { dieAfterFrames } = this.behaviour;
    if (dieAfterFrames !== undefined && heard.frames.size >= dieAfterFrames) {
      this.behaviour.dieAfterFrames = undefined;
      station.terminate();
      return;
    }
    this.#ack(station, utteranceId, heard);
  }

  #takeMessage(
    station: WebSocket,
    streams: Map<number, UtteranceId>,
    nowUs: () => number,
    text: string,
  ): void {
    const message = upMessageSchema.parse(JSON.parse(text));
    this.up.push(message);
    switch (message.type) {
      case 'start_voice_streaming':
      case 'resume':
        this.#begin(station, streams, message);
        return;
      case 'end_voice_streaming': {
        const heard = this.#heard.get(message.utteranceId);
        if (heard === undefined || this.behaviour.wantsUpload) return;
        heard.hasEnded = true;
        heard.frameCountTold = message.frameCount;
        this.#ack(station, message.utteranceId, heard);
        this.#sendResult(station, message.utteranceId, heard);
        return;
      }
      case 'clock_probe':
        this.#send(station, {
          type: 'clock_reply',
          probeId: message.probeId,
          probeSentAtUs: message.sentAtUs,
          receivedAtUs: nowUs(),
          sentAtUs: nowUs(),
        });
        return;
      case 'renew_token':
        this.#send(station, { type: 'token_renewed', expiresInMs: 60_000 });
        return;
      case 'result_ack':
      case 'playback_report':
        return;
    }
  }

  #begin(
    station: WebSocket,
    streams: Map<number, UtteranceId>,
    message: Extract<UpMessage, { type: 'start_voice_streaming' | 'resume' }>,
  ): void {
    const { sessionId, utteranceId } = message;
    const known = this.#heard.get(utteranceId);
    const utterance = { sessionId, utteranceId };
    if (message.type === 'resume' && known === undefined) {
      this.#send(station, { type: 'upload_wanted', ...utterance, reason: 'utterance-unknown' });
      return;
    }
    const heard = known ?? newlyHeard(sessionId);
    this.#heard.set(utteranceId, heard);
    streams.set(message.streamNumber, utteranceId);
    if (this.behaviour.wantsUpload) {
      this.#send(station, {
        type: 'upload_wanted',
        ...utterance,
        reason: 'streaming-not-supported',
      });
      return;
    }
    if (message.type === 'resume') {
      this.#ack(station, utteranceId, heard);
      if (heard.hasEnded) this.#sendResult(station, utteranceId, heard);
      return;
    }
    this.#send(station, {
      type: 'streaming_session_started',
      ...utterance,
      buildPanelConnected: true,
      fallbackToBatch: false,
    });
  }

  #ack(station: WebSocket, utteranceId: UtteranceId, heard: Heard): void {
    const { sessionId, next: nextSequence } = heard;
    this.#send(station, { type: 'audio_ack', sessionId, utteranceId, nextSequence });
  }

  #sendResult(station: WebSocket, utteranceId: UtteranceId, heard: Heard): void {
    if (this.behaviour.keepsResults) return;
    const frames = [...heard.frames].sort(([a], [b]) => a - b).map(([, frame]) => frame);
    const result = this.#recognise(utteranceId, heard, frames, 'streaming');
    for (let copy = 0; copy < this.behaviour.resultCopies; copy += 1) {
      this.#send(station, { type: 'streaming_complete', result, audioComplete: true });
    }
    const { replyPieces } = this.behaviour;
    for (const [sequenceNumber, piece] of replyPieces.entries()) {
      this.#send(station, {
        type: 'audio_response_chunk',
        sessionId: heard.sessionId,
        utteranceId,
        sequenceNumber,
        isComplete: sequenceNumber === replyPieces.length - 1,
        audio: Buffer.from(piece).toString('base64'),
      });
    }
  }

  #recognise(
    utteranceId: UtteranceId,
    heard: Heard,
    frames: readonly Uint8Array[],
    via: UtteranceResult['via'],
  ): UtteranceResult {
    if (heard.result !== undefined) return heard.result;
    this.recognised.push(utteranceId);
    heard.result = {
      sessionId: heard.sessionId,
      utteranceId,
      via,
      words: 'not-speech',
      finalTranscription: digestOf(frames),
      confidence: 1,
      timing: { upstreamMs: 1, relayMs: 1 },
    };
    return heard.result;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body: Buffer[] = [];
    for await (const piece of request) body.push(Buffer.from(piece as Uint8Array));
    if (request.headers.authorization === undefined) {
      tell(response, 401, problem('bad-token', 401));
      return;
    }
    if (request.url === '/v1/config') {
      tell(response, 200, CONFIG);
      return;
    }
    const id = /^\/v1\/utterances\/([0-9a-f-]{36})$/.exec(request.url ?? '')?.[1];
    if (request.method !== 'PUT' || id === undefined) {
      tell(response, 404, problem('not-found', 404));
      return;
    }
    const utteranceId = id as UtteranceId;
    const { uploadProblem } = this.behaviour;
    if (uploadProblem !== undefined) {
      tell(response, uploadProblem.status, problem(uploadProblem.code, uploadProblem.status));
      return;
    }
    this.uploads.push(utteranceId);
    const sessionId = String(request.headers['x-session-id']) as SessionId;
    const heard = this.#heard.get(utteranceId) ?? newlyHeard(sessionId);
    this.#heard.set(utteranceId, heard);
    const pcm = Buffer.concat(body).subarray(44);
    tell(response, 200, this.#recognise(utteranceId, heard, [pcm], 'batch'));
  }

  #send(station: WebSocket, message: DownMessage): void {
    if (this.behaviour.isSilent) return;
    station.send(JSON.stringify(downMessageSchema.parse(message)));
  }
}

/** What it "recognises": the number of frames and the hash of the sound. */
export function digestOf(frames: readonly Uint8Array[]): string {
  const sound = Buffer.concat(frames);
  return `${sound.length / 640} ${createHash('sha256').update(sound).digest('hex')}`;
}

function monotonicUs(): number {
  return Number(process.hrtime.bigint() / 1_000n);
}

const CONFIG = {
  restaurantName: 'Test',
  lanes: [{ laneId: 'lane-1', name: 'Lane 1' }],
  streaming: { enabled: true, verdict: 'WEBSOCKET_PROXY_INTEGRATION' },
  menuVersion: '1',
};

function newlyHeard(sessionId: SessionId): Heard {
  return {
    sessionId,
    frames: new Map(),
    next: 0,
    hasEnded: false,
    frameCountTold: undefined,
    result: undefined,
  };
}

function problem(code: Problem['code'], status: number): Problem {
  return { type: `urn:problem:${code}`, title: code, status, code, detail: code };
}

function tell(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
