/** How sure the recogniser may be of what it heard. */
import type { HeardPartial, HeardWord } from './recogniser-process.ts';

/**
 * Below this an utterance counts as not understood. Measured on the demo menu: of 178 well heard sentences 6 fall
 * below it (all by the harshest voice); of 140 sentences about other things, of 80 mixtures of voices, of noise
 * and music none comes to it. `test/bench/recogniser-accuracy.ts` measures it again.
 */
export const LEAST_CONFIDENCE = 0.57;

/** How many words in a row the language model knows at most; the first word has one before it, the start. */
const LONGEST_CONTEXT = 3;

/**
 * How well clear speech fits its words (log-likelihood per 10 ms frame, 0 is best), and what each unit less
 * costs: voices over each other give phrases of the menu, but none that fits.
 */
const CLEAR_FIT = -4.5;
const COST_OF_MISFIT = 0.08;

/**
 * 0 to 1: the words' share among their rivals (posterior), weighted by their length in time, times how much of
 * the sentence the language model knew as a phrase, less for a poor fit of sound and words. Talk that is not an
 * order gives words that fit no phrase.
 */
export function confidenceOf(words: readonly HeardWord[]): number {
  const totalMs = words.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  if (totalMs === 0) return 0;
  const meanOf = (of: (word: HeardWord) => number) =>
    words.reduce((sum, word) => sum + of(word) * (word.endMs - word.startMs), 0) / totalMs;
  const posterior = meanOf((word) => word.posterior);
  const misfit = Math.max(0, CLEAR_FIT - meanOf((word) => word.acoustic));
  const context = words.reduce((sum, word) => sum + word.context, 0);
  const longest = LONGEST_CONTEXT * words.length - 1;
  const confidence = posterior * (context / longest) * (1 - COST_OF_MISFIT * misfit);
  return Math.min(1, Math.max(0, confidence));
}

/** Words so far have no posterior yet: only how much of them the language model knew as a phrase. */
export function partialConfidenceOf({ context }: HeardPartial): number {
  return Math.min(1, Math.max(0, context / LONGEST_CONTEXT));
}
