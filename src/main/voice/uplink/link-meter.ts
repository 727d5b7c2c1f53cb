/**
 * Round trip and loss of one connection, from what the protocol exchanges anyway. TCP hides a lost segment and shows
 * a delay: at least 200 ms when its timer has to notice (Linux' least retransmission timeout), all that comes behind
 * included. So an exchange that takes far longer than usual is one lost segment, and those that waited behind it are
 * not counted again. A loss that TCP mends faster is not seen here, and not felt either. Pure but for its memory.
 */
import type { LinkFigures } from './link-quality.ts';

/** The figures are of the last half minute. */
const WINDOW_MS = 30_000;
/** A spike is no slow line: the middle one of so many counts. */
const RTT_SAMPLES = 3;
/** Beyond the usual round trip: a lost segment, not jitter. */
const STALL_MS = 150;
/** One or two stalls may be a computer that was busy. */
const LEAST_STALLS = 3;

type Exchange = {
  readonly tookMs: number;
  /** How much later than at once the other side may answer. */
  readonly slackMs: number;
};

export class LinkMeter {
  #rttsMs: readonly number[] = [];
  #stallsAtMs: readonly number[] = [];
  #carried: readonly { readonly atMs: number; readonly segments: number }[] = [];
  #stalledUntilMs = 0;

  /** A probe was answered: the one honest sample of the round trip. */
  probed(tookMs: number, nowMs: number): void {
    this.exchanged({ tookMs, slackMs: 0 }, nowMs);
    this.#rttsMs = [...this.#rttsMs, tookMs].slice(-RTT_SAMPLES);
    this.carried(2, nowMs);
  }

  exchanged({ tookMs, slackMs }: Exchange, nowMs: number): void {
    const usualMs = middle(this.#rttsMs);
    if (usualMs === undefined || tookMs <= usualMs + slackMs + STALL_MS) return;
    const wasBehindAnother = nowMs - tookMs < this.#stalledUntilMs;
    this.#stalledUntilMs = nowMs;
    if (!wasBehindAnother) this.#stallsAtMs = [...this.#stallsAtMs, nowMs];
  }

  /** So many messages were sent or came. */
  carried(segments: number, nowMs: number): void {
    const last = this.#carried.at(-1);
    // One entry a second is fine enough for half a minute.
    const isSame = last !== undefined && nowMs - last.atMs < 1_000;
    const entry = isSame
      ? { atMs: last.atMs, segments: last.segments + segments }
      : { atMs: nowMs, segments };
    this.#carried = [...(isSame ? this.#carried.slice(0, -1) : this.#carried), entry].filter(
      ({ atMs }) => nowMs - atMs < WINDOW_MS,
    );
  }

  /** `unansweredMs`: how long the oldest probe is out; it takes at least as long. Undefined before the first answer. */
  figures(nowMs: number, unansweredMs = 0): LinkFigures | undefined {
    const isLonger = unansweredMs > (middle(this.#rttsMs) ?? Infinity);
    const rttMs = middle(isLonger ? [...this.#rttsMs.slice(1), unansweredMs] : this.#rttsMs);
    if (rttMs === undefined) return undefined;
    this.#stallsAtMs = this.#stallsAtMs.filter((atMs) => nowMs - atMs < WINDOW_MS);
    const stalls = this.#stallsAtMs.length;
    const segments = this.#carried.reduce((sum, each) => sum + each.segments, 0);
    const lossShare = stalls < LEAST_STALLS ? 0 : stalls / Math.max(segments, stalls);
    return { rttMs, lossShare };
  }
}

function middle(figures: readonly number[]): number | undefined {
  return [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)];
}
