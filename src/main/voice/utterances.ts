/**
 * What happens to an utterance, from its first frame to the ticket: journal first, then the uplink, then
 * (when it could not be streamed) the uploader, and its one result to the tickets. Owned by the voice part.
 *
 *     opened ─ frames ─► streaming ──── ended ────► thinking ──── result ────► delivered
 *                            │ given up                 │ given up, away
 *                            ▼                          ▼
 *                       wanted whole ─── ended ──► uploading / waiting ── refused ──► parked
 */
import type { FromHost } from '../../shared/audio-port/audio-port.ts';
import {
  utteranceIdSchema,
  type LaneId,
  type SessionId,
  type UtteranceId,
} from '../../shared/ids.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { UtteranceResult } from '../../shared/wire/down.ts';
import type { Codec } from '../../shared/wire/frame-message.ts';
import type { UploadPriority } from '../../shared/wire/http.ts';
import { STATION_PATH } from '../../shared/wire/protocol-version.ts';
import type { SoldOutFact } from '../../shared/sold-out/sold-out.ts';
import { uploadsOver, type UploadFailure } from './batch/upload.ts';
import { BacklogPace } from './batch/backlog-pace.ts';
import { Uploader } from './batch/uploader.ts';
import { wholeSound } from './batch/whole-sound.ts';
import type { CrewWords } from './crew-words.ts';
import type { Journal } from './journal/journal.ts';
import type { StoredUtterance } from './journal/stored-utterance.ts';
import type { CapturedFrame } from './lane/capture.ts';
import type { Lane } from './lane/lane.ts';
import { drop } from './log.ts';
import type { NewOpusEncoder } from './opus-encoder.ts';
import { playbackReport, Replies, type ReplyPiece } from './replies.ts';
import { Deliveries } from './spool/deliveries.ts';
import { SpoolCount } from './spool/spool-count.ts';
import type { Tokens } from './tokens.ts';
import { Transcripts } from './transcript/transcripts.ts';
import { socketsOver } from './uplink/socket.ts';
import type { GiveUpReason, UplinkUtterance } from './uplink/streams.ts';
import type { UplinkState } from './uplink/uplink-machine.ts';
import type { UtteranceMessage } from './uplink/down-messages.ts';
import { Uplink } from './uplink/uplink.ts';
import type { Said, VoiceDeps } from './voice-deps.ts';

type UtterancesDeps = Pick<
  VoiceDeps,
  'relay' | 'line' | 'deliver' | 'events' | 'clock' | 'random' | 'log'
> & {
  readonly newId: () => string;
  readonly newEncoder: NewOpusEncoder;
  readonly journal: Journal;
  readonly tokens: Tokens;
  readonly laneOf: (laneId: LaneId) => Lane | undefined;
  readonly crewWords: Pick<CrewWords, 'has'>;
  readonly sessionOf: (laneId: LaneId) => SessionId | undefined;
  readonly onUplinkState: (state: UplinkState) => void;
  readonly onConfigChanged: () => void;
  readonly onSoldOut: (facts: readonly SoldOutFact[]) => void;
};

export class Utterances {
  readonly transcripts: Transcripts;
  readonly spool: SpoolCount;
  readonly uplink: Uplink;
  readonly #deps: UtterancesDeps;
  readonly #uploader: Uploader;
  readonly #deliveries: Deliveries;
  readonly #replies = new Replies();
  /** Still spoken, and to be uploaded whole once it has ended. */
  readonly #wantedWhole = new Set<UtteranceId>();
  readonly #spoken = new Set<UtteranceId>();
  /** Of before the start, without sound on disk: it was refused there, but the relay may have it, or its words. */
  readonly #soundless = new Set<UtteranceId>();
  readonly #pace: BacklogPace;
  #isStopped = false;

