/** Frames in order: which of a message's frames are new, and whether a jump is honest. Pure. */

/** 60 s: the longest utterance. */
export const MAX_UTTERANCE_FRAMES = 3_000;

export type SequenceState = {
  /** Everything before it was received, or honestly lost before it came here. */
  readonly nextSequence: number;
  readonly frameCount: number;
};

export const FIRST_SEQUENCE: SequenceState = { nextSequence: 0, frameCount: 0 };

type Piece = {
  readonly sequence: number;
  readonly frameCount: number;
  readonly isDiscontinuous: boolean;
};

export type Placement =
  /** The frames from `skip` on are new. */
  | { readonly kind: 'new'; readonly skip: number; readonly next: SequenceState }
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'out-of-order' }
  | { readonly kind: 'too-long' };

/** A message that begins later than expected is taken only when it says that sound was lost. */
export function place(
  state: SequenceState,
  { sequence, frameCount, isDiscontinuous }: Piece,
): Placement {
  const end = sequence + frameCount;
  if (end <= state.nextSequence) return { kind: 'duplicate' };
  if (sequence > state.nextSequence && !isDiscontinuous) return { kind: 'out-of-order' };
  if (end > MAX_UTTERANCE_FRAMES) return { kind: 'too-long' };
  const skip = Math.max(0, state.nextSequence - sequence);
  return {
    kind: 'new',
    skip,
    next: { nextSequence: end, frameCount: state.frameCount + frameCount - skip },
  };
}

/**
 * Whether the station's own count at the end agrees with what came: all frames are here, and what the
 * sequence lacks is sound that the station itself lost.
 */
export function isWhole(
  state: SequenceState,
  end: { nextSequence: number; frameCount: number },
): boolean {
  return end.frameCount === state.frameCount && end.nextSequence >= state.nextSequence;
}
