/**
 * How long a silence must be to end an utterance, learnt from the guest's own pauses. Pure; counted in frames, so that a
 * recording may play faster than the clock.
 *
 *   a pause inside an utterance           → the wait is at least half as long again
 *   speech goes on soon after an end      → it was a pause, and cut the guest off: the wait outlasts it
 *   speech after a real end               → half of what was learnt is forgotten
 *   nobody speaks for long                → all of it: another guest
 */
const PAUSE_MARGIN = 1.5;
const CUT_MARGIN = 1.25;
/** Speech that comes this soon after an end belongs to the same breath: 1 s. An answer to a reply comes later. */
const CUT_WITHIN_FRAMES = 50;
/** 10 s: the next guest is another one. */
const FORGET_AFTER_FRAMES = 500;

export type Pace = {
  /** Waited beyond the shortest silence. */
  readonly extraFrames: number;
  /** Since the last voiced frame; undefined while nobody has spoken yet. */
  readonly quietFrames: number | undefined;
};

/** The silence that ends an utterance of somebody who never pauses, and the longest that is waited for anybody. */
export type PaceLimits = { readonly shortestFrames: number; readonly longestFrames: number };

export const UNKNOWN_PACE: Pace = { extraFrames: 0, quietFrames: undefined };

export function waitFrames({ extraFrames }: Pace, limits: PaceLimits): number {
  return Math.max(
    limits.shortestFrames,
    Math.min(limits.longestFrames, limits.shortestFrames + extraFrames),
  );
}

/** Voice, after so many silent frames inside the utterance. */
export function heardAfterPause(pace: Pace, pauseFrames: number, limits: PaceLimits): Pace {
  const wanted = Math.ceil(pauseFrames * PAUSE_MARGIN);
  const isLonger = wanted > waitFrames(pace, limits);
  return {
    extraFrames: isLonger ? wanted - limits.shortestFrames : pace.extraFrames,
    quietFrames: 0,
  };
}

export function heardNothing(pace: Pace, frames = 1): Pace {
  const { quietFrames } = pace;
  return quietFrames === undefined ? pace : { ...pace, quietFrames: quietFrames + frames };
}

/** Somebody begins to speak, after so many frames without voice. */
export function heardAnew(pace: Pace, limits: PaceLimits): Pace {
  const { extraFrames, quietFrames } = pace;
  if (quietFrames === undefined || quietFrames > FORGET_AFTER_FRAMES)
    return { extraFrames: 0, quietFrames: 0 };
  if (quietFrames > waitFrames(pace, limits) + CUT_WITHIN_FRAMES)
    return { extraFrames: Math.floor(extraFrames / 2), quietFrames: 0 };
  const wanted = Math.ceil(quietFrames * CUT_MARGIN) - limits.shortestFrames;
  return { extraFrames: Math.max(extraFrames, wanted), quietFrames: 0 };
}
