/**
 * Ties a host's speech to utterances: main's ids for the host's numbers, and one honest sequence for an
 * utterance that outlives its host. Frames that were lost with a host are a jump in the sequence as long
 * as the loss, by capture time. Owned by a lane.
 */
import type { FromHost } from '../../../shared/audio-port/audio-port.ts';
import type { UtteranceId } from '../../../shared/ids.ts';
import { FRAME_BYTES, FRAME_MS } from '../../../shared/speech/audio-format.ts';

export type CapturedFrame = {
  readonly sequence: number;
  readonly capturedAtUs: number;
  readonly discontinuity: boolean;
  readonly pcm: Uint8Array;
};

export type CaptureEvents = {
  /** Mints the id and opens the journal. */
  readonly onStarted: (startedAtUs: number) => UtteranceId;
  readonly onFrames: (utteranceId: UtteranceId, frames: readonly CapturedFrame[]) => void;
  /** `frames` were lost inside the utterance before its next frame. */
  readonly onGap: (utteranceId: UtteranceId, gapMs: number) => void;
  readonly onEnded: (
    utteranceId: UtteranceId,
    end: { readonly nextSequence: number; readonly endedAtUs: number; readonly reason: string },
  ) => void;
};

type OpenUtterance = {
  readonly utteranceId: UtteranceId;
  /** Of the host that speaks for it; undefined between two hosts. */
  speechNumber: number | undefined;
  /** Ours after the last frame. */
  nextSequence: number;
  /** What is added to the host's sequence numbers; undefined until its first frames are here. */
  shift: number | undefined;
  /** It has lost a host, and with it sound. */
  isContinued: boolean;
  lastCapturedAtUs: number;
};

export class Capture {
  readonly #events: CaptureEvents;
  /** Frames per frame time: a WAV file may play faster than the clock. */
  readonly #speed: number;
  #open: OpenUtterance | undefined;

  constructor(events: CaptureEvents, speed: number) {
    this.#events = events;
    this.#speed = speed;
  }

  /** What a new host is told, so that it goes on with the open utterance. */
  get continued(): { utteranceId: UtteranceId; nextSequence: number } | undefined {
    return (
      this.#open && { utteranceId: this.#open.utteranceId, nextSequence: this.#open.nextSequence }
    );
  }

  /** Its host is gone, and no other speaks for it yet. */
  get isBetweenHosts(): boolean {
    return this.#open !== undefined && this.#open.speechNumber === undefined;
  }

  started(message: Extract<FromHost, { type: 'speech_started' }>): void {
    const open = this.#open;
    if (open !== undefined && open.speechNumber === undefined) {
      open.speechNumber = message.speechNumber;
      return;
    }
    // A host that begins anew without an end: the old one ends with what came.
    this.cutOff('closed');
    const utteranceId = this.#events.onStarted(message.startedAtUs);
    this.#open = {
      utteranceId,
      speechNumber: message.speechNumber,
      nextSequence: 0,
      shift: undefined,
      isContinued: false,
      lastCapturedAtUs: message.startedAtUs,
    };
  }

  /** False: no such utterance is open, and the frames are nobody's. */
  frames(message: Extract<FromHost, { type: 'frames' }>): boolean {
    const open = this.#open;
    if (open?.speechNumber !== message.speechNumber) return false;
    const jump = this.#jumpBefore(open, message);
    open.shift ??= open.nextSequence + jump - message.sequence;
    const first = message.sequence + open.shift;
    const lostFrames = first - open.nextSequence;
    if (lostFrames > 0) this.#events.onGap(open.utteranceId, lostFrames * FRAME_MS);
    const frameUs = (FRAME_MS * 1_000) / this.#speed;
    const frames: CapturedFrame[] = [];
    for (let at = 0; at + FRAME_BYTES <= message.pcm.length; at += FRAME_BYTES) {
      const index = at / FRAME_BYTES;
      frames.push({
        sequence: first + index,
        capturedAtUs: message.capturedAtUs + index * frameUs,
        discontinuity: index === 0 && (message.discontinuity || lostFrames > 0),
        pcm: message.pcm.subarray(at, at + FRAME_BYTES),
      });
    }
    open.nextSequence = Math.max(open.nextSequence, first + frames.length);
    open.lastCapturedAtUs = frames.at(-1)?.capturedAtUs ?? open.lastCapturedAtUs;
    this.#events.onFrames(open.utteranceId, frames);
    return true;
  }

  ended(message: Extract<FromHost, { type: 'speech_ended' }>): void {
    const open = this.#open;
    if (open?.speechNumber !== message.speechNumber) return;
    this.#open = undefined;
    this.#events.onEnded(open.utteranceId, {
      nextSequence: open.nextSequence,
      endedAtUs: message.endedAtUs,
      reason: message.reason,
    });
  }

  /** The host is gone; the next one goes on with the utterance, if it comes in time. */
  hostGone(): void {
    if (this.#open === undefined) return;
    this.#open.speechNumber = undefined;
    this.#open.shift = undefined;
    this.#open.isContinued = true;
  }

  /** Ends what is open, with what has come. */
  cutOff(reason: string): void {
    const open = this.#open;
    this.#open = undefined;
    if (open === undefined) return;
    const { nextSequence, lastCapturedAtUs: endedAtUs } = open;
    this.#events.onEnded(open.utteranceId, { nextSequence, endedAtUs, reason });
  }

  /** How many frames the clock says are missing before the first of a new host. */
  #jumpBefore(open: OpenUtterance, message: Extract<FromHost, { type: 'frames' }>): number {
    if (open.shift !== undefined || !open.isContinued) return 0;
    const silentMs = ((message.capturedAtUs - open.lastCapturedAtUs) * this.#speed) / 1_000;
    return Math.max(0, Math.round(silentMs / FRAME_MS) - 1);
  }
}
