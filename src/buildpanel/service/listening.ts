/** One utterance being recognised: takes audio at once, though the recogniser may still be opening. */
import { fail, type Result } from '../../shared/result.ts';
import type {
  PartialRecognition,
  Recogniser,
  Recognition,
  RecogniserFailure,
  RecognitionStream,
} from '../recognition.ts';

/** A minute of audio; an utterance that outgrows it while it waits for a recogniser fails as `busy`. */
const MAX_WAITING_BYTES = 2 * 1024 * 1024;
/** Handed over at once at most: one second. */
const MAX_PIECE_BYTES = 32_000;

export class Listening {
  readonly #opened: Promise<Result<RecognitionStream, RecogniserFailure>>;
  #stream: RecognitionStream | null = null;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #isOver = false;
  #half: Uint8Array = new Uint8Array();
  sizeBytes = 0;

  /** `after`: what must be done before this one may take a recogniser. */
  constructor(
    recogniser: Pick<Recogniser, 'open'>,
    onPartial: (partial: PartialRecognition) => void,
    after: Promise<unknown> = Promise.resolve(),
  ) {
    this.#opened = after.then(() => this.#open(recogniser, onPartial));
  }

  /** Pieces may be of any length: half a sample waits for its other half. */
  write(bytes: Uint8Array): void {
    this.sizeBytes += bytes.length;
    const all = this.#half.length === 0 ? bytes : Buffer.concat([this.#half, bytes]);
    const pcm = all.subarray(0, all.length - (all.length % 2));
    this.#half = all.subarray(pcm.length);
    if (this.#stream !== null) {
      writePieces(this.#stream, pcm);
      return;
    }
    this.#waitingBytes += pcm.length;
    if (this.#waitingBytes <= MAX_WAITING_BYTES) this.#waiting.push(pcm);
  }

  async end(): Promise<Result<Recognition, RecogniserFailure>> {
    const opened = await this.#opened;
    if (!opened.ok) return opened;
    if (this.#isOver) return fail('died');
    this.#isOver = true;
    if (this.#waitingBytes <= MAX_WAITING_BYTES) return opened.value.end();
    opened.value.abort();
    return fail('busy');
  }

  abort(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#waiting = [];
    this.#stream?.abort();
  }

  async #open(
    recogniser: Pick<Recogniser, 'open'>,
    onPartial: (partial: PartialRecognition) => void,
  ): Promise<Result<RecognitionStream, RecogniserFailure>> {
    if (this.#isOver) return fail('died');
    const opened = await recogniser.open((partial) => {
      if (!this.#isOver) onPartial(partial);
    });
    if (!opened.ok) return opened;
    if (this.#isAborted()) {
      opened.value.abort();
      return fail('died');
    }
    this.#stream = opened.value;
    for (const pcm of this.#waiting) writePieces(opened.value, pcm);
    this.#waiting = [];
    return opened;
  }

  /** A call, because the flag may have changed while something was awaited. */
  #isAborted(): boolean {
    return this.#isOver;
  }
}

function writePieces(stream: RecognitionStream, pcm: Uint8Array): void {
  for (let at = 0; at < pcm.length; at += MAX_PIECE_BYTES)
    stream.write(pcm.subarray(at, at + MAX_PIECE_BYTES));
}
