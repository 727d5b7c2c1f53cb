/**
 * The station's connection to its relay, decided purely; `uplink.ts` owns the socket and the timers.
 *
 *              start              token               opened
 *     idle ──────────► tokening ────────► connecting ────────► live
 *      ▲ not enrolled      │ ▲                │ refused,          │ closed,
 *      └───────────────────┤ │ timer          │ failed            │ silent
 *                          ▼ │                ▼                   ▼
 *                        waiting ◄────────────┴───────────────────┤
 *                                                                 │ revoked, replaced (from any state)
 *     any ── stop ──► idle                     stopped ◄──────────┘
 *
 * The attempt counts on until a connection has lasted, so a relay that accepts and drops is not hammered.
 */
import { backoffDelayMs, RECONNECT_BACKOFF } from '../../../shared/backoff.ts';
import { CLOSE, dispositionOf, type CloseDisposition } from '../../../shared/wire/close-codes.ts';
import type { TokenFailure } from '../tokens.ts';

/** A connection that has lasted this long was a good one: the next attempt counts from 1 again. */
const SETTLED_AFTER_US = 5_000_000;
const RETRY_SLOWLY_MS = 30_000;
/** Over so much more than an HTTP `Retry-After`, the same for all, the stations spread themselves. */
const SPREAD_MS = 1_000;

export type OfflineReason =
  'relay-away' | 'silent' | 'token-refused' | 'bad-protocol' | 'overloaded' | 'going-away';
export type StopReason = 'revoked' | 'replaced';

export type UplinkState =
  | { readonly name: 'idle'; readonly isEnrolled: boolean }
  /** `sinceUs`: when the attempt began. */
  | { readonly name: 'tokening'; readonly attempt: number; readonly sinceUs: number }
  | { readonly name: 'connecting'; readonly attempt: number; readonly sinceUs: number }
  | {
      readonly name: 'live';
      readonly attempt: number;
      readonly sinceUs: number;
      /** The relay said when to come back. */
      readonly retryAfterMs: number | undefined;
    }
  | {
      readonly name: 'waiting';
      readonly attempt: number;
      readonly reason: OfflineReason;
      readonly retryInMs: number;
    }
  | { readonly name: 'stopped'; readonly reason: StopReason };

type Attempt = { readonly attempt: number; readonly sinceUs: number };

export type UplinkEvent =
  | { readonly type: 'start' }
  | { readonly type: 'stop' }
  | { readonly type: 'token'; readonly token: string }
  | { readonly type: 'token-failed'; readonly failure: TokenFailure }
  | { readonly type: 'opened' }
  /** The relay answered the upgrade with an HTTP status. */
  | { readonly type: 'refused'; readonly status: number; readonly retryAfterMs: number | undefined }
  | { readonly type: 'closed'; readonly code: number }
  | { readonly type: 'go-away'; readonly retryAfterMs: number }
  | { readonly type: 'timer' };

export type UplinkEffect =
  | { readonly do: 'get-token' }
  | { readonly do: 'forget-token' }
  | { readonly do: 'connect'; readonly token: string }
  | { readonly do: 'wait'; readonly delayMs: number }
  /** Ends the socket, the timer and whatever is under way. */
  | { readonly do: 'leave' };

/** `random` in [0, 1). */
export type Chance = { readonly nowUs: number; readonly random: number };
export type UplinkStep = { readonly state: UplinkState; readonly effects: readonly UplinkEffect[] };

export const INITIAL_UPLINK: UplinkState = { name: 'idle', isEnrolled: true };

export function stepUplink(state: UplinkState, event: UplinkEvent, chance: Chance): UplinkStep {
  switch (event.type) {
    case 'start':
      return state.name === 'idle' || state.name === 'stopped' ? getToken(1, chance) : stay(state);
    case 'stop':
      return { state: INITIAL_UPLINK, effects: [{ do: 'leave' }] };
    case 'token':
      if (state.name !== 'tokening') return stay(state);
      return {
        state: { ...state, name: 'connecting' },
        effects: [{ do: 'connect', token: event.token }],
      };
    case 'token-failed':
      return state.name === 'tokening' ? tokenFailed(state, event.failure, chance) : stay(state);
    case 'opened':
      if (state.name !== 'connecting') return stay(state);
      return {
        state: {
          name: 'live',
          attempt: state.attempt,
          sinceUs: chance.nowUs,
          retryAfterMs: undefined,
        },
        effects: [],
      };
    case 'refused':
      return state.name === 'connecting' ? refused(state, event, chance) : stay(state);
    case 'closed':
      return closed(state, event.code, chance);
    case 'go-away':
      return state.name === 'live'
        ? stay({ ...state, retryAfterMs: event.retryAfterMs })
        : stay(state);
    case 'timer':
      return state.name === 'waiting' ? getToken(state.attempt, chance) : stay(state);
  }
}

function stay(state: UplinkState): UplinkStep {
  return { state, effects: [] };
}

function getToken(attempt: number, { nowUs: sinceUs }: Chance): UplinkStep {
  return { state: { name: 'tokening', attempt, sinceUs }, effects: [{ do: 'get-token' }] };
}

