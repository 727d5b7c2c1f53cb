import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  ON_MAIN,
  otherDevice,
  stepSpare,
  type SpareState,
} from '../../../../src/main/voice/health/spare-device.ts';
import type { DeviceView } from '../../../../src/shared/ipc/views.ts';

const through = (state: SpareState, ...devices: DeviceView['state'][]) =>
  devices.reduce(stepSpare, state);

test('a device that is away hands over to the spare, which stays when the device is back', () => {
  expect(through(ON_MAIN, 'open', 'opening', 'absent').isOnSpare).toBe(true);
  expect(through(ON_MAIN, 'open', 'absent', 'opening', 'open', 'open').isOnSpare).toBe(true);
});

test('a device that only opens again, as after a crash of its host, stays', () => {
  expect(through(ON_MAIN, 'open', 'opening', 'open').isOnSpare).toBe(false);
});

test('where both are away they are tried in turn, each once for a retry', () => {
  const both = through(ON_MAIN, 'open', 'absent', 'opening', 'absent');
  expect(both).toEqual({ isOnSpare: true, since: 'waiting' });
  expect(through(both, 'opening', 'absent').isOnSpare).toBe(false);
});

test('a person’s choice is undone by nothing but trouble', () => {
  expect(through(otherDevice(ON_MAIN), 'opening', 'open', 'opening', 'open').isOnSpare).toBe(true);
});

test('one piece of news moves a lane at most once, and good news never', () => {
  const states = fc.constantFrom<DeviceView['state']>('open', 'opening', 'failing', 'absent');
  fc.assert(
    fc.property(fc.array(states), (news) => {
      let state = ON_MAIN;
      for (const device of news) {
        const next = stepSpare(state, device);
        if (device === 'open' || device === 'opening') {
          expect(next.isOnSpare).toBe(state.isOnSpare);
        }
        state = next;
      }
    }),
  );
});
