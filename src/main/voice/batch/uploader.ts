/**
 * Delivers whole utterances over HTTP: those that could not be streamed, oldest first a lane, the guest at
 * the window before all others. Keeps trying while the relay is away; parks what the relay keeps
 * refusing. The voice part adds utterances and takes their results.
 */
import type { LaneId, SessionId, UtteranceId } from '../../../shared/ids.ts';
import type { UtteranceResult } from '../../../shared/wire/down.ts';
import type { Codec } from '../../../shared/wire/frame-message.ts';
import type { UploadPriority } from '../../../shared/wire/http.ts';
import type { Cancel, Clock } from '../clock.ts';
import { drop, type Log } from '../log.ts';
import type { Tokens } from '../tokens.ts';
import { judge, nextUploads, type Candidate } from './upload-policy.ts';
import type { Upload, UploadFailure, UploadRequest } from './upload.ts';

/** With a token problem the uplink deals too; here it is only waited out. */
const TOKEN_RETRY_MS = 2_000;

export type WholeUtterance = {
  readonly utteranceId: UtteranceId;
  readonly sessionId: SessionId;
  readonly laneId: LaneId;
  readonly startedAtWallMs: number;
};

type Entry = WholeUtterance & {
  isLive: boolean;
  notBeforeUs: number;
  refusals: number;
  timeouts: number;
  isUploading: boolean;
};

export type UploadProgress = {
  readonly utteranceId: UtteranceId;
  readonly laneId: LaneId;
  readonly sentBytes: number;
  readonly totalBytes: number;
};

export type UploaderDeps = {
  readonly url: string;
  readonly tokens: Tokens;
  readonly upload: Upload;
  /** The utterance as it is on disk, in the form that it travels in. */
  readonly sound: (
    utteranceId: UtteranceId,
    codec: Codec,
  ) => Promise<UploadRequest['sound']['bytes']>;
  /** What it is worth sending to the relay of now. */
  readonly codecFor: (priority: UploadPriority) => Codec;
  /** The backlog's share of the line, for a body of so many bytes. */
  readonly pace: (totalBytes: number) => (pieceBytes: number) => Promise<void>;
  /** How far the backlog's upload is; undefined: none is on its way. */
  readonly onProgress: (progress: UploadProgress | undefined) => void;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly onResult: (result: UtteranceResult) => void;
  readonly onPark: (utteranceId: UtteranceId, code: UploadFailure['code']) => void;
  /** It will not be answered soon: the relay or the upstream is away. */
  readonly onAway: (utteranceId: UtteranceId) => void;
};

export class Uploader {
  readonly #deps: UploaderDeps;
  readonly #entries = new Map<UtteranceId, Entry>();
  readonly #abort = new AbortController();
  #awayUntilUs = 0;
  #awayCount = 0;
  #cancelTimer: Cancel = () => undefined;

  constructor(deps: UploaderDeps) {
    this.#deps = deps;
  }

  /** `isLive`: someone waits for the answer now. */
  add(utterance: WholeUtterance, isLive: boolean): void {
    if (this.#entries.has(utterance.utteranceId)) return;
    const { utteranceId, sessionId, laneId, startedAtWallMs } = utterance;
    this.#entries.set(utteranceId, {
      utteranceId,
      sessionId,
      laneId,
      startedAtWallMs,
      isLive,
      notBeforeUs: 0,
      refusals: 0,
      timeouts: 0,
      isUploading: false,
    });
    if (isLive && this.#deps.clock.nowUs() < this.#awayUntilUs) this.#waitBehind(utteranceId);
    this.#pump();
  }

  /** It has its result another way. */
  remove(utteranceId: UtteranceId): void {
    this.#entries.delete(utteranceId);
    this.#pump();
  }

  /** The relay is back: what waits for it goes now. */
  wake(): void {
    this.#awayUntilUs = 0;
    this.#awayCount = 0;
    this.#pump();
  }

  stop(): void {
    this.#cancelTimer();
    this.#abort.abort();
    this.#entries.clear();
  }

