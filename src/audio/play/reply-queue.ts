/**
 * The replies that wait to be heard, one after another, and the jitter buffer of the one that sounds:
 *
 *   buffering ─ 80 to 150 ms there, or all ─► sounding ─ all given out ─► draining ─ device empty ─► gone
 *       ▲                                        │
 *       └──── ran dry: what was said fades ──────┘     starved or too much: gone, a failure
 *
 * Held: nothing is given out and nothing goes on until it is resumed where it was.
 * No clock and no device: `take` is called once for every 10 ms that the device wants.
 */
import type { FromHost } from '../../shared/audio-port/audio-port.ts';
import type { UtteranceId } from '../../shared/ids.ts';
import { SAMPLE_RATE_HZ } from '../../shared/speech/audio-format.ts';
import { fadeAway, fadeIn, HISTORY_SAMPLES } from './concealment.ts';

/** A line that lets a reply run dry is trusted less, for the rest of it. */
const JITTER_BUFFER_MS = { first: 80, more: 35, most: 150 };
/** A gap is covered for this long. */
const CONCEALED_SAMPLES = 0.06 * SAMPLE_RATE_HZ;
/** What is cut off goes silent over this. */
const CUT_SAMPLES = 0.005 * SAMPLE_RATE_HZ;
/** What the device still holds when the last sample has been given to it. */
const DEVICE_QUEUE_SAMPLES = 0.06 * SAMPLE_RATE_HZ;
/** A reply whose next piece does not come within this is over. */
const STARVED_AFTER_SAMPLES = 5 * SAMPLE_RATE_HZ;
/** Two minutes of replies; one that would need more is refused as a whole. */
const MAX_WAITING_SAMPLES = 120 * SAMPLE_RATE_HZ;
const MAX_REFUSED_REPLIES = 16;

export type StoppedBy = 'end' | 'barge-in' | 'staff' | 'failure';
export type PlaybackEvent = Extract<
  FromHost,
  { type: 'playback_started' | 'playback_ended' | 'playback_held' | 'playback_resumed' }
>;

type Reply = {
  readonly utteranceId: UtteranceId;
  phase: 'buffering' | 'sounding' | 'draining';
  readonly pieces: Int16Array[];
  /** Of the first piece, already given out. */
  takenOfFirst: number;
  hasStarted: boolean;
  isComplete: boolean;
  totalSamples: number;
  playedSamples: number;
  /** Silence given out since the last sample of it. */
  silentSamples: number;
  bufferMs: number;
};

/** Owned by the player of one lane. */
export class ReplyQueue {
  readonly #replies: Reply[] = [];
  /** Replies stopped before their last piece came: what still comes of them is not heard. */
  readonly #refused = new Set<UtteranceId>();
  /** What was given out last, for what fades away. */
  readonly #history = new Int16Array(HISTORY_SAMPLES);
  /** What is given out where there is no sound. */
  #fading: Int16Array = new Int16Array();
  /** The next sound comes in softly: it does not begin at its beginning. */
  #isFadingIn = false;
  #isHeld = false;

  /** A reply sounds or waits. */
  get isEmpty(): boolean {
    return this.#replies.length === 0;
  }

  add(utteranceId: UtteranceId, samples: Int16Array, isLast: boolean): PlaybackEvent[] {
    if (this.#refused.has(utteranceId)) {
      if (isLast) this.#refused.delete(utteranceId);
      return [];
    }
    const reply =
      this.#replies.find((each) => each.utteranceId === utteranceId) ?? this.#append(utteranceId);
    if (samples.length > 0) reply.pieces.push(samples);
    reply.totalSamples += samples.length;
    reply.isComplete ||= isLast;
    const waiting = this.#replies.reduce(
      (sum, each) => sum + each.totalSamples - each.playedSamples,
      0,
    );
    return waiting > MAX_WAITING_SAMPLES ? [this.#end(reply, 'failure')] : [];
  }