function tokenFailed(attempt: Attempt, failure: TokenFailure, chance: Chance): UplinkStep {
  switch (failure) {
    case 'not-enrolled':
      return stay({ name: 'idle', isEnrolled: false });
    case 'revoked':
      return { state: { name: 'stopped', reason: 'revoked' }, effects: [{ do: 'leave' }] };
    case 'relay-away':
    case 'internal':
    case 'upstream-away':
    case 'upstream-failed':
    case 'upstream-timeout':
    case 'utterance-timeout':
      return wait('retry', 'relay-away', attempt, chance);
    case 'busy':
    case 'too-many-requests':
      return wait('retry-slowly', 'overloaded', attempt, chance);
    case 'bad-answer':
    case 'bad-request':
    case 'not-found':
    case 'too-large':
    case 'not-a-wav':
    case 'not-opus':
    case 'menu-unknown':
    case 'item-unknown':
    case 'totals-differ':
    case 'order-differs':
    case 'order-unknown':
    case 'event-differs':
    case 'nothing-left':
    case 'moved-already':
      return wait('retry-slowly', 'bad-protocol', attempt, chance);
    case 'bad-token':
    case 'token-expired':
    case 'wrong-tenant':
    case 'wrong-lane':
    case 'code-unknown':
    case 'code-expired':
    case 'code-used':
      return wait('retry-slowly', 'token-refused', attempt, chance);
  }
}

function refused(
  attempt: Attempt,
  { status, retryAfterMs }: { status: number; retryAfterMs: number | undefined },
  chance: Chance,
): UplinkStep {
  switch (status) {
    case 401:
      return wait('reauthenticate', 'token-refused', attempt, chance);
    case 403:
      return { state: { name: 'stopped', reason: 'revoked' }, effects: [{ do: 'leave' }] };
    case 429:
    case 503:
      return retryAfterMs === undefined
        ? wait('retry-slowly', 'overloaded', attempt, chance)
        : waitFor(
            'overloaded',
            attempt.attempt,
            Math.round(retryAfterMs + SPREAD_MS * chance.random),
          );
    case 400:
    case 404:
    case 426:
      return wait('retry-slowly', 'bad-protocol', attempt, chance);
    default:
      return wait('retry', 'relay-away', attempt, chance);
  }
}

function closed(state: UplinkState, code: number, chance: Chance): UplinkStep {
  if (state.name !== 'live' && state.name !== 'connecting') return stay(state);
  const hasSettled = state.name === 'live' && chance.nowUs - state.sinceUs >= SETTLED_AFTER_US;
  const attempt = hasSettled ? 0 : state.attempt;
  const sinceUs = state.name === 'connecting' ? state.sinceUs : chance.nowUs;
  if (code === CLOSE.revoked.code || code === CLOSE.replaced.code) {
    const reason = code === CLOSE.revoked.code ? 'revoked' : 'replaced';
    return { state: { name: 'stopped', reason }, effects: [{ do: 'leave' }] };
  }
  if (state.name === 'live' && state.retryAfterMs !== undefined) {
    return waitFor('going-away', attempt, state.retryAfterMs);
  }
  return wait(dispositionOf(code), reasonOf(code), { attempt, sinceUs }, chance);
}

function reasonOf(code: number): OfflineReason {
  switch (code) {
    case CLOSE.silent.code:
      return 'silent';
    case CLOSE.tokenExpired.code:
      return 'token-refused';
    case CLOSE.badProtocol.code:
      return 'bad-protocol';
    case CLOSE.overloaded.code:
    case CLOSE.limitExceeded.code:
      return 'overloaded';
    case CLOSE.goingAway.code:
      return 'going-away';
    default:
      return 'relay-away';
  }
}

function wait(
  disposition: CloseDisposition,
  reason: OfflineReason,
  { attempt, sinceUs }: Attempt,
  chance: Chance,
): UplinkStep {
  const delayMs =
    disposition === 'retry-slowly'
      ? Math.round(RETRY_SLOWLY_MS * (1 + chance.random / 3))
      : retryDelayMs(attempt, chance, (chance.nowUs - sinceUs) / 1_000);
  const step = waitFor(reason, attempt, delayMs);
  if (disposition !== 'reauthenticate') return step;
  return { ...step, effects: [{ do: 'forget-token' }, ...step.effects] };
}

/** An attempt that hung has waited already: the pace counts from its beginning. */
function retryDelayMs(attempt: number, { random }: Chance, spentMs: number): number {
  const paceMs = backoffDelayMs(RECONNECT_BACKOFF, attempt + 1, random);
  return Math.max(backoffDelayMs(RECONNECT_BACKOFF, 1, 0), Math.round(paceMs - spentMs));
}

function waitFor(reason: OfflineReason, attempt: number, delayMs: number): UplinkStep {
  return {
    state: { name: 'waiting', attempt: attempt + 1, reason, retryInMs: delayMs },
    effects: [{ do: 'leave' }, { do: 'wait', delayMs }],
  };
}