  constructor(deps: UtterancesDeps) {
    this.#deps = deps;
    this.transcripts = new Transcripts(deps.events.onTranscript);
    this.spool = new SpoolCount(deps.events.onSpool);
    this.uplink = this.#newUplink();
    this.#pace = new BacklogPace({
      heldUpMs: () => this.uplink.heldUpMs(),
      isGuestSpeaking: () => this.#spoken.size > 0,
      clock: deps.clock,
    });
    this.#uploader = this.#newUploader();
    this.#deliveries = this.#newDeliveries();
  }

  /** What is on disk from before the start: its session may be long over, its words are not. */
  takeUp(stored: StoredUtterance): void {
    const { utteranceId, mark } = stored;
    if (mark === 'delivered') return;
    const { clock } = this.#deps;
    const agoUs = (clock.wallMs() - stored.startedAtWallMs) * 1_000;
    this.transcripts.open(stored, clock.nowUs() - agoUs);
    if (stored.frames.length === 0) {
      this.#soundless.add(utteranceId);
      this.#wait(utteranceId);
      return;
    }
    if (mark === 'waiting') {
      this.#upload(stored, false);
      return;
    }
    this.spool.park(utteranceId);
    this.transcripts.step(utteranceId, { type: 'parked' });
  }

  /** What could not be delivered, oldest first. */
  parked(): readonly StoredUtterance[] {
    return this.#deps.journal.utterances().filter(({ mark }) => mark === 'parked');
  }

  /** A person wants it tried again. False: it is not parked. */
  retryParked(utteranceId: UtteranceId): boolean {
    const stored = this.#deps.journal.find(utteranceId);
    if (stored?.mark !== 'parked') return false;
    this.#deps.journal.unpark(utteranceId);
    this.#deps.events.onNotice({ kind: 'utterance-unparked', utteranceId });
    this.#upload(stored, false);
    return true;
  }

  /** Whose guest said it, as long as anything is known of it. */
  sessionOf(utteranceId: UtteranceId): SessionId | undefined {
    const { journal } = this.#deps;
    return (journal.find(utteranceId) ?? this.transcripts.find(utteranceId))?.sessionId;
  }

  /**
   * Forgets all that was said in the session, delivered or not, before the start too. While it is still being said
   * nothing is erased.
   */
  async erase(sessionId: SessionId): Promise<Result<undefined, 'lane-busy' | 'cannot-erase'>> {
    const { journal, events } = this.#deps;
    await journal.readBack;
    const those = journal.utterances().filter((stored) => stored.sessionId === sessionId);
    if (those.some(({ ended }) => ended === undefined)) return fail('lane-busy');
    for (const { utteranceId, mark } of those) {
      this.uplink.finish(utteranceId);
      this.#uploader.remove(utteranceId);
      this.#soundless.delete(utteranceId);
      this.spool.delivered(utteranceId);
      this.#lane(utteranceId)?.settled(utteranceId);
      if (mark === 'parked') events.onNotice({ kind: 'utterance-unparked', utteranceId });
    }
    this.transcripts.erase((entry) => entry.sessionId === sessionId);
    const ids = new Set(those.map(({ utteranceId }) => utteranceId));
    return (await journal.erase(ids)) ? ok(undefined) : fail('cannot-erase');
  }

  /** Nothing is sent or taken any more; resolves when what was being stored is. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.uplink.stop();
    this.#uploader.stop();
    await this.#deliveries.stop();
  }

  speechStarted(laneId: LaneId, sessionId: SessionId, startedAtUs: number): UtteranceId {
    const utteranceId = utteranceIdSchema.parse(this.#deps.newId());
    this.#deps.journal.open({ utteranceId, sessionId, laneId, startedAtUs });
    this.#spoken.add(utteranceId);
    this.transcripts.open({ utteranceId, laneId, sessionId }, startedAtUs);
    return utteranceId;
  }

  captured(utteranceId: UtteranceId, frames: readonly CapturedFrame[]): void {
    const { journal, log } = this.#deps;
    const stored = journal.find(utteranceId);
    if (stored === undefined) return;
    const isFirst = stored.frames.length === 0;
    for (const frame of frames) {
      const appended = journal.appendFrame(stored, frame);
      if (appended === 'live-only') {
        log.error(
          { utteranceId },
          'a frame goes live and is not kept: no disk and no memory for it',
        );
      } else if (appended === 'lost') log.error({ utteranceId }, 'a frame came out of order');
    }
    if (isFirst) this.uplink.open(utteranceId);
    else this.uplink.pump(utteranceId);
  }

  gap(utteranceId: UtteranceId, gapMs: number): void {
    this.transcripts.step(utteranceId, { type: 'gap', gapMs });
  }

  speechEnded(
    utteranceId: UtteranceId,
    end: { nextSequence: number; endedAtUs: number; reason: string },
  ): void {
    this.#spoken.delete(utteranceId);
    const stored = this.#deps.journal.find(utteranceId);
    if (stored === undefined) return;
    this.#deps.journal.end(stored, end);
    const atUs = this.#deps.clock.nowUs();
    this.transcripts.step(utteranceId, { type: 'ended', endedAtUs: end.endedAtUs, atUs });
    if (stored.frames.length === 0) this.#settleEmpty(stored);
    else if (this.#wantedWhole.delete(utteranceId)) this.#upload(stored, this.uplink.isLive);
    else this.uplink.end(utteranceId);
  }

  played(ended: Extract<FromHost, { type: 'playback_ended' }>): void {
    const stored = this.#deps.journal.find(ended.utteranceId);
    if (stored !== undefined) this.uplink.reportPlayback(playbackReport(ended, stored.sessionId));
  }

  /** The lane has another guest: no old reply plays on. */
  sessionBegun(laneId: LaneId): void {
    this.#replies.forget(laneId);
  }

  #newUplink(): Uplink {
    const { relay, line, tokens, clock, random, log, journal } = this.#deps;
    return new Uplink({
      url: relay.url.replace(/^http/, 'ws') + STATION_PATH,
      tokens,
      newEncoder: this.#deps.newEncoder,
      openSocket: socketsOver(line),
      audio: {
        find: (utteranceId) => this.#uplinkUtterance(utteranceId),
        frames: (utteranceId, fromSequence, limit) => {
          const stored = journal.find(utteranceId);
          return stored === undefined ? [] : journal.frames(stored, fromSequence, limit);
        },
      },
      clock,
      random,
      log,
      onState: (state) => {
        if (state.name === 'live') {
          this.#uploader.wake();
          for (const utteranceId of this.#soundless) this.uplink.ask(utteranceId);
        }
        this.#deps.onUplinkState(state);
      },
      onUtteranceMessage: (message, relaySentAtUs) => this.#heardOf(message, relaySentAtUs),
      onGiveUp: (utteranceId, reason) => this.#sendWhole(utteranceId, reason),
      onSilent: () => line.cutCalls(),
      onConfigChanged: this.#deps.onConfigChanged,
      onSoldOut: this.#deps.onSoldOut,
    });
  }

  #newUploader(): Uploader {
    const { relay, line, tokens, clock, random, log } = this.#deps;
    return new Uploader({
      url: relay.url,
      tokens,
      upload: uploadsOver(line),
      sound: (utteranceId, codec) => this.#wholeSound(utteranceId, codec),
      codecFor: (priority) => this.#codecFor(priority),
      pace: (totalBytes) => this.#pace.start(totalBytes),
      onProgress: (progress) => this.spool.uploading(progress),
      clock,
      random,
      log,
      onResult: (result) => this.#answered(result),
      onPark: (utteranceId, code) => this.#park(utteranceId, code),
      onAway: (utteranceId) => this.#wait(utteranceId),
    });
  }

  #wholeSound(utteranceId: UtteranceId, codec: Codec): Promise<Uint8Array<ArrayBuffer>> {
    const { journal, newEncoder } = this.#deps;
    return wholeSound(codec, {
      frames: (fromSequence, limit) => {
        const stored = journal.find(utteranceId);
        return stored === undefined ? [] : journal.frames(stored, fromSequence, limit);
      },
      newEncoder,
    });
  }

  /** What waits is light; what a guest waits for is as good as the line lets it be. */
  #codecFor(priority: UploadPriority): Codec {
    const [wanted = 'pcm_s16le'] = this.uplink.codecs;
    const mayBeLight = priority === 'backlog' || this.uplink.link !== 'good';
    const isLight = mayBeLight && this.uplink.codecs.includes('opus');
    return isLight ? 'opus' : wanted;
  }

  #newDeliveries(): Deliveries {
    const { clock, log, journal } = this.#deps;
    return new Deliveries({
      isDelivered: (utteranceId) => journal.find(utteranceId)?.mark === 'delivered',
      store: (result) => this.#store(result),
      markDelivered: (utteranceId) => this.#markDelivered(utteranceId),
      acknowledge: ({ sessionId, utteranceId }) =>
        this.uplink.acknowledgeResult({ sessionId, utteranceId }),
      clock,
      log,
    });
  }

  #uplinkUtterance(utteranceId: UtteranceId): UplinkUtterance | undefined {
    const stored = this.#deps.journal.find(utteranceId);
    if (stored === undefined) return undefined;
    const { sessionId, laneId, frames, ended } = stored;
    const endedAtSequence = ended?.nextSequence;
    return { utteranceId, sessionId, laneId, frameCount: frames.length, endedAtSequence };
  }

  async #markDelivered(utteranceId: UtteranceId): Promise<boolean> {
    const { journal, log } = this.#deps;
    const isKept = await journal.markDelivered(utteranceId);
    if (journal.keepsNothing) drop(journal.tidy(), log);
    return isKept;
  }

  /** A key that was touched, or what neither disk nor relay has: there is nothing to recognise. */
  #settleEmpty({ utteranceId }: StoredUtterance): void {
    drop(this.#markDelivered(utteranceId), this.#deps.log);
    this.spool.delivered(utteranceId);
    this.transcripts.step(utteranceId, { type: 'empty', atUs: this.#deps.clock.nowUs() });
    this.#lane(utteranceId)?.settled(utteranceId);
  }

  #sendWhole(utteranceId: UtteranceId, reason: GiveUpReason): void {
    const stored = this.#deps.journal.find(utteranceId);
    if (stored === undefined) return;
    if (this.#soundless.has(utteranceId)) {
      const isNowhere = reason === 'asked-for-upload' || reason === 'refused';
      if (isNowhere && this.#soundless.delete(utteranceId)) this.#settleEmpty(stored);
      return;
    }
    if (stored.ended === undefined) this.#wantedWhole.add(utteranceId);
    else this.#upload(stored, reason !== 'relay-away' && this.uplink.isLive);
  }

  #upload(stored: StoredUtterance, isLive: boolean): void {
    if (this.#isStopped) return;
    if (!isLive) this.#wait(stored.utteranceId);
    this.#uploader.add(stored, isLive);
  }

  #wait(utteranceId: UtteranceId): void {
    this.spool.wait(utteranceId);
    this.transcripts.step(utteranceId, { type: 'waiting' });
    this.#lane(utteranceId)?.settled(utteranceId);
  }

  #park(utteranceId: UtteranceId, code: UploadFailure['code']): void {
    this.#deps.journal.park(utteranceId, code);
    this.spool.park(utteranceId);
    this.transcripts.step(utteranceId, { type: 'parked' });
    this.#lane(utteranceId)?.settled(utteranceId);
    this.#deps.events.onNotice({ kind: 'utterance-parked', utteranceId, code });
  }

  #heardOf(message: UtteranceMessage, relaySentAtUs: number | undefined): void {
    const atUs = this.#deps.clock.nowUs();
    switch (message.type) {
      case 'transcription_update': {
        const { text, confidence, isFinal } = message;
        const words = { type: 'words' as const, text, confidence, isFinal, atUs, relaySentAtUs };
        this.transcripts.step(message.utteranceId, words);
        if (text !== '') this.#lane(message.utteranceId)?.judge(message.utteranceId, true);
        return;
      }
      case 'streaming_complete':
        this.#answered(message.result);
        return;
      case 'audio_response_chunk':
        this.#reply(message);
        return;
    }
  }

  #answered(result: UtteranceResult): void {
    const { utteranceId, words } = result;
    const stored = this.#deps.journal.find(utteranceId);
    if (stored !== undefined && stored.ended === undefined) {
      this.#deps.log.warn({ utteranceId }, 'a result came before the utterance had ended');
      return;
    }
    this.uplink.finish(utteranceId);
    this.#uploader.remove(utteranceId);
    this.#soundless.delete(utteranceId);
    const atUs = this.#deps.clock.nowUs();
    this.transcripts.step(utteranceId, { type: 'result', result, atUs });
    const lane = this.#lane(utteranceId);
    // Where words can't be had, whoever spoke is believed.
    lane?.judge(utteranceId, words !== 'nothing-heard');
    lane?.settled(utteranceId);
    if (words === 'not-available') lane?.setWordsAvailable(false);
    if (words === 'available') lane?.setWordsAvailable(true);
    this.#deliveries.take(result);
  }

  async #store(result: UtteranceResult): Promise<Result<undefined, 'cannot-save'>> {
    const { utteranceId } = result;
    const spoken = this.#deps.journal.find(utteranceId);
    // Not ours, or erased: nothing to store it with, and the relay may forget it.
    if (spoken === undefined) return ok(undefined);
    const { laneId } = spoken;
    const late = this.transcripts.find(utteranceId)?.late ?? true;
    const isForCrew = this.#deps.crewWords.has(result.utteranceId);
    const said = saidAt(spoken);
    const stored = await this.#deps.deliver({ ...result, laneId, late, said, isForCrew });
    if (!stored.ok) return stored;
    const became = stored.value;
    if (became !== undefined) this.transcripts.step(utteranceId, { type: 'became', became });
    this.spool.delivered(utteranceId);
    return ok(undefined);
  }

  /** Never late, never over staff, and never into the next guest's session. */
  #reply(piece: ReplyPiece): void {
    const { utteranceId } = piece;
    const stored = this.#deps.journal.find(utteranceId);
    if (stored === undefined) return;
    const { laneId, sessionId } = stored;
    const lane = this.#deps.laneOf(laneId);
    const isLate = this.transcripts.find(utteranceId)?.late === true;
    // Staff who have the order speak to the guest themselves.
    if (lane?.hasPlayback !== true || lane.isTakenOver || isLate) return;
    if (this.#deps.crewWords.has(utteranceId)) return;
    if (this.#deps.sessionOf(laneId) !== sessionId) return;
    const pcm = this.#replies.pieceToPlay(laneId, piece);
    if (pcm !== undefined) lane.play(utteranceId, pcm, piece.isComplete);
  }

  #lane(utteranceId: UtteranceId): Lane | undefined {
    const laneId = this.#deps.journal.find(utteranceId)?.laneId;
    return laneId === undefined ? undefined : this.#deps.laneOf(laneId);
  }
}

/** Wall time of the speech, from what the journal has of it: the same after a restart. */
function saidAt({ startedAtWallMs, startedAtUs, ended }: StoredUtterance): Said {
  const lastedMs = Math.max(0, ((ended?.endedAtUs ?? startedAtUs) - startedAtUs) / 1_000);
  return { fromMs: startedAtWallMs, toMs: startedAtWallMs + Math.round(lastedMs) };
}