  /** Fills the device's next buffer; what there is no sound for fades away and stays silent. */
  take(count: number, nowUs: number): { samples: Int16Array; events: PlaybackEvent[] } {
    const samples = new Int16Array(count);
    const reply = this.#isHeld ? undefined : this.#replies[0];
    const events = reply === undefined ? [] : this.#begin(reply, nowUs);
    if (reply?.phase === 'sounding') this.#giveSound(reply, samples);
    else this.#giveSilence(reply, samples);
    if (reply !== undefined) events.push(...this.#endIfOver(reply));
    this.#remember(samples);
    return { samples, events };
  }

  /** Somebody speaks: silent at once, and nothing is lost. */
  hold(nowUs: number): PlaybackEvent[] {
    const [reply] = this.#replies;
    const hasMore = reply !== undefined && (reply.phase !== 'draining' || this.#replies.length > 1);
    if (this.#isHeld || !hasMore) return [];
    this.#isHeld = true;
    if (reply.phase === 'sounding') this.#cut();
    return [heldOrResumed('playback_held', reply, nowUs)];
  }

  /** Goes on where it was held. */
  resume(nowUs: number): PlaybackEvent[] {
    if (!this.#isHeld) return [];
    this.#isHeld = false;
    const [reply] = this.#replies;
    return reply === undefined ? [] : [heldOrResumed('playback_resumed', reply, nowUs)];
  }

  stop(stoppedBy: StoppedBy): PlaybackEvent[] {
    if (!this.#isHeld && this.#replies[0]?.phase === 'sounding') this.#cut();
    this.#isHeld = false;
    return [...this.#replies].map((reply) => this.#end(reply, stoppedBy));
  }

  #begin(reply: Reply, nowUs: number): PlaybackEvent[] {
    const { utteranceId } = reply;
    const buffered = reply.totalSamples - reply.playedSamples;
    const isEnough = reply.isComplete || buffered >= (reply.bufferMs * SAMPLE_RATE_HZ) / 1_000;
    if (reply.phase !== 'buffering' || !isEnough) return [];
    reply.phase = 'sounding';
    if (reply.hasStarted) return [];
    reply.hasStarted = true;
    return [{ type: 'playback_started', utteranceId, startedAtUs: nowUs }];
  }

  #endIfOver(reply: Reply): PlaybackEvent[] {
    const { phase, silentSamples } = reply;
    const isHeard = phase === 'draining' && silentSamples >= DEVICE_QUEUE_SAMPLES;
    const isStarved = phase === 'buffering' && silentSamples >= STARVED_AFTER_SAMPLES;
    if (!isHeard && !isStarved) return [];
    return [this.#end(reply, isHeard ? 'end' : 'failure')];
  }

  #giveSound(reply: Reply, into: Int16Array): void {
    const filled = giveOut(reply, into);
    if (this.#isFadingIn) fadeIn(into, this.#fading);
    this.#isFadingIn = false;
    this.#fading = new Int16Array();
    if (reply.playedSamples < reply.totalSamples) return;
    reply.silentSamples = into.length - filled;
    if (reply.isComplete) reply.phase = 'draining';
    else if (filled < into.length) this.#ranDry(reply, into, filled);
  }

  #ranDry(reply: Reply, into: Int16Array, filled: number): void {
    const { more, most } = JITTER_BUFFER_MS;
    reply.phase = 'buffering';
    reply.bufferMs = Math.min(most, reply.bufferMs + more);
    const said = new Int16Array(HISTORY_SAMPLES);
    said.set(this.#history.subarray(filled));
    said.set(into.subarray(0, filled), HISTORY_SAMPLES - filled);
    const fading = fadeAway(said, CONCEALED_SAMPLES);
    into.set(fading.subarray(0, into.length - filled), filled);
    this.#fading = fading.subarray(into.length - filled);
    this.#isFadingIn = true;
  }

  /** Sound that would have gone on. */
  #cut(): void {
    this.#fading = fadeAway(this.#history, CUT_SAMPLES);
    this.#isFadingIn = true;
  }

  #giveSilence(reply: Reply | undefined, into: Int16Array): void {
    into.set(this.#fading.subarray(0, into.length));
    this.#fading = this.#fading.subarray(into.length);
    if (reply !== undefined) reply.silentSamples += into.length;
  }

  #remember(samples: Int16Array): void {
    this.#history.copyWithin(0, samples.length);
    this.#history.set(samples, HISTORY_SAMPLES - samples.length);
  }

  #append(utteranceId: UtteranceId): Reply {
    const reply: Reply = {
      utteranceId,
      phase: 'buffering',
      pieces: [],
      takenOfFirst: 0,
      hasStarted: false,
      isComplete: false,
      totalSamples: 0,
      playedSamples: 0,
      silentSamples: 0,
      bufferMs: JITTER_BUFFER_MS.first,
    };
    this.#replies.push(reply);
    return reply;
  }

  #end(reply: Reply, stoppedBy: StoppedBy): PlaybackEvent {
    this.#replies.splice(this.#replies.indexOf(reply), 1);
    if (!reply.isComplete) this.#refuseRest(reply.utteranceId);
    return {
      type: 'playback_ended',
      utteranceId: reply.utteranceId,
      playedMs: toMs(reply.playedSamples),
      totalMs: toMs(reply.totalSamples),
      stoppedBy,
    };
  }

  #refuseRest(utteranceId: UtteranceId): void {
    this.#refused.add(utteranceId);
    const [oldest] = this.#refused;
    if (oldest !== undefined && this.#refused.size > MAX_REFUSED_REPLIES)
      this.#refused.delete(oldest);
  }
}

/** How many samples there were. */
function giveOut(reply: Reply, into: Int16Array): number {
  let filled = 0;
  for (let piece = reply.pieces[0]; piece && filled < into.length; piece = reply.pieces[0]) {
    const part = piece.subarray(reply.takenOfFirst, reply.takenOfFirst + into.length - filled);
    into.set(part, filled);
    filled += part.length;
    reply.takenOfFirst += part.length;
    if (reply.takenOfFirst < piece.length) break;
    reply.pieces.shift();
    reply.takenOfFirst = 0;
  }
  reply.playedSamples += filled;
  return filled;
}

function heldOrResumed(
  type: 'playback_held' | 'playback_resumed',
  { utteranceId, playedSamples }: Reply,
  atUs: number,
): PlaybackEvent {
  return { type, utteranceId, playedMs: toMs(playedSamples), atUs };
}

function toMs(samples: number): number {
  return (samples * 1_000) / SAMPLE_RATE_HZ;
}
