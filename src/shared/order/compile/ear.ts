/** Where a listener stands in the utterance, and what it can see from there. */
import type { Chunk } from './chunks.ts';

export type Ear = { readonly chunks: readonly Chunk[]; readonly at: number; readonly chunk: Chunk };

export type Meaning = {
  readonly chunk: Chunk | undefined;
  readonly index: number;
  readonly hasPause: boolean;
};

/** The next chunk that means something, past pauses, fillers and sizes; `step` says how far on it is. */
export function nextMeaning(chunks: readonly Chunk[], at: number, pastArticles = false): Meaning {
  let hasPause = false;
  for (let index = at + 1; index < chunks.length; index += 1) {
    const chunk = chunks[index];
    if (chunk === undefined) break;
    if (chunk.kind === 'pause') {
      hasPause = true;
      continue;
    }
    const isLight =
      chunk.kind === 'cue' &&
      (chunk.cue === 'filler' ||
        chunk.cue === 'size' ||
        chunk.cue === 'answer' ||
        chunk.cue === 'ensure' ||
        chunk.cue === 'becomes' ||
        (pastArticles && (chunk.cue === 'definite' || chunk.cue === 'indefinite')));
    if (!isLight) return { chunk, index, hasPause };
  }
  return { chunk: undefined, index: chunks.length, hasPause };
}

export function isCue(
  chunk: Chunk | undefined,
  ...cues: readonly Extract<Chunk, { kind: 'cue' }>['cue'][]
): boolean {
  return chunk?.kind === 'cue' && cues.includes(chunk.cue);
}

/** An item's name, and nothing that could go on or beside another item. */
export function namesItem(chunk: Chunk | undefined): boolean {
  return chunk?.kind === 'food' && chunk.food.grade !== 'none' && chunk.food.thing === undefined;
}
