/** Erases what has had its time, one round after the other. Owned by the journal. */
import type { UtteranceId } from '../../../shared/ids.ts';
import type { Clock } from '../clock.ts';
import { eraseKeys, removePair } from './erase.ts';
import type { SegmentInfo } from './recover.ts';
import { expired, makingRoom, usesFile, type Retention } from './retention.ts';
import type { SegmentFiles } from './segment-files.ts';
import type { StoredUtterance } from './stored-utterance.ts';

export type HousekeepingDeps = {
  readonly directory: string;
  readonly clock: Clock;
  readonly retention: () => Retention;
  readonly files: Pick<SegmentFiles, 'currentNumber' | 'forgetKey'>;
  readonly utterances: Map<UtteranceId, StoredUtterance>;
  readonly segments: Map<number, SegmentInfo>;
  /** What lies on disk is known: nothing is erased before. */
  readonly known: Promise<unknown>;
  readonly onErased: (utterance: StoredUtterance) => void;
  readonly onRemoved: (segment: number) => void;
  /** Told at each round: the system's code when the disk refused to erase something. */
  readonly onRefusal: (code: string | undefined) => void;
};

export class Housekeeping {
  readonly #deps: HousekeepingDeps;
  #turn: Promise<unknown>;

  constructor(deps: HousekeepingDeps) {
    this.#deps = deps;
    this.#turn = deps.known;
  }

  /** What policy's time or bytes no longer allow; undelivered sound is never among it. */
  tidy(): Promise<boolean> {
    return this.#inTurn(async () => {
      const { utterances, clock, retention, files, segments } = this.#deps;
      const now = { wallMs: clock.wallMs(), us: clock.nowUs() };
      const isErased = await this.#erase(expired(utterances, retention(), now));
      const { currentNumber } = files;
      const tooMuch = makingRoom({ utterances, segments, currentNumber }, retention());
      return (await this.#erase(tooMuch)) && isErased;
    });
  }

  /** Whatever `which` picks when it is their turn, delivered or not. False: the disk refused some of it. */
  erase(
    which: (utterances: ReadonlyMap<UtteranceId, StoredUtterance>) => readonly StoredUtterance[],
  ): Promise<boolean> {
    return this.#inTurn(() => this.#erase(which(this.#deps.utterances)));
  }

  async #erase(chosen: readonly StoredUtterance[]): Promise<boolean> {
    const { directory, files, utterances, onErased, onRefusal } = this.#deps;
    for (const { secret } of chosen) if (secret !== undefined) files.forgetKey(secret.place);
    const { erased, refusal } = await eraseKeys(directory, chosen);
    for (const utterance of erased) {
      utterances.delete(utterance.utteranceId);
      onErased(utterance);
    }
    const unremoved = await this.#removeUnused();
    onRefusal(refusal ?? unremoved);
    return refusal === undefined;
  }

  async #removeUnused(): Promise<string | undefined> {
    const { directory, files, utterances, segments, onRemoved } = this.#deps;
    let refusal: string | undefined;
    for (const [number, { isKept }] of [...segments]) {
      // Asked anew for each: speech goes on, also into the next pair, while files are removed.
      if (isKept || number === files.currentNumber) continue;
      if ([...utterances.values()].some((each) => usesFile(each, number))) continue;
      const code = await removePair(directory, number);
      refusal ??= code;
      if (code !== undefined) continue;
      segments.delete(number);
      onRemoved(number);
    }
    return refusal;
  }

  #inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const answer = this.#turn.then(work);
    this.#turn = answer.catch(() => undefined);
    return answer;
  }
}
