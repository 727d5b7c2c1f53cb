/** What the service has done, in figures and ids: for tests, benches and the curious. Never a word. */
import type { Dialect } from '../../shared/buildpanel/dialects.ts';
import type { Recognition, RecogniserFailure } from '../recognition.ts';

const MAX_RECENT = 2_000;

export type Way = 'voice' | 'voiceMetadata' | 'voiceRealtime' | Dialect;

/** Who asked, as far as the call told. */
export type Asker = {
  readonly restaurantId: string | null;
  readonly userId: string | null;
  readonly sessionId: string | null;
};

export type UtteranceRecord = Asker & {
  readonly way: Way;
  readonly sizeBytes: number;
  /** Only of a digest recogniser. */
  readonly digest: string | null;
  readonly outcome: 'words' | 'nothing' | RecogniserFailure;
};

type Outcome = Recognition | RecogniserFailure;

export class Stats {
  readonly #utterances: Record<Way, number> = {
    voice: 0,
    voiceMetadata: 0,
    voiceRealtime: 0,
    d1: 0,
    d2: 0,
    d3: 0,
  };
  readonly #recent: UtteranceRecord[] = [];
  readonly #isDigest: boolean;
  #requests = 0;
  #openSockets = 0;
  #mostOpenSockets = 0;
  #allSockets = 0;
  #partials = 0;
  #failures = 0;
  #sequenceGaps = 0;
  #brokenMessages = 0;

  constructor({ isDigest }: { readonly isDigest: boolean }) {
    this.#isDigest = isDigest;
  }

  request(): void {
    this.#requests += 1;
  }

  socketOpened(): void {
    this.#allSockets += 1;
    this.#openSockets += 1;
    this.#mostOpenSockets = Math.max(this.#mostOpenSockets, this.#openSockets);
  }

  socketClosed(): void {
    this.#openSockets -= 1;
  }

  partial(): void {
    this.#partials += 1;
  }

  /** A piece of audio whose number doesn't follow the one before. */
  sequenceGap(): void {
    this.#sequenceGaps += 1;
  }

  brokenMessage(): void {
    this.#brokenMessages += 1;
  }

  utterance(way: Way, asker: Asker, sizeBytes: number, outcome: Outcome): void {
    this.#utterances[way] += 1;
    if (typeof outcome === 'string') this.#failures += 1;
    this.#recent.push({ way, ...asker, sizeBytes, ...this.#summaryOf(outcome) });
    if (this.#recent.length > MAX_RECENT) this.#recent.shift();
  }

  snapshot() {
    return {
      utterances: { ...this.#utterances },
      requests: this.#requests,
      sockets: { open: this.#openSockets, mostOpen: this.#mostOpenSockets, all: this.#allSockets },
      partials: this.#partials,
      failures: this.#failures,
      sequenceGaps: this.#sequenceGaps,
      brokenMessages: this.#brokenMessages,
      /** Oldest first; at most 2,000. */
      recent: [...this.#recent],
    };
  }

  #summaryOf(outcome: Outcome): Pick<UtteranceRecord, 'digest' | 'outcome'> {
    if (typeof outcome === 'string') return { digest: null, outcome };
    const { text } = outcome;
    return {
      digest: this.#isDigest && text !== '' ? text : null,
      outcome: text === '' ? 'nothing' : 'words',
    };
  }
}
