/**
 * One station's WebSocket, from the accepted upgrade to its close: parses what comes up, binds stream
 * numbers to utterances, counts faults, keeps the token alive. The utterances themselves outlive it.
 */
import type WebSocket from 'ws';
import type { RawData } from 'ws';
import type { StationId, UtteranceId } from '../../shared/ids.ts';
import { CLOSE } from '../../shared/wire/close-codes.ts';
import type { DownMessage, FaultCode } from '../../shared/wire/down.ts';
import {
  decodeFrameMessage,
  type Codec,
  type FrameMessage,
} from '../../shared/wire/frame-message.ts';
import { upMessageSchema, type UpMessage } from '../../shared/wire/up.ts';
import { drop, errorName, type Log } from '../log.ts';
import type { StationIdentity } from '../station-identity.ts';
import { Heartbeat } from './heartbeat.ts';
import { Outbound } from './outbound.ts';
import { recordPlayback } from './playback.ts';
import type { SendLimits, Sink, StationMetrics, TokenCheck } from './ports.ts';
import { WINDOW_FRAMES, type Utterance } from './utterance.ts';
import type { Utterances } from './utterances.ts';

/** A station that errs more often than this on one connection doesn't speak our protocol. */
export const MAX_FAULTS = 20;
/** Messages that may wait while one before them looks something up. */
const MAX_WAITING = 600;
const MAX_STREAMS = 64;
/** Of so many messages with sound one tells its age: a histogram costs as much as all else of a message. */
const AGE_EVERY_MESSAGES = 10;
/** A token that ran out may still be renewed for so long. */
const TOKEN_GRACE_MS = 5_000;
const MAX_TIMER_MS = 0x7fff_ffff;
/** After the close frame the other side gets this long before the socket is cut. */
const CLOSE_DEADLINE_MS = 1_000;

export type ConnectionDeps = {
  readonly connectionId: string;
  readonly utterances: Utterances;
  readonly checkToken: TokenCheck;
  /** What stations may send, first what they should. */
  readonly codecs: readonly Codec[];
  readonly limits: SendLimits;
  /** One, or more while the relay is pressed. */
  readonly framesPerMessage: number;
  readonly metrics: StationMetrics;
  readonly log: Log;
  readonly wallMs: () => number;
  readonly monotonicMs: () => number;
};

type Message = {
  readonly data: Uint8Array;
  readonly isBinary: boolean;
  /** Monotonic: the clock is read once for each. */
  readonly atMs: number;
};

export class StationConnection implements Sink {
  readonly #socket: WebSocket;
  readonly #deps: ConnectionDeps;
  readonly #outbound: Outbound;
  readonly #heartbeat: Heartbeat;
  readonly #startedAtMs: number;
  readonly #streams = new Map<number, Utterance | null>();
  readonly #waiting: Message[] = [];
  #identity: StationIdentity;
  /** Of the relay's key that signed its token. */
  #keyId: string;
  #isBusy = false;
  #faultCount = 0;
  /** With sound, of a stream that is known. */
  #messageCount = 0;
  #expiry: NodeJS.Timeout | null = null;
  /** Relay clock less station clock, in µs: the station's own estimate. */
  #clockOffsetUs: number | null = null;
  /** When the last utterance began, on this connection's clock. */
  #utteranceBeganAtUs = 0;

