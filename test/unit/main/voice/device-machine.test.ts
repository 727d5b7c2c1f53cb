import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  stepDevice,
  type DeviceEvent,
  type DeviceState,
} from '../../../../src/main/voice/lane/device-machine.ts';
import { audioFailureSchema } from '../../../../src/shared/audio-port/audio-port.ts';

const chance = { nowUs: 0, random: 0.5 };

test('a host that is gone is replaced at once the first time, then after growing waits', () => {
  let state: DeviceState = { name: 'open', failures: 0, sinceUs: 0 };
  const waits: (number | 'at once')[] = [];
  for (let round = 0; round < 5; round += 1) {
    const step = stepDevice(state, { type: 'host-gone' }, chance);
    const wait = step.effects.find((effect) => effect.do === 'wait');
    waits.push(wait?.do === 'wait' ? wait.delayMs : 'at once');
    state =
      step.state.name === 'failing'
        ? stepDevice(step.state, { type: 'timer' }, chance).state
        : step.state;
    state = stepDevice(state, { type: 'opened' }, chance).state;
  }
  expect(waits).toEqual(['at once', 156, 281, 531, 1_031]);
});

test('a device that worked for a while starts over at the first failure', () => {
  const open: DeviceState = { name: 'open', failures: 7, sinceUs: 0 };
  const { effects } = stepDevice(open, { type: 'host-gone' }, { nowUs: 6_000_000, random: 0.5 });
  expect(effects).toEqual([{ do: 'respawn' }]);
});

test('an absent device is tried again every 2 s, so that plugging it in is enough', () => {
  const opening: DeviceState = { name: 'opening', failures: 0 };
  const step = stepDevice(opening, { type: 'failed', failure: 'no-such-device' }, chance);
  expect(step.state).toEqual({ name: 'absent', failure: 'no-such-device' });
  expect(step.effects).toEqual([{ do: 'kill' }, { do: 'wait', delayMs: 2_000 }]);
  expect(stepDevice(step.state, { type: 'timer' }, chance).effects).toEqual([{ do: 'respawn' }]);
});

test('a device that the sound server moved is said to be, then tried again soon', () => {
  const open: DeviceState = { name: 'open', failures: 0, sinceUs: 0 };
  const step = stepDevice(open, { type: 'failed', failure: 'device-moved' }, chance);
  expect(step.state).toEqual({ name: 'failing', failures: 1, failure: 'device-moved' });
  expect(step.effects).toEqual([{ do: 'kill' }, { do: 'wait', delayMs: 156 }]);
});

test('what waits is tried at once when something is plugged in', () => {
  const absent: DeviceState = { name: 'absent', failure: 'no-such-device' };
  const failing: DeviceState = { name: 'failing', failures: 9, failure: 'device-lost' };
  const open: DeviceState = { name: 'open', failures: 0, sinceUs: 0 };
  expect(stepDevice(absent, { type: 'plugged-in' }, chance).effects).toEqual([{ do: 'respawn' }]);
  expect(stepDevice(failing, { type: 'plugged-in' }, chance).effects).toEqual([{ do: 'respawn' }]);
  expect(stepDevice(open, { type: 'plugged-in' }, chance)).toEqual({ state: open, effects: [] });
});

test('a device that came while it was being opened in vain is opened once more at once', () => {
  const opening: DeviceState = { name: 'opening', failures: 9 };
  const told = stepDevice(opening, { type: 'plugged-in' }, chance).state;
  const again = stepDevice(told, { type: 'failed', failure: 'device-lost' }, chance);
  expect(again).toEqual({ state: opening, effects: [{ do: 'respawn' }] });
  const { effects } = stepDevice(again.state, { type: 'failed', failure: 'device-lost' }, chance);
  expect(effects).toContainEqual({ do: 'kill' });
});

test('whatever happens, there is always a host or a timer, and never a wait over 2 s', () => {
  const eventArbitrary: fc.Arbitrary<DeviceEvent> = fc.oneof(
    fc.constantFrom<DeviceEvent>(
      { type: 'open' },
      { type: 'opened' },
      { type: 'host-gone' },
      { type: 'plugged-in' },
      { type: 'timer' },
    ),
    fc
      .constantFrom(...audioFailureSchema.options)
      .map((failure): DeviceEvent => ({ type: 'failed', failure })),
  );
  fc.assert(
    fc.property(fc.array(eventArbitrary, { maxLength: 50 }), (events) => {
      let state: DeviceState = { name: 'unchosen' };
      let hasHost = false;
      let hasTimer = false;
      for (const event of [{ type: 'open' } as const, ...events]) {
        if (event.type === 'timer' && hasHost) continue;
        if (event.type === 'timer') hasTimer = false;
        const step = stepDevice(state, event, chance);
        state = step.state;
        for (const effect of step.effects) {
          if (effect.do === 'respawn') [hasHost, hasTimer] = [true, false];
          if (effect.do === 'kill') hasHost = false;
          if (effect.do === 'wait') {
            hasTimer = true;
            expect(effect.delayMs).toBeLessThanOrEqual(2_000);
          }
        }
        expect(hasHost || hasTimer).toBe(true);
      }
    }),
  );
});
