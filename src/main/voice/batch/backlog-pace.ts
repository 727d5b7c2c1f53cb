/**
 * How fast the past may travel beside the guest who speaks now. It goes in bursts; after each the line is asked how
 * much longer than at rest it holds things up, which is the time that the burst takes of it, and then it rests so
 * long that bursts have no more than their share. No one has to know the line's speed, and it may change at any time.
 */
import type { Clock } from '../clock.ts';

/** Of the line's time. */
export const BACKLOG_SHARE = 0.3;
export const BACKLOG_SHARE_WHILE_SPOKEN = 0.1;
/** A burst is grown or cut so that a guest's frame waits about so long behind it. */
const BURST_TARGET_MS = 40;
const MIN_BURST_BYTES = 2 * 1024;
const MAX_BURST_BYTES = 64 * 1024;
/** Where the line can't be asked, no one speaks over it either. */
const BLIND_PAUSE_MS = 100;
/** The relay cuts a request off at 60 s: a body is there by then, at whatever share. */
const BODY_LIMIT_MS = 40_000;

export type Burst = { readonly sizeBytes: number; readonly pauseMs: number };

/** `heldUpMs`: by the burst of `sizeBytes` just sent; undefined: nobody knows. Pure. */
export function nextBurst(sizeBytes: number, heldUpMs: number | undefined, share: number): Burst {
  if (heldUpMs === undefined) return { sizeBytes: MIN_BURST_BYTES, pauseMs: BLIND_PAUSE_MS };
  const growth = Math.min(2, BURST_TARGET_MS / Math.max(1, heldUpMs));
  const wished = Math.round(sizeBytes * growth);
  return {
    sizeBytes: Math.min(MAX_BURST_BYTES, Math.max(MIN_BURST_BYTES, wished)),
    pauseMs: Math.max(0, heldUpMs * (1 / share - 1)),
  };
}

export type BacklogPaceDeps = {
  /** By how much longer the line takes than at rest, in ms. */
  readonly heldUpMs: () => Promise<number | undefined>;
  readonly isGuestSpeaking: () => boolean;
  readonly clock: Pick<Clock, 'nowUs' | 'after'>;
};

export class BacklogPace {
  readonly #deps: BacklogPaceDeps;
  #burstBytes = MIN_BURST_BYTES;

  constructor(deps: BacklogPaceDeps) {
    this.#deps = deps;
  }

  /** For one body of `totalBytes`: call before each piece, send when it resolves. */
  start(totalBytes: number): (pieceBytes: number) => Promise<void> {
    const { clock } = this.#deps;
    const startedAtUs = clock.nowUs();
    let sentBytes = 0;
    let inBurst = 0;
    return async (pieceBytes) => {
      if (inBurst > 0 && inBurst + pieceBytes > this.#burstBytes) {
        const dueAtMs = (BODY_LIMIT_MS * sentBytes) / totalBytes;
        const elapsedMs = (clock.nowUs() - startedAtUs) / 1_000;
        await this.#rest(Math.max(0, dueAtMs - elapsedMs));
        inBurst = 0;
      }
      inBurst += pieceBytes;
      sentBytes += pieceBytes;
    };
  }

  async #rest(limitMs: number): Promise<void> {
    const { heldUpMs, isGuestSpeaking, clock } = this.#deps;
    const share = isGuestSpeaking() ? BACKLOG_SHARE_WHILE_SPOKEN : BACKLOG_SHARE;
    const { sizeBytes, pauseMs } = nextBurst(this.#burstBytes, await heldUpMs(), share);
    this.#burstBytes = sizeBytes;
    const restMs = Math.min(pauseMs, limitMs);
    if (restMs > 0) await new Promise<void>((resolve) => clock.after(restMs, resolve));
  }
}
