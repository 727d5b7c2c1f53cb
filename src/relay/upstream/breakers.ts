/**
 * The one file that knows cockatiel: a circuit breaker for each way to BuildPanel. While one is open no
 * guest is sent that way; the background probe is what tries it again.
 */
import {
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  handleAll,
  isBrokenCircuitError,
  type CircuitBreakerPolicy,
} from 'cockatiel';
import { fail, type Result } from '../../shared/result.ts';

export const WAYS = ['socket', 'realtime', 'voiceMetadata', 'voice'] as const;
export type Way = (typeof WAYS)[number];

/** So many failures in a row open a breaker, and it stays open at least so long. */
export const BREAK_AFTER_FAILURES = 3;
export const HALF_OPEN_AFTER_MS = 2_000;

/** Carries a failed Result through the breaker, which counts exceptions. */
class Outage<Failure> extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super('outage');
    this.failure = failure;
  }
}

export class Breakers {
  readonly #policies: Readonly<Record<Way, CircuitBreakerPolicy>>;

  /** `onChange` hears every opening and closing. */
  constructor(onChange: (way: Way, isOpen: boolean) => void) {
    const policyFor = (way: Way) => {
      const policy = circuitBreaker(handleAll, {
        halfOpenAfter: HALF_OPEN_AFTER_MS,
        breaker: new ConsecutiveBreaker(BREAK_AFTER_FAILURES),
      });
      policy.onBreak(() => onChange(way, true));
      policy.onReset(() => onChange(way, false));
      return policy;
    };
    this.#policies = {
      socket: policyFor('socket'),
      realtime: policyFor('realtime'),
      voiceMetadata: policyFor('voiceMetadata'),
      voice: policyFor('voice'),
    };
  }

  isClosed(way: Way): boolean {
    return this.#policies[way].state === CircuitState.Closed;
  }

  /** Runs `work` unless the breaker is open; a failure counts when `isOutage` says so. */
  async run<Value, Failure>(
    way: Way,
    work: () => Promise<Result<Value, Failure>>,
    isOutage: (failure: Failure) => boolean,
  ): Promise<Result<Value, Failure | 'breaker-open'>> {
    try {
      return await this.#policies[way].execute(async () => {
        const result = await work();
        if (!result.ok && isOutage(result.failure)) throw new Outage(result.failure);
        return result;
      });
    } catch (error) {
      if (error instanceof Outage) return fail((error as Outage<Failure>).failure);
      if (isBrokenCircuitError(error)) return fail('breaker-open');
      throw error;
    }
  }
}
