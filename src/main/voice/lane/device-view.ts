/** What the screen is told of a lane's device. Pure. */
import type { CaptureSource } from '../../../shared/audio-port/audio-port.ts';
import type { DeviceView } from '../../../shared/ipc/views.ts';
import type { DeviceState } from './device-machine.ts';

export function deviceView(source: CaptureSource | undefined, device: DeviceState): DeviceView {
  const name = nameOf(source);
  switch (device.name) {
    case 'unchosen':
      return { state: 'absent', name, failure: 'no-such-device' };
    case 'opening':
    case 'open':
      return { state: device.name, name };
    case 'failing':
    case 'absent':
      return { state: device.name, name, failure: device.failure };
  }
}

function nameOf(source: CaptureSource | undefined): string {
  if (source === undefined) return '';
  return source.kind === 'wav' ? source.path : source.name;
}
