/**
 * When a lane goes on with its other device. One change for each trouble: where both are away, they are tried in
 * turn at the pace of the device's own retries. Nothing goes back by itself, so that a loose plug does not make a
 * lane hop in mid-order. Pure.
 */
import type { DeviceView } from '../../../shared/ipc/views.ts';

export type SpareState = {
  readonly isOnSpare: boolean;
  /** `just-moved`: to a device that has not opened yet; `waiting`: that one is away too. */
  readonly since: 'settled' | 'just-moved' | 'waiting';
};

export const ON_MAIN: SpareState = { isOnSpare: false, since: 'settled' };

export function otherDevice({ isOnSpare }: SpareState): SpareState {
  return { isOnSpare: !isOnSpare, since: 'just-moved' };
}

/** Another state of `isOnSpare` means: move. */
export function stepSpare(state: SpareState, device: DeviceView['state']): SpareState {
  switch (device) {
    case 'open':
      return { ...state, since: 'settled' };
    case 'opening':
      return state.since === 'waiting' ? { ...state, since: 'settled' } : state;
    case 'failing':
    case 'absent':
      return state.since === 'settled' ? otherDevice(state) : { ...state, since: 'waiting' };
  }
}
