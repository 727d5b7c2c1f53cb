/** Finds the cues of `cue-table.ts` in what was said. */
import { CUES, DIET, type CueName } from './cue-table.ts';

const PATTERNS = [...CUES, ['diet', DIET] as const].map(([name, pattern]) => ({
  name,
  pattern: new RegExp(`(?:${pattern})(?= |$)`, 'y'),
}));

export type CueMatch = { readonly name: CueName; readonly length: number };

/** The longest cue at a place in the spoken text; `length` in characters. Earlier rows win ties. */
export function cueAt(spoken: string, at: number): CueMatch | undefined {
  let best: CueMatch | undefined;
  for (const { name, pattern } of PATTERNS) {
    pattern.lastIndex = at;
    const length = pattern.exec(spoken)?.[0].trimEnd().length ?? 0;
    if (length > (best?.length ?? 0)) best = { name, length };
  }
  return best;
}

/** Every plain word of the cues: known speech, whatever it sounds like. */
export const CUE_WORDS: ReadonlySet<string> = new Set(
  [...CUES.map(([, pattern]) => pattern), DIET].flatMap(
    (pattern) => pattern.match(/[a-z0-9]+/g) ?? [],
  ),
);
