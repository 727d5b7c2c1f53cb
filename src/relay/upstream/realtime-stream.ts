/**
 * The realtime call: the whole utterance up as one form, words back line by line while BuildPanel works.
 * To a station it is a stream, but nothing comes before the end of speech.
 */
import { readDown, type DownEvent } from '../../shared/buildpanel/dialects.ts';
import { isStreamedAnswer } from '../../shared/buildpanel/rest.ts';
import type { StreamingErrorCode } from '../../shared/wire/down.ts';
import type { UpstreamListener, UpstreamStream } from '../upstream-port.ts';
import { encodeWav } from '../wav.ts';
import { formOf } from './batch.ts';
import { openCall, type OpenAnswer } from './http-call.ts';
import { decodeReply, MAX_REPLY_BYTES } from './reply-audio.ts';
import { WordsGatherer } from './words-gatherer.ts';

const ANSWER_DEADLINE_MS = 30_000;
const MAX_LINE_BYTES = MAX_REPLY_BYTES * 2;

export type RealtimeStreamDeps = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, string>>;
  readonly sessionId: string;
  readonly listener: UpstreamListener;
};

export class RealtimeStream implements UpstreamStream {
  readonly #deps: RealtimeStreamDeps;
  readonly #frames: Uint8Array[] = [];
  readonly #stop = new AbortController();
  readonly #words = new WordsGatherer();
  readonly #replyParts: Uint8Array[] = [];
  #hasEnded = false;
  #hasFinal = false;

  constructor(deps: RealtimeStreamDeps) {
    this.#deps = deps;
    setImmediate(() => this.#tell((listener) => listener.opened()));
  }

  write(frame: Uint8Array): void {
    if (!this.#hasEnded) this.#frames.push(frame.slice());
  }

  end(): void {
    if (this.#hasEnded || this.#stop.signal.aborted) return;
    this.#hasEnded = true;
    this.#ask().catch(() => this.#fail('internal'));
  }

  abort(): void {
    this.#stop.abort();
  }

  /** The frames wait here by design: they are no backlog. */
  bufferedBytes(): number {
    return 0;
  }

  async #ask(): Promise<void> {
    const answer = await openCall({
      url: this.#deps.url,
      method: 'POST',
      headers: this.#deps.headers,
      form: formOf(encodeWav(Buffer.concat(this.#frames)), this.#deps.fields),
      deadlineMs: ANSWER_DEADLINE_MS,
      maxBytes: MAX_LINE_BYTES,
      signal: this.#stop.signal,
    });
    this.#frames.length = 0;
    if (!answer.ok) {
      this.#fail(answer.failure === 'timeout' ? 'upstream-timeout' : 'upstream-away');
      return;
    }
    const { status, contentType, transferEncoding } = answer.value;
    if (!isStreamedAnswer(status, contentType, transferEncoding)) {
      this.#fail('upstream-refused');
      return;
    }
    await this.#read(answer.value);
  }

  async #read({ contentType, pieces }: OpenAnswer): Promise<void> {
    try {
      if (contentType?.startsWith('audio/') === true) await this.#readAudio(pieces);
      else await this.#readLines(pieces);
    } catch {
      if (!this.#hasFinal) {
        this.#fail('upstream-failed');
        return;
      }
    }
    this.#words.finishOpen();
    if (!this.#hasFinal && this.#words.isSettled) this.#final();
    if (!this.#hasFinal) {
      this.#fail('upstream-failed');
      return;
    }
    await this.#sendReply();
    this.#tell((listener) => listener.replyEnded());
  }

  async #readLines(pieces: AsyncIterable<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const piece of pieces) {
      rest += decoder.decode(piece, { stream: true });
      if (rest.length > MAX_LINE_BYTES) throw new Error('line too long');
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) this.#line(line);
    }
    this.#line(rest);
  }

  /** JSON lines, bare or as server-sent events. */
  #line(line: string): void {
    const text = line.replace(/^data:/, '').trim();
    const event = text === '' ? null : readDown(text);
    if (event?.ok === true) this.#event(event.value);
  }

  #event(event: DownEvent): void {
    if (event.kind === 'failure') throw new Error('upstream said failure');
    if (event.kind === 'reply' && event.audioBase64 !== null)
      this.#replyParts.push(Buffer.from(event.audioBase64, 'base64'));
    if (event.kind !== 'words' || this.#hasFinal) return;
    if (event.sessionId !== null && event.sessionId !== this.#deps.sessionId) return;
    const isDone = this.#words.take(event, false);
    if (isDone) this.#final();
    else this.#tell((listener) => listener.partial(this.#words.partial()));
  }

  /** A stream of sound without words is still an answer. */
  async #readAudio(pieces: AsyncIterable<Uint8Array>): Promise<void> {
    let sizeBytes = 0;
    for await (const piece of pieces) {
      sizeBytes += piece.length;
      if (sizeBytes > MAX_REPLY_BYTES) break;
      this.#replyParts.push(piece);
    }
    this.#hasFinal = true;
    const nothing = { text: '', confidence: null, isNotSpeech: false, orderData: null };
    this.#tell((listener) => listener.final({ ...nothing, areWordsKnown: false }));
  }

  #final(): void {
    this.#hasFinal = true;
    this.#tell((listener) => listener.final(this.#words.final()));
  }

  /** A container (MP3, WAV) is decoded; anything else is the dialects' bare PCM. */
  async #sendReply(): Promise<void> {
    const bytes = Buffer.concat(this.#replyParts);
    if (bytes.length === 0 || bytes.length > MAX_REPLY_BYTES) return;
    const decoded = await decodeReply(bytes);
    const pcm = decoded.ok ? decoded.value : bytes.subarray(0, bytes.length - (bytes.length % 2));
    this.#tell((listener) => listener.reply(pcm));
  }

  #fail(code: StreamingErrorCode): void {
    this.#tell((listener) => listener.failed(code));
    this.#stop.abort();
  }

  #tell(say: (listener: UpstreamListener) => void): void {
    if (!this.#stop.signal.aborted) say(this.#deps.listener);
  }
}
