/** One utterance on one upstream WebSocket, in any dialect: never shared, so that tenants can't mix. */
import type { Writable } from 'node:stream';
import WebSocket, { type RawData } from 'ws';
import { readDown, type DownEvent } from '../../shared/buildpanel/dialects.ts';
import { FRAME_MS, SAMPLE_RATE_HZ } from '../../shared/speech/audio-format.ts';
import type { StreamingErrorCode } from '../../shared/wire/down.ts';
import type { UpstreamListener, UpstreamStream } from '../upstream-port.ts';
import { BinaryFrames } from '../web-socket-masking.ts';
import type { DialectSpeaker, UpstreamMessage } from './dialect-speakers.ts';
import { MAX_REPLY_SECONDS } from './reply-audio.ts';
import { WordsGatherer } from './words-gatherer.ts';

export const CONNECT_DEADLINE_MS = 5_000;
/** From the end of speech to its final. */
export const FINAL_DEADLINE_MS = 10_000;
/** After the final: how long a spoken reply may take to begin, and to pause. */
const REPLY_START_MS = 8_000;
const REPLY_PAUSE_MS = 1_500;
/** Words that were finished before the end are the whole when nothing more comes for so long. */
const SETTLE_MS = 600;
/** Where no word says stop, more segments may follow the first that ends after the end. */
const NEXT_SEGMENT_MS = 300;
/**
 * Audio sent this much faster than it was spoken: the upstream is behind, and its silences say nothing. Every
 * utterance begins with a small burst: pre-roll and the speech that opened it, 400 ms by default.
 */
const BURST_MS = 1_000;
const MAX_WAITING_FRAMES = 600;
const MAX_PAYLOAD_BYTES = 4 * 1024 * 1024;
const MAX_REPLY_PCM_BYTES = MAX_REPLY_SECONDS * SAMPLE_RATE_HZ * 2;

export type SocketStreamDeps = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly speaker: DialectSpeaker;
  /** Answers that name another session are not ours. */
  readonly sessionId: string;
  readonly listener: UpstreamListener;
  readonly monotonicMs: () => number;
  readonly finalDeadlineMs?: number;
};

export class SocketStream implements UpstreamStream {
  readonly #deps: SocketStreamDeps;
  readonly #socket: WebSocket;
  readonly #binaryFrames = new BinaryFrames();
  readonly #words = new WordsGatherer();
  /** Below the WebSocket: sound goes straight to it, ws's own way costs half as much again. */
  #line: Writable | null = null;
  #waiting: Uint8Array[] = [];
  #wasOpen = false;
  #frameCount = 0;
  #firstFrameAtMs: number | null = null;
  #hasEnded = false;
  #isBurst = false;
  #hasFinal = false;
  #isOver = false;
  #replyBytes = 0;
  #timer: NodeJS.Timeout | null = null;
  #deadline: NodeJS.Timeout | null = null;

