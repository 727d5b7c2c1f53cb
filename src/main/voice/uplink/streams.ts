/**
 * The utterances on one connection: sends their frames out of the journal, in order and within the window,
 * and gives up those that the relay cannot or will not stream. Lives as long as the connection; owned by
 * the uplink.
 *
 *     begin ─────────────► sending ──all sent, ended──► awaiting ──result──► (gone)
 *     resume ─► resuming ──ack──▲                          │
 *                  └───────────────── deadline, refused ───┴──► given up
 */
import type { LaneId, SessionId, UtteranceId } from '../../../shared/ids.ts';
import { encodeFrameMessage, type Codec } from '../../../shared/wire/frame-message.ts';
import type { UpMessage } from '../../../shared/wire/up.ts';
import type { Cancel, Clock } from '../clock.ts';
import type { NewOpusEncoder, OpusEncoder } from '../opus-encoder.ts';
import type { LinkWatch } from './link-watch.ts';
import { sendingFor, type Sending } from './link-quality.ts';

/** The relay answers a resume with what it has, from memory. */
const RESUME_DEADLINE_MS = 3_000;
/** After the end of speech; past it the utterance goes whole, idempotently. */
const RESULT_DEADLINE_MS = 20_000;
/** Until the relay says what it wants. */
const FIRST_OPTIONS: RelayOptions = {
  codecs: ['pcm_s16le'],
  framesPerMessage: 1,
  windowFrames: 50,
};

export type RelayOptions = {
  readonly codecs: readonly Codec[];
  readonly framesPerMessage: number;
  readonly windowFrames: number;
};

export type UplinkFrame = {
  readonly sequence: number;
  readonly capturedAtUs: number;
  readonly pcm: Uint8Array;
};

export type UplinkUtterance = {
  readonly utteranceId: UtteranceId;
  readonly sessionId: SessionId;
  readonly laneId: LaneId;
  readonly frameCount: number;
  /** Set when the utterance is over. */
  readonly endedAtSequence: number | undefined;
};

/** Where the frames are: the journal. */
export type UplinkAudio = {
  readonly find: (utteranceId: UtteranceId) => UplinkUtterance | undefined;
  readonly frames: (
    utteranceId: UtteranceId,
    fromSequence: number,
    limit: number,
  ) => readonly UplinkFrame[];
};

export type GiveUpReason =
  'asked-for-upload' | 'refused' | 'no-answer' | 'relay-away' | 'weak-line';

type Stream = {
  readonly streamNumber: number;
  phase: 'resuming' | 'sending' | 'awaiting';
  /** The next sequence to send, and the one the relay expects after the last sent. */
  next: number;
  /** Frames sent and not acknowledged, in order. */
  readonly unacked: { readonly sequence: number; readonly sentAtUs: number }[];
  /** While it goes in Opus, at this many bits a second. */
  encoder: { readonly bitsPerSecond: number; readonly opus: OpusEncoder } | undefined;
  cancelDeadline: Cancel;
  /** The result is awaited: speech has ended, whether or not all of it is sent. */
  isDue: boolean;
};

type StreamsDeps = {
  readonly audio: UplinkAudio;
  readonly clock: Clock;
  /** When the connection began, on the station's clock. */
  readonly startedAtUs: number;
  readonly sendMessage: (message: UpMessage) => void;
  readonly sendBytes: (bytes: Uint8Array) => void;
  readonly link: Pick<LinkWatch, 'mode' | 'sent' | 'acked'>;
  readonly newEncoder: NewOpusEncoder;
  readonly onGiveUp: (utteranceId: UtteranceId, reason: GiveUpReason) => void;
};

export class Streams {
  readonly #deps: StreamsDeps;
  readonly #streams = new Map<UtteranceId, Stream>();
  #options = FIRST_OPTIONS;
  #sending: Sending;
  #streamCount = 0;

  constructor(deps: StreamsDeps) {
    this.#deps = deps;
    this.#sending = sendingFor(deps.link.mode, FIRST_OPTIONS);
  }

