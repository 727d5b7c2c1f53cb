/**
 * How good the line to the relay is, and how speech travels over it. Worse is believed at once, better only after a
 * while, one step at a time: a line that wavers around a threshold does not make speech waver. Pure.
 *
 *              rtt > 500 ms      rtt > 1 s, loss > 5 %      rtt > 2 s, loss > 10 %
 *      good ───────────────► medium ───────────────► low ───────────────► batch
 *      PCM  ◄──────────────  Opus   ◄─────────────── Opus, ◄───────────── whole utterances,
 *             better for a while                     large messages       no streaming
 */
import { MAX_FRAMES_PER_MESSAGE, type Codec } from '../../../shared/wire/frame-message.ts';
import type { WeakLink } from '../../../shared/ipc/views.ts';

export type LinkMode = 'good' | WeakLink;

const MODES = ['good', 'medium', 'low', 'batch'] as const satisfies readonly LinkMode[];

/** The network rules of the integration plan: past either figure the line is no better than this. */
export const LINK_THRESHOLDS = {
  medium: { rttMs: 500, lossShare: Infinity },
  low: { rttMs: 1_000, lossShare: 0.05 },
  batch: { rttMs: 2_000, lossShare: 0.1 },
} as const satisfies Partial<Record<LinkMode, LinkFigures>>;
/** A line is better when it stays this far inside a threshold… */
const BETTER_SHARE = 0.7;
/** …for so long; and longer each time that it gets worse again soon after. */
export const DWELL_MS = { least: 10_000, most: 160_000 };
const RELAPSE_MS = 120_000;

export const OPUS_BITS_PER_SECOND = { medium: 24_000, low: 16_000 } as const;

export type LinkFigures = {
  readonly rttMs: number;
  /** In [0, 1]. */
  readonly lossShare: number;
};

export type LinkState = {
  readonly mode: LinkMode;
  readonly dwellMs: number;
  /** Since when it looks better than its mode. */
  readonly betterSinceMs: number | undefined;
  readonly improvedAtMs: number | undefined;
};

export const INITIAL_LINK: LinkState = {
  mode: 'good',
  dwellMs: DWELL_MS.least,
  betterSinceMs: undefined,
  improvedAtMs: undefined,
};

export function stepLink(state: LinkState, figures: LinkFigures, nowMs: number): LinkState {
  const worst = modeOf(figures, 1);
  if (rank(worst) > rank(state.mode)) {
    const { improvedAtMs } = state;
    const isRelapse = improvedAtMs !== undefined && nowMs - improvedAtMs < RELAPSE_MS;
    const dwellMs = isRelapse ? Math.min(DWELL_MS.most, 2 * state.dwellMs) : DWELL_MS.least;
    return { ...state, mode: worst, dwellMs, betterSinceMs: undefined };
  }
  if (rank(modeOf(figures, BETTER_SHARE)) >= rank(state.mode)) {
    return { ...state, betterSinceMs: undefined };
  }
  const betterSinceMs = state.betterSinceMs ?? nowMs;
  if (nowMs - betterSinceMs < state.dwellMs) return { ...state, betterSinceMs };
  const mode = MODES[rank(state.mode) - 1] ?? 'good';
  return { ...state, mode, betterSinceMs: nowMs, improvedAtMs: nowMs };
}

export type Sending = {
  readonly codec: Codec;
  readonly bitsPerSecond: number;
  readonly framesPerMessage: number;
};

/** What the relay asks for, made lighter where the line needs it and the relay takes it. */
export function sendingFor(
  mode: LinkMode,
  relay: { readonly codecs: readonly Codec[]; readonly framesPerMessage: number },
): Sending {
  const [wanted = 'pcm_s16le'] = relay.codecs;
  const isWeak = mode !== 'good';
  const isPoor = mode === 'low' || mode === 'batch';
  const asked = Math.min(relay.framesPerMessage, MAX_FRAMES_PER_MESSAGE);
  return {
    codec: isWeak && relay.codecs.includes('opus') ? 'opus' : wanted,
    bitsPerSecond: OPUS_BITS_PER_SECOND[isPoor ? 'low' : 'medium'],
    framesPerMessage: isPoor ? MAX_FRAMES_PER_MESSAGE : asked,
  };
}

function modeOf({ rttMs, lossShare }: LinkFigures, share: number): LinkMode {
  const isPast = (limit: LinkFigures): boolean =>
    rttMs > limit.rttMs * share || lossShare > limit.lossShare * share;
  const { medium, low, batch } = LINK_THRESHOLDS;
  if (isPast(batch)) return 'batch';
  if (isPast(low)) return 'low';
  return isPast(medium) ? 'medium' : 'good';
}

function rank(mode: LinkMode): number {
  return MODES.indexOf(mode);
}
