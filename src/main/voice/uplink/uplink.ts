/**
 * Drives the uplink machine: owns the socket, and remembers over reconnects which utterances are in flight.
 * The voice part hands it utterances as they open and gets them back (`onGiveUp`) when they must go whole.
 */
import type { UtteranceId } from '../../../shared/ids.ts';
import type { SoldOutFact } from '../../../shared/sold-out/sold-out.ts';
import { CLOSE } from '../../../shared/wire/close-codes.ts';
import type { DownMessage } from '../../../shared/wire/down.ts';
import type { Codec } from '../../../shared/wire/frame-message.ts';
import type { UpMessage } from '../../../shared/wire/up.ts';
import type { Cancel, Clock } from '../clock.ts';
import { drop, type Log } from '../log.ts';
import type { NewOpusEncoder } from '../opus-encoder.ts';
import type { Tokens } from '../tokens.ts';
import { parseDown, takeDownMessage, type UtteranceMessage } from './down-messages.ts';
import { KeepAlive } from './keep-alive.ts';
import type { LinkMode } from './link-quality.ts';
import { LinkWatch } from './link-watch.ts';
import type { OpenSocket, Socket } from './socket.ts';
import { Streams, type GiveUpReason, type UplinkAudio } from './streams.ts';
import {
  INITIAL_UPLINK,
  stepUplink,
  type UplinkEffect,
  type UplinkEvent,
  type UplinkState,
} from './uplink-machine.ts';

/** An utterance that ended this long after the line was lost goes whole instead of waiting for it. */
const RESUME_LIMIT_MS = 10_000;
const GOODBYE_MS = 500;
/** More in flight than lanes can speak means that the relay does not answer: the oldest goes whole. */
const MAX_IN_FLIGHT = 64;
const MAX_OWED_ACKS = 1_000;
/** A relay that said goodbye and does not leave. */
const GO_AWAY_LIMIT_MS = 10_000;
/**
 * A relay that takes the connection and does not answer: how long it gets, by how long the last took to open.
 * `most` keeps a station from sitting in a dead attempt when the network is back: online again within 3 s.
 */
const ANSWER_LIMIT_MS = { least: 1_500, most: 2_500, unknown: 5_000, timesLast: 8 };
/** Every so many attempts have the longest time: the relay may have become slow. */
const PATIENT_EVERY = 4;

export type UplinkDeps = {
  /** `ws(s)://…` of the relay's station path. */
  readonly url: string;
  readonly tokens: Tokens;
  readonly openSocket: OpenSocket;
  readonly newEncoder: NewOpusEncoder;
  readonly audio: UplinkAudio;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly onState: (state: UplinkState) => void;
  /** `relaySentAtUs`: when the relay sent it, on the station's clock, if that is known. */
  readonly onUtteranceMessage: (
    message: UtteranceMessage,
    relaySentAtUs: number | undefined,
  ) => void;
  readonly onGiveUp: (utteranceId: UtteranceId, reason: GiveUpReason) => void;
  /** Nothing came over the line for too long: other connections over it are dead too. */
  readonly onSilent: () => void;
  readonly onConfigChanged: () => void;
  readonly onSoldOut: (facts: readonly SoldOutFact[]) => void;
};

type Connection = {
  readonly socket: Socket;
  readonly streams: Streams;
  readonly keepAlive: KeepAlive;
};

export class Uplink {
  readonly #deps: UplinkDeps;
  #state: UplinkState = INITIAL_UPLINK;
  #connection: Connection | undefined;
  #cancelWait: Cancel = () => undefined;
  #cancelRelease: Cancel = () => undefined;
  #codecs: readonly Codec[] = ['pcm_s16le'];
  /** Counts what was begun: an answer to an older attempt is ignored. */
  #attempt = 0;
  /** How long the last connection took to open. */
  #openingTookMs: number | undefined;
  readonly #link: LinkWatch;
  /** In flight, oldest first; the value says whether the relay was ever told of it. */
  readonly #inFlight = new Map<UtteranceId, { isKnown: boolean }>();
  /** Results stored while there was no connection to say so. */
  readonly #owedAcks: Extract<UpMessage, { type: 'result_ack' }>[] = [];

  constructor(deps: UplinkDeps) {
    this.#deps = deps;
    const { clock, log } = deps;
    this.#link = new LinkWatch({ clock, log, onChange: () => this.#connection?.streams.adapt() });
  }

  get state(): UplinkState {
    return this.#state;
  }

  get isLive(): boolean {
    return this.#state.name === 'live';
  }

  /** Shortest round trip of the last minute. */
  get rttMs(): number | undefined {
    return this.#connection?.keepAlive.rttMs;
  }

  get link(): LinkMode {
    return this.#link.mode;
  }

  /** What the relay said last that it takes, first what it wants. */
  get codecs(): readonly Codec[] {
    return this.#codecs;
  }

