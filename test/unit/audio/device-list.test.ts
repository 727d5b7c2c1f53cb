import { describe, expect, test } from 'vitest';
import { describeDevices, findDevice, streamFormats } from '../../../src/audio/device-list.ts';

const device = (name: string, inputs = 1, outputs = 0) => ({
  hostApi: 'ALSA',
  name,
  inputs,
  outputs,
  defaultRateHz: 44_100,
  isDefaultOutput: false,
});

describe('findDevice', () => {
  const devices = [
    device('default'),
    device('Lane 1 headset', 0, 2),
    device('Lane 1 headset', 2, 0),
  ];

  test('takes the device of exactly the name, with the direction asked for', () => {
    expect(findDevice(devices, 'Lane 1 headset', 'inputs')).toEqual({
      ok: true,
      value: devices[2],
    });
    expect(findDevice(devices, 'Lane 1 headset', 'outputs')).toEqual({
      ok: true,
      value: devices[1],
    });
  });

  test('never takes another device for a name that is not there', () => {
    for (const name of ['lane 1 headset', 'Lane 1', '', '-1', '0']) {
      expect(findDevice(devices, name, 'inputs')).toEqual({ ok: false, failure: 'no-such-device' });
    }
  });

  test('takes neither of two of one name, but the first where each host API has it once', () => {
    const twins = [device('Base'), device('Base')];
    expect(findDevice(twins, 'Base', 'inputs')).toEqual({
      ok: false,
      failure: 'several-such-devices',
    });
    const once = [
      { ...device('Base'), hostApi: 'MME' },
      { ...device('Base'), hostApi: 'WASAPI' },
    ];
    expect(findDevice(once, 'Base', 'inputs')).toEqual({ ok: true, value: once[0] });
  });

  test('tells no devices at all from a wrong name', () => {
    expect(findDevice([], 'Lane 1 headset', 'inputs')).toEqual({
      ok: false,
      failure: 'no-devices',
    });
  });
});

test('our own format is tried first and the device’s own rate is not left out', () => {
  const formats = streamFormats({ ...device('USB', 2), defaultRateHz: 96_000 }, 'inputs');
  expect(formats[0]).toEqual({ rateHz: 16_000, channels: 1 });
  expect(formats).toContainEqual({ rateHz: 96_000, channels: 2 });
});

test('devices that share a name get numbers, the others keep theirs', () => {
  const ids = describeDevices([device('USB'), device('Lane'), device('USB')]).map(
    ({ deviceId }) => deviceId,
  );
  expect(ids).toEqual(['ALSA: USB', 'ALSA: Lane', 'ALSA: USB #2']);
});
