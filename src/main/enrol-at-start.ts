/** Enrolment with a code from the command line: a relay that is still starting is asked again. */
import { setTimeout as wait } from 'node:timers/promises';
import { backoffDelayMs } from '../shared/backoff.ts';
import type { Result } from '../shared/result.ts';
import type { EnrolFailure } from './relay-client/enrol.ts';

const BACKOFF = { baseMs: 250, capMs: 5_000 };
/** About two minutes; then a person enters a code on the screen. */
const MAX_ATTEMPTS = 30;

export async function enrolWhenRelayAnswers(
  enrol: () => Promise<Result<undefined, EnrolFailure>>,
  signal: AbortSignal,
): Promise<Result<undefined, EnrolFailure>> {
  for (let attempt = 1; ; attempt += 1) {
    const enrolled = await enrol();
    const isFinal = enrolled.ok || enrolled.failure !== 'relay-away' || attempt >= MAX_ATTEMPTS;
    if (isFinal || signal.aborted) return enrolled;
    const delayMs = backoffDelayMs(BACKOFF, attempt, Math.random());
    await wait(delayMs, undefined, { signal }).catch(() => undefined);
  }
}