  #pump(): void {
    if (this.#abort.signal.aborted) return;
    this.#cancelTimer();
    const nowUs = this.#deps.clock.nowUs();
    const candidates = [...this.#entries.values()].map((entry) => this.#candidate(entry));
    for (const utteranceId of nextUploads(candidates, nowUs)) {
      const entry = this.#entries.get(utteranceId);
      if (entry !== undefined) drop(this.#upload(entry), this.#deps.log);
    }
    const waits = candidates
      .filter(({ isUploading }) => !isUploading)
      .map(({ notBeforeUs }) => notBeforeUs - nowUs)
      .filter((waitUs) => waitUs > 0);
    if (waits.length === 0) return;
    const delayMs = Math.ceil(Math.min(...waits) / 1_000);
    this.#cancelTimer = this.#deps.clock.after(delayMs, () => this.#pump());
  }

  #candidate(entry: Entry): Candidate {
    const notBeforeUs = Math.max(entry.notBeforeUs, this.#awayUntilUs);
    return { ...entry, notBeforeUs, isBehind: entry.timeouts > 0 };
  }

  async #upload(entry: Entry): Promise<void> {
    const { utteranceId } = entry;
    const { tokens, clock } = this.#deps;
    entry.isUploading = true;
    try {
      const granted = await tokens.current();
      if (!granted.ok) {
        this.#away(entry, TOKEN_RETRY_MS);
        return;
      }
      const answered = await this.#send(entry, granted.value);
      if (answered === undefined) return;
      if (this.#abort.signal.aborted || this.#entries.get(utteranceId) !== entry) return;
      if (answered.ok) {
        this.#awayCount = 0;
        this.#entries.delete(utteranceId);
        this.#deps.onResult(answered.value);
        return;
      }
      this.#failed(entry, answered.failure);
    } finally {
      entry.isUploading = false;
      // Not at once: a failure above has set when to try again.
      clock.after(0, () => this.#pump());
    }
  }

  /** Undefined: it has its result another way meanwhile, or nothing is left of its sound. */
  async #send(entry: Entry, token: string): Promise<Awaited<ReturnType<Upload>> | undefined> {
    const { utteranceId, sessionId, laneId, refusals } = entry;
    const { url, upload, sound, codecFor, pace, onProgress } = this.#deps;
    const priority = entry.isLive ? 'live' : 'backlog';
    // What was refused may not have been understood: it goes as plain as can be.
    const codec = refusals === 0 ? codecFor(priority) : 'pcm_s16le';
    const bytes = await sound(utteranceId, codec);
    if (this.#abort.signal.aborted || this.#entries.get(utteranceId) !== entry) return undefined;
    const progress = (sentBytes: number): void => {
      const isShown = priority === 'backlog' && this.#entries.get(utteranceId) === entry;
      if (isShown) onProgress({ utteranceId, laneId, sentBytes, totalBytes: bytes.length });
    };
    progress(0);
    try {
      return await upload({
        url,
        token,
        utteranceId,
        sessionId,
        laneId,
        priority,
        sound: { codec, bytes },
        ...(priority === 'backlog' && { pace: pace(bytes.length) }),
        onSent: progress,
        signal: this.#abort.signal,
      });
    } finally {
      if (priority === 'backlog') onProgress(undefined);
    }
  }

  #failed(entry: Entry, failure: UploadFailure): void {
    const { utteranceId } = entry;
    const { clock, random, log } = this.#deps;
    log.info({ utteranceId, code: failure.code }, 'an upload was not taken');
    const { isLive } = entry;
    const counts = {
      awayCount: this.#awayCount + 1,
      refusals: entry.refusals + 1,
      timeouts: entry.timeouts + 1,
      isLive,
    };
    const verdict = judge(failure, counts, random());
    switch (verdict.kind) {
      case 'away':
        this.#away(entry, verdict.delayMs);
        return;
      case 'new-token':
        this.#deps.tokens.forget();
        this.#away(entry, TOKEN_RETRY_MS);
        return;
      case 'later':
        entry.notBeforeUs = clock.nowUs() + verdict.delayMs * 1_000;
        return;
      case 'behind':
        entry.timeouts += 1;
        if (verdict.isCounted) entry.refusals += 1;
        entry.notBeforeUs = clock.nowUs() + verdict.delayMs * 1_000;
        if (isLive) this.#waitBehind(utteranceId);
        return;
      case 'retry':
        entry.refusals += 1;
        entry.notBeforeUs = clock.nowUs() + verdict.delayMs * 1_000;
        return;
      case 'park':
        this.#entries.delete(utteranceId);
        this.#deps.onPark(utteranceId, failure.code);
        return;
    }
  }

  #away(entry: Entry, delayMs: number): void {
    this.#awayCount += 1;
    this.#awayUntilUs = this.#deps.clock.nowUs() + delayMs * 1_000;
    if (entry.isLive) this.#waitBehind(entry.utteranceId);
  }

  /** Nobody waits at the window for an answer that will be late: it joins the backlog. */
  #waitBehind(utteranceId: UtteranceId): void {
    const entry = this.#entries.get(utteranceId);
    if (entry === undefined) return;
    entry.isLive = false;
    this.#deps.onAway(utteranceId);
  }
}