  constructor(
    socket: WebSocket,
    token: { identity: StationIdentity; expiresAtMs: number; keyId: string },
    deps: ConnectionDeps,
  ) {
    this.#socket = socket;
    this.#deps = deps;
    this.#identity = token.identity;
    this.#keyId = token.keyId;
    this.#startedAtMs = deps.monotonicMs();
    this.#outbound = new Outbound({
      socket,
      metrics: deps.metrics,
      onTooSlow: () => this.close('tooSlow'),
    });
    this.#heartbeat = new Heartbeat({
      ping: () => socket.ping(),
      onSilent: () => this.close('silent'),
      monotonicMs: deps.monotonicMs,
    });
    socket.on('message', (data, isBinary) => this.#receive(bytesOf(data), isBinary));
    socket.on('ping', () => this.#heartbeat.heard());
    socket.on('pong', () => this.#heartbeat.heard());
    socket.on('close', () => this.#closed());
    socket.on('error', (error) => this.#failed(error));
    this.#watchExpiry(token.expiresAtMs);
    this.askFor(deps.framesPerMessage);
  }

  /** So many frames in a message from now on: fewer and larger ones relieve the relay. */
  askFor(framesPerMessage: number): void {
    const { codecs } = this.#deps;
    const windowFrames = WINDOW_FRAMES;
    this.send({ type: 'send_options', codecs, framesPerMessage, windowFrames });
  }

  get stationId(): StationId {
    return this.#identity.stationId;
  }

  get restaurantId(): StationIdentity['restaurantId'] {
    return this.#identity.restaurantId;
  }

  get keyId(): string {
    return this.#keyId;
  }

  nowUs(): number {
    return Math.round((this.#deps.monotonicMs() - this.#startedAtMs) * 1_000);
  }

  send(message: DownMessage): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#outbound.send(message);
  }

  sendDroppable(message: DownMessage): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#outbound.sendDroppable(message);
  }

  sendReply(message: DownMessage): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#outbound.sendReply(message);
  }

  get isLeaving(): boolean {
    return this.#socket.readyState !== this.#socket.OPEN;
  }

  sendAway(retryAfterMs: number): void {
    this.send({ type: 'go_away', retryAfterMs });
    this.close('goingAway');
  }

  close(reason: keyof typeof CLOSE): void {
    this.#heartbeat.stop();
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.#deps.log.info(
      { connectionId: this.#deps.connectionId, reason },
      'closing a station connection',
    );
    this.#socket.close(CLOSE[reason].code, reason);
    setTimeout(() => this.#socket.terminate(), CLOSE_DEADLINE_MS).unref();
  }

  /** A binary message that came the short way. */
  takeSound(data: Uint8Array): void {
    this.#receive(data, true);
  }

  #receive(data: Uint8Array, isBinary: boolean): void {
    const atMs = this.#deps.monotonicMs();
    this.#heartbeat.heard(atMs);
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    const message = { data, isBinary, atMs };
    if (!this.#isWithinLimits(message)) this.close('limitExceeded');
    else if (!this.#isBusy) this.#handle(message);
    else if (this.#waiting.length < MAX_WAITING) this.#waiting.push(message);
    else this.close('limitExceeded');
  }

  /** Counted before anything is looked at. */
  #isWithinLimits({ data, isBinary, atMs }: Message): boolean {
    const { limits } = this.#deps;
    return isBinary ? limits.take('bytes', data.length, atMs) : limits.take('messages', 1, atMs);
  }

  #handle({ data, isBinary, atMs }: Message): void {
    if (isBinary) {
      this.#frames(data, atMs);
      return;
    }
    const message = parseUp(data);
    if (message === null) this.#fault('bad-message');
    else this.#message(message);
  }

  #frames(data: Uint8Array, atMs: number): void {
    const decoded = decodeFrameMessage(data);
    if (!decoded.ok || !this.#deps.codecs.includes(decoded.value.codec)) {
      this.#deps.metrics.framesDropped('bad_frame', 1);
      this.#fault('bad-frame');
      return;
    }
    const message = decoded.value;
    if (!this.#deps.limits.take('frames', message.frames.length, atMs)) {
      this.close('limitExceeded');
      return;
    }
    const utterance = this.#streams.get(message.streamNumber);
    if (utterance === undefined) {
      this.#deps.metrics.framesDropped('unknown_stream', message.frames.length);
      this.#fault('unknown-stream');
      return;
    }
    if (utterance === null) return;
    this.#messageCount += 1;
    if (this.#messageCount % AGE_EVERY_MESSAGES === 0) this.#noteAge(message);
    const fault = utterance.accept(message);
    if (fault !== null) this.#fault(fault, utterance.context.utteranceId);
  }

  /** Pre-roll was captured before its utterance began: its age is kept sound, not delay. */
  #noteAge({ capturedAtUs, capturedBeforeConnection }: FrameMessage): void {
    if (this.#clockOffsetUs === null || capturedBeforeConnection) return;
    const capturedHereUs = capturedAtUs + this.#clockOffsetUs;
    if (capturedHereUs < this.#utteranceBeganAtUs) return;
    const ageUs = this.nowUs() - capturedHereUs;
    if (ageUs >= 0) this.#deps.metrics.frameAge(ageUs / 1_000_000);
  }

  #message(message: UpMessage): void {
    switch (message.type) {
      case 'start_voice_streaming':
        this.#utteranceBeganAtUs = this.nowUs();
        if (!message.audioConfig.codecs.some((codec) => this.#deps.codecs.includes(codec)))
          this.#fault('bad-message', message.utteranceId);
        else this.#later(() => this.#bind(message, 'start'));
        return;
      case 'resume':
        this.#later(() => this.#bind(message, 'resume'));
        return;
      case 'end_voice_streaming':
        this.#end(message);
        return;
      case 'result_ack':
        this.#later(() => this.#deps.utterances.forgetResult(this.#identity, message.utteranceId));
        return;
      case 'renew_token':
        this.#later(() => this.#renew(message.token));
        return;
      case 'clock_probe':
        this.#clock(message);
        return;
      case 'playback_report':
        recordPlayback(message, this.#deps);
        return;
    }
  }

  /** What comes meanwhile waits, so that order is kept. */
  #later(work: () => Promise<void>): void {
    this.#isBusy = true;
    const done = work()
      .catch((error: unknown) => {
        this.#deps.log.error(
          { connectionId: this.#deps.connectionId, error: errorName(error) },
          'a station message failed',
        );
        this.#fault('internal');
      })
      .then(() => this.#goOn());
    drop(done, this.#deps.log);
  }

  #goOn(): void {
    this.#isBusy = false;
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      this.#handle(next);
      if (this.#isBusyNow()) return;
    }
  }

  #isBusyNow(): boolean {
    return this.#isBusy;
  }

  async #bind(
    message: Extract<UpMessage, { type: 'start_voice_streaming' | 'resume' }>,
    how: 'start' | 'resume',
  ): Promise<void> {
    const { utteranceId, sessionId, laneId, streamNumber } = message;
    if (!this.#deps.limits.take('sessions')) {
      this.#fault('limit-exceeded', utteranceId);
      return;
    }
    const taken = await this.#deps.utterances[how](
      this.#identity,
      { utteranceId, sessionId, laneId },
      this,
    );
    if (!taken.ok) {
      this.#fault(taken.failure, utteranceId);
      return;
    }
    if (this.#socket.readyState !== this.#socket.OPEN) {
      // The line went while the utterance was looked for: it must not be held for nobody.
      this.#deps.utterances.detach(this);
      return;
    }
    this.#streams.delete(streamNumber);
    this.#streams.set(streamNumber, taken.utterance);
    const [oldest] = this.#streams.keys();
    if (this.#streams.size > MAX_STREAMS && oldest !== undefined) this.#streams.delete(oldest);
  }

  #end(message: Extract<UpMessage, { type: 'end_voice_streaming' }>): void {
    const utterance = this.#streams.get(message.streamNumber);
    if (utterance === undefined) {
      this.#fault('unknown-stream', message.utteranceId);
      return;
    }
    if (utterance === null) return;
    const { context } = utterance;
    if (context.utteranceId !== message.utteranceId || context.sessionId !== message.sessionId) {
      this.#fault('unknown-utterance', message.utteranceId);
      return;
    }
    const fault = utterance.end(message);
    if (fault !== null) this.#fault(fault, message.utteranceId);
  }

  async #renew(token: string): Promise<void> {
    const checked = await this.#deps.checkToken(token);
    if (!checked.ok) {
      if (checked.failure === 'revoked') this.close('revoked');
      else this.#fault('bad-token');
      return;
    }
    const { identity, expiresAtMs, keyId } = checked.value;
    if (
      identity.stationId !== this.#identity.stationId ||
      identity.restaurantId !== this.#identity.restaurantId
    ) {
      this.#fault('wrong-tenant');
      return;
    }
    this.#identity = identity;
    this.#keyId = keyId;
    this.#watchExpiry(expiresAtMs);
    this.send({
      type: 'token_renewed',
      expiresInMs: Math.max(0, Math.round(expiresAtMs - this.#deps.wallMs())),
    });
  }

  #clock(probe: Extract<UpMessage, { type: 'clock_probe' }>): void {
    const receivedAtUs = this.nowUs();
    if (probe.estimate !== undefined) {
      this.#clockOffsetUs = probe.estimate.offsetUs;
      this.#deps.metrics.clockError(probe.estimate.errorUs / 1_000_000);
    }
    this.send({
      type: 'clock_reply',
      probeId: probe.probeId,
      probeSentAtUs: probe.sentAtUs,
      receivedAtUs,
      sentAtUs: this.nowUs(),
    });
  }

  #watchExpiry(expiresAtMs: number): void {
    if (this.#expiry !== null) clearTimeout(this.#expiry);
    const leftMs = Math.min(
      MAX_TIMER_MS,
      Math.max(0, expiresAtMs - this.#deps.wallMs()) + TOKEN_GRACE_MS,
    );
    this.#expiry = setTimeout(() => this.close('tokenExpired'), leftMs);
  }

  #fault(code: FaultCode, utteranceId?: UtteranceId): void {
    this.#deps.metrics.fault(code);
    this.#faultCount += 1;
    this.send({ type: 'fault', code, ...(utteranceId !== undefined && { utteranceId }) });
    if (this.#faultCount > MAX_FAULTS) this.close('badProtocol');
  }

  /** ws closes by itself after a frame that is oversized or malformed. */
  #failed(error: Error): void {
    this.#deps.metrics.fault('bad-message');
    this.#deps.log.warn(
      { connectionId: this.#deps.connectionId, error: errorName(error) },
      'a station socket failed',
    );
  }

  #closed(): void {
    this.#heartbeat.stop();
    if (this.#expiry !== null) clearTimeout(this.#expiry);
    this.#waiting.length = 0;
    this.#deps.utterances.detach(this);
  }
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}

function parseUp(data: Uint8Array): UpMessage | null {
  try {
    const json: unknown = JSON.parse(
      Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString(),
    );
    return upMessageSchema.safeParse(json).data ?? null;
  } catch {
    return null;
  }
}
