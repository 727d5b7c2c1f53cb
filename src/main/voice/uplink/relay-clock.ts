/** Asks the relay for its time and keeps the best answer; one per connection, owned by the uplink. */
import type { DownMessage } from '../../../shared/wire/down.ts';
import type { UpMessage } from '../../../shared/wire/up.ts';
import { addSample, bestEstimate, type ClockEstimate } from './clock-estimate.ts';

const MAX_PROBES_OUT = 8;

export class RelayClock {
  readonly #startedAtUs: number;
  readonly #sentAtUs = new Map<number, number>();
  #estimates: readonly ClockEstimate[] = [];
  #probeCount = 0;

  /** When the connection began, on the station's clock. */
  constructor(startedAtUs: number) {
    this.#startedAtUs = startedAtUs;
  }

  get best(): ClockEstimate | undefined {
    return bestEstimate(this.#estimates);
  }

  probe(nowUs: number): Extract<UpMessage, { type: 'clock_probe' }> {
    this.#probeCount += 1;
    const probeId = this.#probeCount;
    const sentAtUs = Math.round(nowUs - this.#startedAtUs);
    const [oldest] = this.#sentAtUs.keys();
    if (this.#sentAtUs.size >= MAX_PROBES_OUT && oldest !== undefined) {
      this.#sentAtUs.delete(oldest);
    }
    this.#sentAtUs.set(probeId, sentAtUs);
    const { best } = this;
    const estimate = best && { offsetUs: best.offsetUs, errorUs: best.errorUs };
    const probe = { type: 'clock_probe' as const, probeId, sentAtUs };
    return estimate === undefined ? probe : { ...probe, estimate };
  }

  /** How long this probe took there and back, the relay's own time taken off; undefined: it is none of ours. */
  take(reply: Extract<DownMessage, { type: 'clock_reply' }>, nowUs: number): number | undefined {
    const probeSentAtUs = this.#sentAtUs.get(reply.probeId);
    if (probeSentAtUs === undefined) return undefined;
    this.#sentAtUs.delete(reply.probeId);
    this.#estimates = addSample(this.#estimates, {
      probeSentAtUs,
      receivedAtUs: reply.receivedAtUs,
      sentAtUs: reply.sentAtUs,
      replyReceivedAtUs: nowUs - this.#startedAtUs,
    });
    return this.#estimates.at(-1)?.rttUs;
  }

  /** Since when the oldest probe that may still be answered is out, on the station's clock. */
  get oldestProbeAtUs(): number | undefined {
    const [oldest] = this.#sentAtUs.values();
    return oldest === undefined ? undefined : this.#startedAtUs + oldest;
  }

  /** A time of the relay on the station's clock, once that is known. */
  stationUs(relayUs: number): number | undefined {
    const { best } = this;
    return best && this.#startedAtUs + relayUs - best.offsetUs;
  }
}
