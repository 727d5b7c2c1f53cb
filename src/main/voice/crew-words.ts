/** Which utterances are the crew's: those that began while the crew key of their lane was held. Owned by the voice part. */
import type { LaneId, UtteranceId } from '../../shared/ids.ts';

/** The oldest are answered long before there are so many. */
const MAX_KEPT = 100;

export class CrewWords {
  readonly #held = new Set<LaneId>();
  readonly #utterances = new Set<UtteranceId>();

  hold(laneId: LaneId, isHeld: boolean): void {
    if (isHeld) this.#held.add(laneId);
    else this.#held.delete(laneId);
  }

  begun(laneId: LaneId, utteranceId: UtteranceId): void {
    if (!this.#held.has(laneId)) return;
    this.#utterances.add(utteranceId);
    const [oldest] = this.#utterances;
    if (oldest !== undefined && this.#utterances.size > MAX_KEPT) this.#utterances.delete(oldest);
  }

  has(utteranceId: UtteranceId): boolean {
    return this.#utterances.has(utteranceId);
  }
}
