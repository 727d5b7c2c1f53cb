/**
 * Results for those who speak now: the store is asked, but never waited for longer than a moment. While it is away, results are
 * kept here, told from here, and stored when it is back.
 */
import type { StationId, UtteranceId } from '../../shared/ids.ts';
import type { UtteranceResult } from '../../shared/wire/down.ts';
import { drop, type Log } from '../log.ts';
import { withDeadline } from './deadline.ts';
import type { Results } from './results.ts';

/** What a guest waits for the store at most, once; after that it is away until it answers again. */
const MOMENT_MS = 250;
const TRY_EVERY_MS = 500;
/** An hour of a full relay; then the oldest are told, not kept. */
const MAX_WAITING = 20_000;

type Stored = { readonly stationId: string; readonly result: UtteranceResult };
/** `result: null`: the station has it, the row can go. */
type Waiting = { readonly stationId: StationId; readonly result: UtteranceResult | null };

type Deps = {
  readonly results: Pick<Results, 'put' | 'find' | 'forget' | 'forgetExpired'>;
  readonly wallMs: () => number;
  readonly log: Log;
};

export class KeptResults {
  readonly #deps: Deps;
  readonly #waiting = new Map<UtteranceId, Waiting>();
  readonly #timer: NodeJS.Timeout;
  #isAway = false;
  #catchingUp: Promise<void> | null = null;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#timer = setInterval(() => drop(this.#tryAgain(), deps.log), TRY_EVERY_MS);
  }

  /** Not yet in the store. */
  get waiting(): number {
    return this.#waiting.size;
  }

  async put(stationId: StationId, result: UtteranceResult, nowMs: number): Promise<void> {
    const put = () => this.#deps.results.put(stationId, result, nowMs);
    if (!(await this.#inAMoment(put))) this.#keep(result.utteranceId, { stationId, result });
  }

  /** Null for none, and for one that nobody can look for now: the utterance may then be asked for again. */
  async find(utteranceId: UtteranceId, nowMs: number): Promise<Stored | null> {
    const kept = this.#waiting.get(utteranceId);
    if (kept !== undefined)
      return kept.result === null ? null : { stationId: kept.stationId, result: kept.result };
    let found: Stored | null = null;
    await this.#inAMoment(async () => {
      found = await this.#deps.results.find(utteranceId, nowMs);
    });
    return found;
  }

  async forget(stationId: StationId, utteranceId: UtteranceId): Promise<void> {
    this.#waiting.delete(utteranceId);
    const forget = () => this.#deps.results.forget(stationId, utteranceId);
    if (!(await this.#inAMoment(forget))) this.#keep(utteranceId, { stationId, result: null });
  }

  async forgetExpired(nowMs: number): Promise<void> {
    if (!this.#isAway) await this.#deps.results.forgetExpired(nowMs);
  }

  /** One last try. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#tryAgain();
    const lost = this.#waiting.size;
    if (lost > 0) this.#deps.log.warn({ lost }, 'results were told, but could not be kept');
  }

  async #inAMoment(work: () => Promise<void>): Promise<boolean> {
    if (this.#isAway) return false;
    try {
      await withDeadline(work(), MOMENT_MS);
      return true;
    } catch {
      this.#isAway = true;
      return false;
    }
  }

  #keep(utteranceId: UtteranceId, waiting: Waiting): void {
    const oldest = this.#waiting.keys().next();
    if (this.#waiting.size >= MAX_WAITING && !oldest.done) {
      this.#waiting.delete(oldest.value);
      this.#deps.log.warn({ utteranceId: oldest.value }, 'a result could not be kept');
    }
    this.#waiting.set(utteranceId, waiting);
  }

  async #tryAgain(): Promise<void> {
    if (!this.#isAway) return;
    this.#catchingUp ??= this.#catchUp().finally(() => (this.#catchingUp = null));
    await this.#catchingUp;
  }

  /** Away until all is stored: so nothing is looked for in the store that it does not have yet. */
  async #catchUp(): Promise<void> {
    const { results, wallMs } = this.#deps;
    try {
      await results.forgetExpired(wallMs());
      for (const [utteranceId, waiting] of this.#waiting) {
        const { stationId, result } = waiting;
        await (result === null
          ? results.forget(stationId, utteranceId)
          : results.put(stationId, result, wallMs()));
        if (this.#waiting.get(utteranceId) === waiting) this.#waiting.delete(utteranceId);
      }
      this.#isAway = false;
    } catch {
      // It is still away; the store's watch tells of that.
    }
  }
}