  begin(utteranceId: UtteranceId): void {
    const utterance = this.#deps.audio.find(utteranceId);
    if (utterance === undefined) return;
    const stream = this.#add(utteranceId, 'sending');
    const { sessionId, laneId } = utterance;
    this.#deps.sendMessage({
      type: 'start_voice_streaming',
      sessionId,
      utteranceId,
      laneId,
      streamNumber: stream.streamNumber,
      audioConfig: { sampleRate: 16_000, channels: 1, codecs: ['pcm_s16le', 'opus'] },
    });
    this.pump(utteranceId);
  }

  /** The relay may know it from an earlier connection: it says from where to go on. */
  resume(utteranceId: UtteranceId): void {
    const utterance = this.#deps.audio.find(utteranceId);
    if (utterance === undefined) return;
    const stream = this.#add(utteranceId, 'resuming');
    stream.cancelDeadline = this.#giveUpAfter(RESUME_DEADLINE_MS, utteranceId);
    const { sessionId, laneId } = utterance;
    const { streamNumber } = stream;
    this.#deps.sendMessage({ type: 'resume', sessionId, utteranceId, laneId, streamNumber });
  }

  /** Sends what the window allows; to be called when there are frames, an end, or acks. */
  pump(utteranceId: UtteranceId): void {
    const stream = this.#streams.get(utteranceId);
    const utterance = this.#deps.audio.find(utteranceId);
    if (stream?.phase !== 'sending' || utterance === undefined) return;
    const hasEnded = utterance.endedAtSequence !== undefined;
    if (hasEnded) this.#awaitResult(stream, utteranceId);
    for (;;) {
      const room = this.#options.windowFrames - stream.unacked.length;
      const limit = Math.min(this.#sending.framesPerMessage, room);
      if (limit <= 0) return;
      const found = this.#deps.audio.frames(utteranceId, stream.next, limit);
      const run = contiguous(found);
      if (run.length === 0) break;
      const isWorthWaiting = run.length === found.length && run.length < limit && !hasEnded;
      if (isWorthWaiting) return;
      this.#send(stream, run);
    }
    if (hasEnded) this.#end(stream, utterance);
  }

  /** Everything before `nextSequence` has arrived. */
  acknowledge(utteranceId: UtteranceId, nextSequence: number): void {
    const stream = this.#streams.get(utteranceId);
    if (stream === undefined) return;
    if (stream.phase === 'resuming') {
      stream.cancelDeadline();
      stream.phase = 'sending';
      stream.next = nextSequence;
    }
    const first = stream.unacked.findIndex(({ sequence }) => sequence >= nextSequence);
    const acked = stream.unacked.splice(0, first === -1 ? stream.unacked.length : first);
    const { clock, link } = this.#deps;
    const newest = acked.at(-1);
    if (newest !== undefined) link.acked((clock.nowUs() - newest.sentAtUs) / 1_000);
    this.pump(utteranceId);
  }

  setOptions(options: RelayOptions): void {
    this.#options = options;
    this.adapt();
  }

  /** The line or the relay wants speech to travel otherwise: from the next message on it does. */
  adapt(): void {
    this.#sending = sendingFor(this.#deps.link.mode, this.#options);
    for (const utteranceId of this.#streams.keys()) this.pump(utteranceId);
  }

  giveUp(utteranceId: UtteranceId, reason: GiveUpReason): void {
    if (this.finish(utteranceId)) this.#deps.onGiveUp(utteranceId, reason);
  }

  /** It has its result, or another way. False: it was not on this connection. */
  finish(utteranceId: UtteranceId): boolean {
    const stream = this.#streams.get(utteranceId);
    stream?.cancelDeadline();
    stream?.encoder?.opus.free();
    return this.#streams.delete(utteranceId);
  }

  /** The connection is gone. */
  close(): void {
    for (const utteranceId of [...this.#streams.keys()]) this.finish(utteranceId);
  }

  #add(utteranceId: UtteranceId, phase: Stream['phase']): Stream {
    this.#streamCount += 1;
    const stream: Stream = {
      streamNumber: this.#streamCount,
      phase,
      next: 0,
      unacked: [],
      encoder: undefined,
      cancelDeadline: () => undefined,
      isDue: false,
    };
    this.#streams.set(utteranceId, stream);
    return stream;
  }

  #send(stream: Stream, run: readonly UplinkFrame[]): void {
    const first = run[0];
    if (first === undefined) return;
    const { clock, link, startedAtUs, sendBytes } = this.#deps;
    const sinceStartUs = first.capturedAtUs - startedAtUs;
    sendBytes(
      encodeFrameMessage({
        codec: this.#sending.codec,
        streamNumber: stream.streamNumber,
        sequence: first.sequence,
        capturedAtUs: Math.max(0, sinceStartUs),
        capturedBeforeConnection: sinceStartUs < 0,
        // A jump of the sequence is always said, else the relay would take it for a lost message.
        discontinuity: first.sequence !== stream.next,
        frames: this.#encoded(stream, run),
      }),
    );
    link.sent();
    const sentAtUs = clock.nowUs();
    for (const { sequence } of run) stream.unacked.push({ sequence, sentAtUs });
    stream.next = first.sequence + run.length;
  }

  #encoded(stream: Stream, run: readonly UplinkFrame[]): readonly Uint8Array[] {
    const { codec, bitsPerSecond } = this.#sending;
    if (codec === 'pcm_s16le' || stream.encoder?.bitsPerSecond !== bitsPerSecond) {
      stream.encoder?.opus.free();
      stream.encoder = undefined;
    }
    if (codec === 'pcm_s16le') return run.map(({ pcm }) => pcm);
    stream.encoder ??= { bitsPerSecond, opus: this.#deps.newEncoder(bitsPerSecond) };
    const { opus } = stream.encoder;
    return run.map(({ pcm }) => opus.encode(pcm));
  }

  #end(stream: Stream, utterance: UplinkUtterance): void {
    const { utteranceId, sessionId } = utterance;
    // Where the disk refused all of it before a kill, what the relay has is all that there is.
    const isGone = utterance.frameCount === 0;
    const frameCount = isGone ? stream.next : utterance.frameCount;
    stream.phase = 'awaiting';
    this.#deps.sendMessage({
      type: 'end_voice_streaming',
      sessionId,
      utteranceId,
      streamNumber: stream.streamNumber,
      nextSequence: isGone ? stream.next : (utterance.endedAtSequence ?? stream.next),
      frameCount,
    });
  }

  #awaitResult(stream: Stream, utteranceId: UtteranceId): void {
    if (stream.isDue) return;
    stream.isDue = true;
    stream.cancelDeadline = this.#giveUpAfter(RESULT_DEADLINE_MS, utteranceId);
  }

  #giveUpAfter(delayMs: number, utteranceId: UtteranceId): Cancel {
    return this.#deps.clock.after(delayMs, () => this.giveUp(utteranceId, 'no-answer'));
  }
}

/** The frames up to the first jump: a message carries no gap. */
function contiguous(frames: readonly UplinkFrame[]): readonly UplinkFrame[] {
  const first = frames[0]?.sequence ?? 0;
  const jump = frames.findIndex(({ sequence }, index) => sequence !== first + index);
  return jump === -1 ? frames : frames.slice(0, jump);
}
