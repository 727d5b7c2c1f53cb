/**
 * An upstream may finish a segment whenever the guest pauses; an utterance ends only when the station
 * says so. This gathers segments: before the end all words are partial, after it the whole is final.
 */
import type { DownEvent } from '../../shared/buildpanel/dialects.ts';
import { parseOrderData, type OrderData } from '../../shared/buildpanel/order-data.ts';
import type { UpstreamFinal, UpstreamWords } from '../upstream-port.ts';

type Words = Extract<DownEvent, { kind: 'words' }>;

export class WordsGatherer {
  readonly #segments: Words[] = [];
  #open: Words | null = null;

  /** Whether the event finished a segment. What doesn't say counts as final only after the end. */
  take(words: Words, hasEnded: boolean): boolean {
    const isFinal = words.finality === 'final' || (words.finality === 'unsaid' && hasEnded);
    this.#open = isFinal ? null : words;
    if (isFinal) this.#segments.push(words);
    return isFinal;
  }

  /** Whether all words that were heard are in finished segments, and there are some. */
  get isSettled(): boolean {
    return this.#open === null && this.#segments.some(({ text }) => text.trim() !== '');
  }

  /** The upstream has said all: what it left unsaid counts as finished. */
  finishOpen(): void {
    if (this.#open !== null) this.#segments.push(this.#open);
    this.#open = null;
  }

  partial(): UpstreamWords {
    return this.#sum(this.#open === null ? this.#segments : [...this.#segments, this.#open]);
  }

  /** What was never finished is left out: the upstream had its time. */
  final(): UpstreamFinal {
    return { ...this.#sum(this.#segments), areWordsKnown: true, orderData: this.#orderData() };
  }

  #sum(parts: readonly Words[]): UpstreamWords {
    const texts = parts.map(({ text }) => text.trim()).filter((text) => text !== '');
    const told = parts.flatMap(({ confidence }) => (confidence === null ? [] : [confidence]));
    return {
      text: texts.join(' '),
      confidence: told.length === 0 ? null : Math.min(...told),
      isNotSpeech: parts.some(({ isNotSpeech }) => isNotSpeech),
    };
  }

  #orderData(): OrderData | null {
    const orders = this.#segments.flatMap(({ orderData }) => {
      const parsed = parseOrderData(orderData);
      return parsed.ok ? [parsed.value] : [];
    });
    const [first] = orders;
    if (first === undefined || orders.length === 1) return first ?? null;
    const told = orders.flatMap(({ confidence }) => (confidence === null ? [] : [confidence]));
    return {
      items: orders.flatMap(({ items }) => items).slice(0, 200),
      confidence: told.length === 0 ? null : Math.min(...told),
    };
  }
}
