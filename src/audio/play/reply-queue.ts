/**
 * The replies that wait to be heard, one after another, and the jitter buffer of the one that sounds:
 *
 *   buffering ─ 120 ms there, or all of it ─► sounding ─ all given out ─► draining ─ device empty ─► gone
 *       ▲                                        │
 *       └──────────── ran dry ───────────────────┘     starved or too much: gone, a failure
 *
 * No clock and no device: `take` is called once for every 10 ms that the device wants.
 */
import type { FromHost } from '../../shared/audio-port/audio-port.ts';
import type { UtteranceId } from '../../shared/ids.ts';
import { SAMPLE_RATE_HZ } from '../../shared/speech/audio-format.ts';

const JITTER_BUFFER_SAMPLES = 0.12 * SAMPLE_RATE_HZ;
/** What the device still holds when the last sample has been given to it. */
const DEVICE_QUEUE_SAMPLES = 0.1 * SAMPLE_RATE_HZ;
/** A reply whose next piece does not come within this is over. */
const STARVED_AFTER_SAMPLES = 5 * SAMPLE_RATE_HZ;
/** Two minutes of replies; one that would need more is refused as a whole. */
const MAX_WAITING_SAMPLES = 120 * SAMPLE_RATE_HZ;
const MAX_REFUSED_REPLIES = 16;

export type StoppedBy = 'end' | 'barge-in' | 'staff' | 'failure';
export type PlaybackEvent = Extract<FromHost, { type: 'playback_started' | 'playback_ended' }>;

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
};

/** Owned by the player of one lane. */
export class ReplyQueue {
  readonly #replies: Reply[] = [];
  /** Replies stopped before their last piece came: what still comes of them is not heard. */
  readonly #refused = new Set<UtteranceId>();

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

  /** Fills the device's next buffer; what there is no sound for stays silent. */
  take(count: number, nowUs: number): { samples: Int16Array; events: PlaybackEvent[] } {
    const samples = new Int16Array(count);
    const events: PlaybackEvent[] = [];
    const reply = this.#replies[0];
    if (!reply) return { samples, events };
    const buffered = reply.totalSamples - reply.playedSamples;
    if (reply.phase === 'buffering' && (reply.isComplete || buffered >= JITTER_BUFFER_SAMPLES)) {
      reply.phase = 'sounding';
      if (!reply.hasStarted) {
        events.push({
          type: 'playback_started',
          utteranceId: reply.utteranceId,
          startedAtUs: nowUs,
        });
      }
      reply.hasStarted = true;
    }
    if (reply.phase === 'sounding') giveOut(reply, samples);
    else reply.silentSamples += count;
    if (reply.phase === 'draining' && reply.silentSamples >= DEVICE_QUEUE_SAMPLES)
      events.push(this.#end(reply, 'end'));
    if (reply.phase === 'buffering' && reply.silentSamples >= STARVED_AFTER_SAMPLES) {
      events.push(this.#end(reply, 'failure'));
    }
    return { samples, events };
  }

  stop(stoppedBy: StoppedBy): PlaybackEvent[] {
    return [...this.#replies].map((reply) => this.#end(reply, stoppedBy));
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

function giveOut(reply: Reply, into: Int16Array): void {
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
  if (reply.playedSamples < reply.totalSamples) return;
  reply.silentSamples = into.length - filled;
  if (reply.isComplete) reply.phase = 'draining';
  else if (filled < into.length) reply.phase = 'buffering';
}

function toMs(samples: number): number {
  return (samples * 1_000) / SAMPLE_RATE_HZ;
}
