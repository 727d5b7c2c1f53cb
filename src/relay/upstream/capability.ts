/**
 * What this BuildPanel can do, found out in the background and remembered: a guest never waits for a
 * probe. Probed at the start, every 5 minutes while it works, soon after it failed, with growing waits.
 */
import { backoffDelayMs } from '../../shared/backoff.ts';
import type { Dialect } from '../../shared/buildpanel/dialects.ts';
import {
  isAnswering,
  isStreamingSupported,
  VERDICTS,
  verdictOf,
  type ProbeResults,
  type Verdict,
} from '../../shared/buildpanel/verdict.ts';
import { drop, type Log } from '../log.ts';

export type ProbePace = {
  readonly healthyMs: number;
  /** It answers, but takes no speech. */
  readonly uselessMs: number;
  /** Nothing answers: from `baseMs` up to `capMs`. */
  readonly silent: { readonly baseMs: number; readonly capMs: number };
};

export const PROBE_PACE: ProbePace = {
  healthyMs: 5 * 60_000,
  uselessMs: 30_000,
  silent: { baseMs: 500, capMs: 5_000 },
};
/** After a failure in use: past the breaker's open time. */
const HURRY_MS = 2_200;
/** Streaming that was lost is looked for this often, as if it were useless, before it is believed gone. */
const LOOKS_AFTER_LOSS = 10;

export type Capability = {
  readonly verdict: Verdict;
  readonly streaming:
    { readonly way: 'socket'; readonly dialect: Dialect } | { readonly way: 'realtime' } | null;
  readonly batch: 'voiceMetadata' | 'voice' | null;
};

const UNKNOWN: Capability = { verdict: 'NOTHING_REACHABLE', streaming: null, batch: null };

type Deps = {
  readonly probe: (onProgress: (soFar: ProbeResults) => void) => Promise<ProbeResults>;
  readonly pace: ProbePace;
  readonly onChange: (capability: Capability) => void;
  /** Whether a breaker still keeps guests from what the probe found working. */
  readonly isHeldBack: (capability: Capability) => boolean;
  readonly monotonicMs: () => number;
  readonly log: Log;
};

export class CapabilityWatch {
  readonly #deps: Deps;
  #current = UNKNOWN;
  #timer: NodeJS.Timeout | null = null;
  #dueAtMs = 0;
  #isProbing = false;
  #isStopped = false;
  #silentCount = 0;
  #looksAfterLoss = 0;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  get current(): Capability {
    return this.#current;
  }

  start(): void {
    this.#schedule(0);
  }

  stop(): void {
    this.#isStopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  /** Something failed in use: look again soon. */
  hurry(): void {
    if (!this.#isProbing && this.#dueAtMs - this.#deps.monotonicMs() > HURRY_MS)
      this.#schedule(HURRY_MS);
  }

  /** When it is worth trying again, for stations that wait. */
  retryAfterMs(): number {
    return Math.round(Math.max(0, this.#dueAtMs - this.#deps.monotonicMs()) + 1_000);
  }

  #schedule(delayMs: number): void {
    if (this.#isStopped) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#dueAtMs = this.#deps.monotonicMs() + delayMs;
    this.#timer = setTimeout(() => drop(this.#look(), this.#deps.log), delayMs);
  }

  async #look(): Promise<void> {
    this.#isProbing = true;
    const probes = await this.#deps
      .probe((soFar) => this.#hope(capabilityOf(soFar)))
      .finally(() => (this.#isProbing = false));
    if (this.#isStopped) return;
    const next = capabilityOf(probes);
    if (next.streaming !== null) this.#looksAfterLoss = 0;
    else if (this.#current.streaming !== null) this.#looksAfterLoss = LOOKS_AFTER_LOSS;
    this.#set(next);
    this.#schedule(this.#delayAfter(probes, next));
  }

  /** Half a look may only add to what is known: what it hasn't come to isn't gone. */
  #hope(soFar: Capability): void {
    const current = this.#current;
    const merged = {
      verdict: better(soFar.verdict, current.verdict),
      streaming: soFar.streaming ?? current.streaming,
      batch: soFar.batch ?? current.batch,
    };
    if (!this.#isStopped) this.#set(merged);
  }

  #set(next: Capability): void {
    const hasChanged = JSON.stringify(next) !== JSON.stringify(this.#current);
    this.#current = next;
    if (!hasChanged) return;
    const { verdict, batch } = next;
    this.#deps.log.info({ verdict, batch: batch ?? 'none' }, 'the upstream verdict changed');
    this.#deps.onChange(next);
  }

  #delayAfter(probes: ProbeResults, capability: Capability): number {
    const { pace, isHeldBack } = this.#deps;
    if (capability.verdict !== 'NOTHING_REACHABLE') {
      this.#silentCount = 0;
      if (isHeldBack(capability)) return HURRY_MS;
      this.#looksAfterLoss -= 1;
      return this.#looksAfterLoss >= 0 ? pace.uselessMs : pace.healthyMs;
    }
    if (isAnswering(probes)) return pace.uselessMs;
    this.#silentCount += 1;
    return backoffDelayMs(pace.silent, this.#silentCount, Math.random());
  }
}

/** `VERDICTS` is in order, the best first. */
function better(one: Verdict, other: Verdict): Verdict {
  return VERDICTS.indexOf(one) < VERDICTS.indexOf(other) ? one : other;
}

export function capabilityOf(probes: ProbeResults): Capability {
  const verdict = verdictOf(probes);
  const { givesReply, givesWords } = probes.voiceChat;
  const batch = givesWords ? 'voiceMetadata' : givesReply ? 'voice' : null;
  if (!isStreamingSupported(verdict)) return { verdict, streaming: null, batch };
  const { dialect } = probes.audioStreaming;
  return {
    verdict,
    streaming: dialect === null ? { way: 'realtime' } : { way: 'socket', dialect },
    batch,
  };
}
