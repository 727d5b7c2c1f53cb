/** Asks a short-lived host for the devices: the driver's list is frozen while a stream is open. */
import { fromHostSchema, type AudioDevice } from '../../../shared/audio-port/audio-port.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { within, type Clock } from '../clock.ts';
import type { ForkAudioHost } from './audio-host-process.ts';

const LIST_DEADLINE_MS = 8_000;

export async function listDevices(
  fork: ForkAudioHost,
  clock: Pick<Clock, 'after'>,
): Promise<Result<readonly AudioDevice[], 'audio-unavailable'>> {
  const host = fork();
  const answered = new Promise<readonly AudioDevice[] | undefined>((resolve) => {
    host.onExit(() => resolve(undefined));
    host.onMessage((unparsed) => {
      const message = fromHostSchema.safeParse(unparsed);
      if (!message.success) return;
      if (message.data.type === 'devices') resolve(message.data.devices);
      if (message.data.type === 'failed') resolve(undefined);
    });
  });
  host.send({ type: 'list_devices' });
  const devices = await within(clock, LIST_DEADLINE_MS, answered, undefined);
  host.kill();
  return devices === undefined ? fail('audio-unavailable') : ok(devices);
}
