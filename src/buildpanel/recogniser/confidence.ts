/** How sure the recogniser may be of what it heard. */
import type { HeardPartial, HeardWord } from './recogniser-process.ts';

/**
 * Below this an utterance counts as not understood. Measured on the demo menu: of 178 well heard sentences 4 fall
 * below it (all by the harshest voice); of 112 sentences about other things, of noise, music and babble none
 * comes to it. `test/bench/recogniser-accuracy.ts` measures it again.
 */
export const LEAST_CONFIDENCE = 0.53;

/** How many words in a row the language model knows at most; the first word has one before it, the start. */
const LONGEST_CONTEXT = 3;

/**
 * 0 to 1: the words' share among their rivals (posterior), weighted by their length in time, times how much of
 * the sentence the language model knew as a phrase. Sound that is not an order gives words that fit no phrase.
 */
export function confidenceOf(words: readonly HeardWord[]): number {
  const totalMs = words.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  if (totalMs === 0) return 0;
  const posterior = words.reduce(
    (sum, word) => sum + word.posterior * (word.endMs - word.startMs),
    0,
  );
  const context = words.reduce((sum, word) => sum + word.context, 0);
  const longest = LONGEST_CONTEXT * words.length - 1;
  return Math.min(1, Math.max(0, (posterior / totalMs) * (context / longest)));
}

/** Words so far have no posterior yet: only how much of them the language model knew as a phrase. */
export function partialConfidenceOf({ context }: HeardPartial): number {
  return Math.min(1, Math.max(0, context / LONGEST_CONTEXT));
}