  /** By how much longer than at rest the line takes just now; undefined: it can't be asked. */
  heldUpMs(): Promise<number | undefined> {
    const keepAlive = this.isLive ? this.#connection?.keepAlive : undefined;
    return keepAlive?.heldUpMs() ?? Promise.resolve(undefined);
  }

  start(): void {
    this.#step({ type: 'start' });
  }

  stop(): void {
    this.#step({ type: 'stop' });
    this.#cancelRelease();
  }

  /** An utterance has begun: it is streamed now, or as soon as there is a connection before it ends. */
  open(utteranceId: UtteranceId): void {
    this.#inFlight.set(utteranceId, { isKnown: false });
    const [oldest] = this.#inFlight.keys();
    if (this.#inFlight.size > MAX_IN_FLIGHT && oldest !== undefined) {
      this.#giveUp(oldest, 'no-answer');
    }
    // So weak that it would come in pieces and late: it goes whole, once it is said.
    if (this.isLive && this.#link.mode === 'batch') this.#giveUp(utteranceId, 'weak-line');
    else if (this.isLive) this.#send(utteranceId);
  }

  /** Of before the start: the next connection asks what the relay has of it. */
  ask(utteranceId: UtteranceId): void {
    if (this.#inFlight.size < MAX_IN_FLIGHT) this.#inFlight.set(utteranceId, { isKnown: true });
  }

  /** There are more frames of it. */
  pump(utteranceId: UtteranceId): void {
    this.#connection?.streams.pump(utteranceId);
  }

  /** No more frames will come. */
  end(utteranceId: UtteranceId): void {
    const flight = this.#inFlight.get(utteranceId);
    if (flight === undefined) return;
    if (this.isLive) this.pump(utteranceId);
    else if (flight.isKnown) this.#releaseLater();
    else this.#giveUp(utteranceId, 'relay-away');
  }

  /** Its result is in, by whatever way. */
  finish(utteranceId: UtteranceId): void {
    this.#inFlight.delete(utteranceId);
    this.#connection?.streams.finish(utteranceId);
  }

  acknowledgeResult(ack: Omit<Extract<UpMessage, { type: 'result_ack' }>, 'type'>): void {
    this.#owedAcks.push({ type: 'result_ack', ...ack });
    if (this.#owedAcks.length > MAX_OWED_ACKS) this.#owedAcks.shift();
    this.#payAcks();
  }

  /** Dropped while there is no connection: it is about a conversation that has moved on. */
  reportPlayback(report: Omit<Extract<UpMessage, { type: 'playback_report' }>, 'type'>): void {
    if (this.isLive) this.#sendMessage({ type: 'playback_report', ...report });
  }

  #step(event: UplinkEvent): void {
    const wasLive = this.isLive;
    const { state, effects } = stepUplink(this.#state, event, {
      nowUs: this.#deps.clock.nowUs(),
      random: this.#deps.random(),
    });
    const hasChanged = state !== this.#state;
    this.#state = state;
    for (const effect of effects) this.#perform(effect);
    if (wasLive && state.name !== 'live') this.#releaseLater();
    if (hasChanged) this.#deps.onState(state);
  }

  #perform(effect: UplinkEffect): void {
    switch (effect.do) {
      case 'get-token':
        drop(this.#getToken(), this.#deps.log);
        return;
      case 'forget-token':
        this.#deps.tokens.forget();
        return;
      case 'connect':
        this.#connect(effect.token);
        return;
      case 'wait':
        this.#cancelWait = this.#deps.clock.after(effect.delayMs, () => {
          this.#step({ type: 'timer' });
        });
        return;
      case 'leave':
        this.#leave();
        return;
    }
  }

  async #getToken(): Promise<void> {
    this.#attempt += 1;
    const attempt = this.#attempt;
    const granted = await this.#deps.tokens.current();
    if (attempt !== this.#attempt) return;
    this.#step(
      granted.ok
        ? { type: 'token', token: granted.value }
        : { type: 'token-failed', failure: granted.failure },
    );
  }

  #connect(token: string): void {
    const { clock, audio, log, tokens } = this.#deps;
    this.#attempt += 1;
    const attempt = this.#attempt;
    const ifCurrent = (run: () => void) => (): void => {
      if (attempt === this.#attempt) run();
    };
    const startedAtUs = clock.nowUs();
    const to = { url: this.#deps.url, token, answerWithinMs: this.#answerLimitMs() };
    const socket = this.#deps.openSocket(to, {
      onOpen: ifCurrent(() => {
        this.#openingTookMs = (clock.nowUs() - startedAtUs) / 1_000;
        this.#opened(token);
      }),
      onAlive: ifCurrent(() => this.#connection?.keepAlive.heard()),
      onText: (text) => {
        if (attempt === this.#attempt) this.#receive(text);
      },
      onRefused: (status, retryAfterMs) => {
        if (attempt === this.#attempt) this.#step({ type: 'refused', status, retryAfterMs });
      },
      onClosed: (code) => {
        if (attempt === this.#attempt) this.#step({ type: 'closed', code });
      },
    });
    this.#connection = {
      socket,
      streams: new Streams({
        audio,
        clock,
        startedAtUs,
        sendMessage: (message) => this.#sendMessage(message),
        sendBytes: (bytes) => socket.sendBytes(bytes),
        link: this.#link,
        newEncoder: this.#deps.newEncoder,
        onGiveUp: (utteranceId, reason) => this.#giveUp(utteranceId, reason),
      }),
      keepAlive: new KeepAlive({
        startedAtUs,
        clock,
        log,
        tokens,
        send: (message) => this.#sendMessage(message),
        link: this.#link,
        onSilent: () => {
          socket.terminate();
          this.#deps.onSilent();
          this.#step({ type: 'closed', code: CLOSE.silent.code });
        },
      }),
    };
  }

  #answerLimitMs(): number {
    const { least, most, unknown, timesLast } = ANSWER_LIMIT_MS;
    const attempt = this.#state.name === 'connecting' ? this.#state.attempt : 1;
    if (this.#openingTookMs === undefined) return unknown;
    if (attempt % PATIENT_EVERY === 0) return most;
    return Math.min(most, Math.max(least, timesLast * this.#openingTookMs));
  }

  #opened(token: string): void {
    const connection = this.#connection;
    if (connection === undefined) return;
    this.#cancelRelease();
    this.#link.connected();
    this.#step({ type: 'opened' });
    connection.keepAlive.start(token);
    this.#payAcks();
    this.#resumeAll();
    this.#deps.onConfigChanged();
  }

  /** The guest who speaks now goes first. */
  #resumeAll(): void {
    const isOpen = (id: UtteranceId): boolean =>
      this.#deps.audio.find(id)?.endedAtSequence === undefined;
    const ids = [...this.#inFlight.keys()];
    for (const id of [...ids.filter(isOpen), ...ids.filter((each) => !isOpen(each))]) {
      this.#send(id);
    }
  }

  #send(utteranceId: UtteranceId): void {
    const flight = this.#inFlight.get(utteranceId);
    const streams = this.#connection?.streams;
    if (flight === undefined || streams === undefined) return;
    if (flight.isKnown) {
      streams.resume(utteranceId);
      return;
    }
    flight.isKnown = true;
    streams.begin(utteranceId);
  }

  /** What has ended and waits for the line goes whole after a while; what is still spoken goes on. */
  #releaseLater(): void {
    this.#cancelRelease();
    this.#cancelRelease = this.#deps.clock.after(RESUME_LIMIT_MS, () => {
      for (const utteranceId of [...this.#inFlight.keys()]) {
        const hasEnded = this.#deps.audio.find(utteranceId)?.endedAtSequence !== undefined;
        if (hasEnded) this.#giveUp(utteranceId, 'relay-away');
      }
    });
  }

  #giveUp(utteranceId: UtteranceId, reason: GiveUpReason): void {
    if (!this.#inFlight.delete(utteranceId)) return;
    this.#connection?.streams.finish(utteranceId);
    this.#deps.onGiveUp(utteranceId, reason);
  }

  #leave(): void {
    this.#attempt += 1;
    this.#cancelWait();
    const connection = this.#connection;
    this.#connection = undefined;
    if (connection === undefined) return;
    connection.keepAlive.stop();
    connection.streams.close();
    connection.socket.close(CLOSE.goingAway.code);
    this.#deps.clock.after(GOODBYE_MS, () => connection.socket.terminate());
  }

  #payAcks(): void {
    if (!this.isLive) return;
    for (const ack of this.#owedAcks.splice(0)) this.#sendMessage(ack);
  }

  #sendMessage(message: UpMessage): void {
    this.#connection?.socket.sendText(JSON.stringify(message));
  }

  #receive(text: string): void {
    const message = parseDown(text);
    const connection = this.#connection;
    if (connection === undefined) return;
    if (message === undefined) {
      this.#deps.log.warn({}, 'the relay sent a message that is not in the contract');
      return;
    }
    this.#handle(message, connection);
  }

  #handle(message: DownMessage, { streams, keepAlive }: Connection): void {
    const { log, onConfigChanged, onSoldOut, onUtteranceMessage } = this.#deps;
    takeDownMessage(message, {
      streams,
      keepAlive,
      log,
      onConfigChanged,
      onSoldOut,
      onUtteranceMessage,
      onOptions: (options) => {
        this.#codecs = options.codecs;
        streams.setOptions(options);
      },
      onMeasured: () => this.#deps.onState(this.#state),
      onGoAway: (retryAfterMs) => {
        this.#step({ type: 'go-away', retryAfterMs });
        keepAlive.later(GO_AWAY_LIMIT_MS, () => {
          this.#step({ type: 'closed', code: CLOSE.goingAway.code });
        });
      },
    });
  }
}
