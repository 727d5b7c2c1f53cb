/** Spoken replies on their way to a lane: in order, each piece once, and only to the guest they answer. */
import type { FromHost } from '../../shared/audio-port/audio-port.ts';
import type { LaneId, SessionId, UtteranceId } from '../../shared/ids.ts';
import type { DownMessage } from '../../shared/wire/down.ts';
import type { UpMessage } from '../../shared/wire/up.ts';

export type ReplyPiece = Extract<DownMessage, { type: 'audio_response_chunk' }>;
export type PlaybackReport = Omit<Extract<UpMessage, { type: 'playback_report' }>, 'type'>;

export class Replies {
  /** The reply that a lane plays, and the piece that comes next. */
  readonly #current = new Map<LaneId, { utteranceId: UtteranceId; next: number }>();

  /** Undefined: it was played already. */
  pieceToPlay(laneId: LaneId, piece: ReplyPiece): Uint8Array | undefined {
    const { utteranceId, sequenceNumber } = piece;
    const current = this.#current.get(laneId);
    const next = current?.utteranceId === utteranceId ? current.next : 0;
    if (sequenceNumber < next) return undefined;
    this.#current.set(laneId, { utteranceId, next: sequenceNumber + 1 });
    return Buffer.from(piece.audio, 'base64');
  }

  forget(laneId: LaneId): void {
    this.#current.delete(laneId);
  }
}

export function playbackReport(
  ended: Extract<FromHost, { type: 'playback_ended' }>,
  sessionId: SessionId,
): PlaybackReport {
  return {
    sessionId,
    utteranceId: ended.utteranceId,
    playedMs: Math.round(ended.playedMs),
    totalMs: Math.round(ended.totalMs),
    stoppedBy: ended.stoppedBy,
  };
}
