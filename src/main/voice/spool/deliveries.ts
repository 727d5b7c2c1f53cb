/**
 * Hands each result over once. A result may come by socket and by HTTP, and again after a reconnect; it is
 * stored with the ticket once, then the journal is marked, and only when that mark is on the disk does the
 * relay hear that it may forget it. Owned by the voice part.
 */
import type { UtteranceId } from '../../../shared/ids.ts';
import type { Result } from '../../../shared/result.ts';
import type { UtteranceResult } from '../../../shared/wire/down.ts';
import { within, type Cancel, type Clock } from '../clock.ts';
import { drop, type Log } from '../log.ts';

/** A ticket store that could not save is asked again this often; the sound is safe meanwhile. */
const STORE_RETRY_MS = 2_000;
/** What is not stored by then comes again after the next start. */
const STOP_DEADLINE_MS = 3_000;

export type DeliveriesDeps = {
  /** Stored with its ticket before: then only the relay did not hear of it yet. */
  readonly isDelivered: (utteranceId: UtteranceId) => boolean;
  /** Ok: on disk with the ticket. */
  readonly store: (result: UtteranceResult) => Promise<Result<undefined, 'cannot-save'>>;
  /** True once the mark is on disk; false when the disk refused it: the relay keeps the result and tells it again. */
  readonly markDelivered: (utteranceId: UtteranceId) => Promise<boolean>;
  readonly acknowledge: (result: UtteranceResult) => void;
  readonly clock: Pick<Clock, 'after'>;
  readonly log: Log;
};

export class Deliveries {
  readonly #deps: DeliveriesDeps;
  readonly #underWay = new Map<UtteranceId, Promise<void>>();
  readonly #waits = new Set<Cancel>();
  #isStopped = false;

  constructor(deps: DeliveriesDeps) {
    this.#deps = deps;
  }

  take(result: UtteranceResult): void {
    const { utteranceId } = result;
    if (this.#isStopped || this.#underWay.has(utteranceId)) return;
    const isStored = this.#deps.isDelivered(utteranceId);
    const delivery = (isStored ? this.#settle(result) : this.#deliver(result)).finally(() =>
      this.#underWay.delete(utteranceId),
    );
    this.#underWay.set(utteranceId, delivery);
    drop(delivery, this.#deps.log);
  }

  /** Lets what is being stored finish. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const cancel of this.#waits) cancel();
    this.#waits.clear();
    const stored = Promise.allSettled(this.#underWay.values());
    await within(this.#deps.clock, STOP_DEADLINE_MS, stored, undefined);
  }

  async #deliver(result: UtteranceResult): Promise<void> {
    const stored = await this.#deps.store(result);
    if (!stored.ok) {
      this.#deps.log.error({ utteranceId: result.utteranceId }, 'a result could not be stored');
      this.#takeLater(result);
      return;
    }
    await this.#settle(result);
  }

  async #settle(result: UtteranceResult): Promise<void> {
    if (await this.#deps.markDelivered(result.utteranceId)) this.#deps.acknowledge(result);
  }

  #takeLater(result: UtteranceResult): void {
    if (this.#isStopped) return;
    const cancel = this.#deps.clock.after(STORE_RETRY_MS, () => {
      this.#waits.delete(cancel);
      this.take(result);
    });
    this.#waits.add(cancel);
  }
}