  constructor(deps: SocketStreamDeps) {
    this.#deps = deps;
    this.#socket = new WebSocket(deps.url, {
      headers: { ...deps.headers },
      handshakeTimeout: CONNECT_DEADLINE_MS,
      perMessageDeflate: false,
      maxPayload: MAX_PAYLOAD_BYTES,
    });
    this.#socket.on('upgrade', ({ socket }) => (this.#line = socket));
    this.#socket.on('open', () => this.#opened());
    this.#socket.on('message', (data, isBinary) => this.#received(data, isBinary));
    this.#socket.on('unexpected-response', () => this.#fail('upstream-refused'));
    this.#socket.on('error', () => this.#fail(this.#wasOpen ? 'upstream-failed' : 'upstream-away'));
    this.#socket.on('close', () => this.#closed());
  }

  write(frame: Uint8Array): void {
    if (this.#isOver || this.#hasEnded) return;
    this.#firstFrameAtMs ??= this.#deps.monotonicMs();
    if (this.#socket.readyState === WebSocket.OPEN) this.#sendFrame(frame);
    else if (this.#waiting.length < MAX_WAITING_FRAMES) this.#waiting.push(frame.slice());
    else this.#fail('upstream-timeout');
  }

  end(): void {
    if (this.#isOver || this.#hasEnded) return;
    this.#hasEnded = true;
    const spokenMs = (this.#frameCount + this.#waiting.length) * FRAME_MS;
    const tookMs = this.#deps.monotonicMs() - (this.#firstFrameAtMs ?? this.#deps.monotonicMs());
    this.#isBurst = spokenMs - tookMs > BURST_MS;
    if (this.#socket.readyState === WebSocket.OPEN) this.#sendEnd();
    this.#deadline = setTimeout(
      () => this.#outOfTime(),
      this.#deps.finalDeadlineMs ?? FINAL_DEADLINE_MS,
    );
  }

  abort(): void {
    this.#finish();
  }

  bufferedBytes(): number {
    return this.#socket.bufferedAmount;
  }

  #opened(): void {
    if (this.#isOver) return;
    this.#wasOpen = true;
    for (const message of this.#deps.speaker.begin()) this.#send(message);
    for (const frame of this.#waiting) this.#sendFrame(frame);
    this.#waiting = [];
    if (this.#hasEnded) this.#sendEnd();
    this.#deps.listener.opened();
  }

  #sendFrame(frame: Uint8Array): void {
    for (const message of this.#deps.speaker.frame(frame, this.#frameCount)) this.#send(message);
    this.#frameCount += 1;
  }

  /** ws writes what it is given at once, so that both ways keep one order. */
  #send(message: UpstreamMessage): void {
    if (typeof message === 'string' || this.#line === null) this.#socket.send(message);
    else this.#line.write(this.#binaryFrames.of(message));
  }

  #sendEnd(): void {
    for (const message of this.#deps.speaker.end(this.#frameCount)) this.#send(message);
    if (this.#words.isSettled) this.#after(SETTLE_MS, () => this.#final());
  }

  #received(data: RawData, isBinary: boolean): void {
    if (this.#isOver) return;
    const bytes = Array.isArray(data)
      ? Buffer.concat(data)
      : Buffer.from(data instanceof ArrayBuffer ? new Uint8Array(data) : data);
    if (isBinary) {
      this.#reply(bytes);
      return;
    }
    const event = readDown(bytes.toString());
    // What we can't read is the upstream's mistake, not the end of the guest's words.
    if (event.ok) this.#event(event.value);
  }

  #event(event: DownEvent): void {
    switch (event.kind) {
      case 'words':
        if (event.sessionId === null || event.sessionId === this.#deps.sessionId)
          this.#heard(event);
        return;
      case 'reply':
        if (event.audioBase64 !== null) this.#reply(Buffer.from(event.audioBase64, 'base64'));
        return;
      case 'failure':
        this.#fail('upstream-failed');
        return;
      case 'notice':
        return;
    }
  }

  #heard(words: Extract<DownEvent, { kind: 'words' }>): void {
    if (this.#hasFinal) return;
    const isSegmentDone = this.#words.take(words, this.#hasEnded);
    if (!this.#hasEnded || !isSegmentDone) {
      this.#deps.listener.partial(this.#words.partial());
      this.#stopTimer();
      return;
    }
    if (this.#deps.speaker.saysStop || this.#isLastSilence(words)) this.#final();
    else this.#after(this.#isBurst ? SETTLE_MS : NEXT_SEGMENT_MS, () => this.#final());
  }

  /** Empty words after all the others: the upstream has come to the silence at the end. */
  #isLastSilence({ text }: { readonly text: string }): boolean {
    return text.trim() === '' && this.#words.isSettled && !this.#isBurst;
  }

  #final(): void {
    if (this.#hasFinal || this.#isOver) return;
    this.#hasFinal = true;
    if (this.#deadline !== null) clearTimeout(this.#deadline);
    this.#after(this.#replyBytes > 0 ? REPLY_PAUSE_MS : REPLY_START_MS, () => this.#replyEnded());
    this.#deps.listener.final(this.#words.final());
  }

  #reply(pcm: Uint8Array): void {
    // Who answers has heard all that there was.
    if (this.#hasEnded && !this.#isBurst && this.#words.isSettled) this.#final();
    this.#replyBytes += pcm.length;
    if (this.#replyBytes > MAX_REPLY_PCM_BYTES) return;
    if (this.#hasFinal) this.#after(REPLY_PAUSE_MS, () => this.#replyEnded());
    this.#deps.listener.reply(pcm.length % 2 === 0 ? pcm : pcm.subarray(0, -1));
  }

  #replyEnded(): void {
    if (this.#isOver) return;
    this.#finish();
    this.#deps.listener.replyEnded();
  }

  #outOfTime(): void {
    if (this.#words.isSettled) this.#final();
    else this.#fail('upstream-timeout');
  }

  #closed(): void {
    if (this.#isOver) return;
    if (!this.#hasFinal && this.#hasEnded && this.#words.isSettled) this.#final();
    if (this.#hasFinal) this.#replyEnded();
    else this.#fail('upstream-failed');
  }

  #fail(code: StreamingErrorCode): void {
    if (this.#isOver) return;
    if (this.#hasFinal) {
      this.#replyEnded();
      return;
    }
    this.#finish();
    this.#deps.listener.failed(code);
  }

  #after(delayMs: number, work: () => void): void {
    this.#stopTimer();
    this.#timer = setTimeout(work, delayMs);
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** Nothing is told after this. */
  #finish(): void {
    this.#isOver = true;
    this.#stopTimer();
    if (this.#deadline !== null) clearTimeout(this.#deadline);
    this.#waiting = [];
    this.#socket.terminate();
  }
}
