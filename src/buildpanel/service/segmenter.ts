/**
 * Finds where speech ends in a stream that has no word for it (D2, D3): by silence, counted in the
 * sound itself, never by the clock, so that audio may come faster than it was spoken.
 *
 *     waiting ─ sound ─► hearing ─ silenceMs of silence ─► waiting
 *        └───────────── silenceMs of silence ───────────────┘  (`ended` too: nothing was said)
 */
import { FRAME_BYTES, FRAME_MS } from '../../shared/speech/audio-format.ts';

export type SegmenterRules = {
  /** Whether a 20 ms frame (640 bytes, s16le) holds no sound. */
  readonly isSilent: (frame: Uint8Array) => boolean;
  /** So much silence ends a segment. At most what senders add (`TRAILING_SILENCE_MS`). */
  readonly silenceMs: number;
  /** Silence before the first sound that belongs to it. */
  readonly preRollMs: number;
};

/** 0.3 % of full scale, about -50 dBFS: under quiet speech, over a headset's noise. */
const SILENT_RMS = 100;

/** For recognising speech: shorter than what a sender adds, longer than the pauses within a sentence. */
export const SPEECH_RULES: SegmenterRules = {
  isSilent: (frame) => rmsOf(frame) < SILENT_RMS,
  silenceMs: 600,
  preRollMs: 300,
};

/** For digests: only what a sender adds, zeros, is silence, and all of it must have come. */
export const DIGEST_RULES: SegmenterRules = {
  isSilent: (frame) => frame.every((byte) => byte === 0),
  silenceMs: 700,
  preRollMs: 0,
};

export type SegmentEvent =
  { readonly type: 'audio'; readonly pcm: Uint8Array } | { readonly type: 'ended' };

export class Segmenter {
  readonly #rules: SegmenterRules;
  #rest = Buffer.alloc(0);
  #before: Uint8Array[] = [];
  #isHearing = false;
  #silentMs = 0;

  constructor(rules: SegmenterRules) {
    this.#rules = rules;
  }

  /** Audio of any length; a part of a frame waits for the rest of it. */
  take(pcm: Uint8Array): SegmentEvent[] {
    const bytes = Buffer.concat([this.#rest, pcm]);
    const whole = bytes.length - (bytes.length % FRAME_BYTES);
    this.#rest = bytes.subarray(whole);
    const events: SegmentEvent[] = [];
    for (let at = 0; at < whole; at += FRAME_BYTES)
      events.push(...this.#frame(bytes.subarray(at, at + FRAME_BYTES)));
    return events;
  }

  #frame(frame: Uint8Array): SegmentEvent[] {
    const { isSilent, silenceMs, preRollMs } = this.#rules;
    this.#silentMs = isSilent(frame) ? this.#silentMs + FRAME_MS : 0;
    const events: SegmentEvent[] = [];
    if (this.#silentMs === 0 && !this.#isHearing) {
      this.#isHearing = true;
      events.push(...this.#before.map((pcm) => ({ type: 'audio', pcm }) as const));
      this.#before = [];
    }
    if (this.#isHearing) events.push({ type: 'audio', pcm: frame });
    else this.#before.push(frame);
    if (this.#before.length > preRollMs / FRAME_MS) this.#before.shift();
    if (this.#silentMs >= silenceMs) {
      this.#silentMs = 0;
      this.#isHearing = false;
      events.push({ type: 'ended' });
    }
    return events;
  }
}

function rmsOf(frame: Uint8Array): number {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  let sum = 0;
  for (let at = 0; at + 1 < frame.length; at += 2) sum += view.getInt16(at, true) ** 2;
  return Math.sqrt(sum / (frame.length / 2));
}
