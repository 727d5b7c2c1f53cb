/** Words that lie open on disk, so that a test can read them there. */
import type { WordsSeal } from '../../src/main/words-at-rest.ts';

export const OPEN_WORDS: WordsSeal = { seal: (words) => words, open: (stored) => stored };
