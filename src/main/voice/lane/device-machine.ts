/**
 * A lane's capture device behind its audio host, decided purely; `lane.ts` forks, kills and waits.
 *
 *                     opened
 *        ┌─► opening ─────────► open
 *        │      │  │              │ lost, host gone or stuck
 *        │      │  │ no such      ▼
 *        │      │  │ device     failing ── at once, then after a growing wait ─┐
 *        │      │  ▼                                                           │
 *        │      │ absent ── every 2 s: someone may plug it in ─────────────────┤
 *        │      └───────── lost, gone, stuck ──► failing                       │
 *        └─────────────────────────────────────────────────────────────────────┘
 *     something is plugged in: what waits is tried at once, and what is just being opened at once again if it fails
 *     unchosen: no device was chosen yet; nothing is tried
 */
import type { AudioFailure } from '../../../shared/audio-port/audio-port.ts';
import { backoffDelayMs, type BackoffPolicy } from '../../../shared/backoff.ts';

const ABSENT_RETRY_MS = 2_000;
const RESPAWN_BACKOFF: BackoffPolicy = { baseMs: 250, capMs: 2_000 };
/** A device that worked this long was well: the next failure is a first one again. */
const SETTLED_AFTER_US = 5_000_000;

export type DeviceState =
  | { readonly name: 'unchosen' }
  | { readonly name: 'opening'; readonly failures: number; readonly isStale?: true }
  | { readonly name: 'open'; readonly failures: number; readonly sinceUs: number }
  | { readonly name: 'failing'; readonly failures: number; readonly failure: AudioFailure }
  | { readonly name: 'absent'; readonly failure: AudioFailure };

export type DeviceEvent =
  /** A person chose or wants it tried again now; the app starts. */
  | { readonly type: 'open' }
  | { readonly type: 'opened' }
  | { readonly type: 'failed'; readonly failure: AudioFailure }
  /** The process left, or said nothing in its time. */
  | { readonly type: 'host-gone' }
  /** Something was plugged in: it may be ours. */
  | { readonly type: 'plugged-in' }
  | { readonly type: 'timer' };

export type DeviceEffect =
  | { readonly do: 'respawn' }
  | { readonly do: 'kill' }
  | { readonly do: 'wait'; readonly delayMs: number };

export type DeviceStep = { readonly state: DeviceState; readonly effects: readonly DeviceEffect[] };

export function stepDevice(
  state: DeviceState,
  event: DeviceEvent,
  chance: { readonly nowUs: number; readonly random: number },
): DeviceStep {
  switch (event.type) {
    case 'open':
      return respawn(0);
    case 'opened':
      if (state.name !== 'opening') return { state, effects: [] };
      return {
        state: { name: 'open', failures: state.failures, sinceUs: chance.nowUs },
        effects: [],
      };
    case 'failed':
      return isRunning(state) ? failed(state, event.failure, chance) : { state, effects: [] };
    case 'host-gone':
      return isRunning(state) ? failing(state, 'device-lost', chance) : { state, effects: [] };
    case 'plugged-in':
      if (state.name === 'opening') return { state: { ...state, isStale: true }, effects: [] };
      return isWaiting(state)
        ? stepDevice(state, { type: 'timer' }, chance)
        : { state, effects: [] };
    case 'timer':
      if (state.name === 'failing') return respawn(state.failures);
      return state.name === 'absent' ? respawn(0) : { state, effects: [] };
  }
}

type Running = Extract<DeviceState, { name: 'opening' | 'open' }>;

function isRunning(state: DeviceState): state is Running {
  return state.name === 'opening' || state.name === 'open';
}

function isWaiting({ name }: DeviceState): boolean {
  return name === 'failing' || name === 'absent';
}

function respawn(failures: number): DeviceStep {
  return { state: { name: 'opening', failures }, effects: [{ do: 'respawn' }] };
}

function failed(
  state: Running,
  failure: AudioFailure,
  chance: { readonly nowUs: number; readonly random: number },
): DeviceStep {
  // Its host had listed the devices before the news.
  if (state.name === 'opening' && state.isStale === true) return respawn(state.failures);
  switch (failure) {
    case 'no-such-device':
    case 'several-such-devices':
    case 'no-devices':
    case 'unsupported-rate':
    case 'not-a-wav':
    case 'file-unreadable':
    case 'native-module-missing':
      return {
        state: { name: 'absent', failure },
        effects: [{ do: 'kill' }, { do: 'wait', delayMs: ABSENT_RETRY_MS }],
      };
    case 'device-lost':
    case 'device-moved':
    case 'silent-device':
    case 'internal':
      return failing(state, failure, chance);
  }
}

function failing(
  state: Running,
  failure: AudioFailure,
  { nowUs, random }: { readonly nowUs: number; readonly random: number },
): DeviceStep {
  const hasSettled = state.name === 'open' && nowUs - state.sinceUs >= SETTLED_AFTER_US;
  const failures = (hasSettled ? 0 : state.failures) + 1;
  // What was moved is said first: the device is most likely gone.
  if (failures === 1 && failure !== 'device-moved') return respawn(failures);
  const delayMs = backoffDelayMs(RESPAWN_BACKOFF, Math.max(1, failures - 1), random);
  return {
    state: { name: 'failing', failures, failure },
    effects: [{ do: 'kill' }, { do: 'wait', delayMs }],
  };
}
