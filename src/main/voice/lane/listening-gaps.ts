/** Sound that a lane did not get: with a host that was lost, or owed by its device. Owned by the lane. */
import type { FromHost } from '../../../shared/audio-port/audio-port.ts';
import type { LaneView } from '../../../shared/ipc/views.ts';

/** Below this a device's missing sound is the clock's and the scheduler's doing. */
const NOTABLE_GAP_MS = 100;

export class ListeningGaps {
  readonly #onLost: (lostMs: number) => void;
  #total = { count: 0, totalMs: 0 };
  /** 0: none yet. */
  #lastSoundAtUs = 0;
  /** When the last host that gave sound gave its last; undefined when nothing is missing. */
  #deafSinceUs: number | undefined;
  /** Sound that the device owes: what it told last, and what of it was counted as lost. */
  #owedMs = { told: 0, counted: 0 };

  constructor(onLost: (lostMs: number) => void) {
    this.#onLost = onLost;
  }

  get view(): LaneView['listeningGaps'] {
    return this.#total;
  }

  heard(atUs: number): void {
    this.#lastSoundAtUs = atUs;
  }

  /** Nothing is heard from here on: counted when sound is back. */
  hostGone(): void {
    if (this.#lastSoundAtUs > 0) this.#deafSinceUs ??= this.#lastSoundAtUs;
    this.#owedMs = { told: 0, counted: 0 };
  }

  /** A person chose another device or mode: that is no loss. */
  forgive(): void {
    this.#lastSoundAtUs = 0;
    this.#deafSinceUs = undefined;
  }

  opened(atUs: number): void {
    this.heard(atUs);
    if (this.#deafSinceUs !== undefined) this.#add((atUs - this.#deafSinceUs) / 1_000);
    this.#deafSinceUs = undefined;
  }

  /** True when there is a gap to show. A starved sound server pays its debt in a burst: lost is what is still owed at the next report. */
  health({ missingMs }: Extract<FromHost, { type: 'health' }>): boolean {
    const lastingMs = Math.min(this.#owedMs.told, missingMs);
    const lostMs = lastingMs - this.#owedMs.counted;
    const isNotable = lostMs >= NOTABLE_GAP_MS;
    this.#owedMs = { told: missingMs, counted: isNotable ? lastingMs : this.#owedMs.counted };
    if (isNotable) this.#add(lostMs);
    return isNotable;
  }

  #add(lostMs: number): void {
    const { count, totalMs } = this.#total;
    this.#total = { count: count + 1, totalMs: totalMs + Math.round(lostMs) };
    this.#onLost(Math.round(lostMs));
  }
}
