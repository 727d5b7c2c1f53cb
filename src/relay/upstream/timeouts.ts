/**
 * Tells an utterance that BuildPanel can't answer from a BuildPanel that answers nobody: a call that ran out of time
 * speaks against its utterance only when the same call gave others an answer meanwhile. Owned by the upstream.
 */
import type { UtteranceId } from '../../shared/ids.ts';
import type { Way } from './breakers.ts';

/** Utterances that ran out of time and may come again; the oldest is forgotten first. */
const MAX_KNOWN = 1_000;

export class Timeouts {
  readonly #answeredAtMs = new Map<Way, number>();
  /** When each ran out of time last. */
  readonly #timedOutAtMs = new Map<UtteranceId, number>();

  answered(way: Way, utteranceId: UtteranceId, atMs: number): void {
    this.#answeredAtMs.set(way, atMs);
    this.#timedOutAtMs.delete(utteranceId);
  }

  /** True: since its last time, or since it was asked, another one was answered. */
  timedOut(
    way: Way,
    utteranceId: UtteranceId,
    { askedAtMs, atMs }: { readonly askedAtMs: number; readonly atMs: number },
  ): boolean {
    const sinceMs = this.#timedOutAtMs.get(utteranceId) ?? askedAtMs;
    this.#timedOutAtMs.delete(utteranceId);
    this.#timedOutAtMs.set(utteranceId, atMs);
    const [oldest] = this.#timedOutAtMs.keys();
    if (this.#timedOutAtMs.size > MAX_KNOWN && oldest !== undefined) {
      this.#timedOutAtMs.delete(oldest);
    }
    return (this.#answeredAtMs.get(way) ?? -Infinity) > sinceMs;
  }
}
