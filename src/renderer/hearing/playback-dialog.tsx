import { Suspense, use, useState } from 'react';
import type { AudioDevice } from '../../shared/audio-port/audio-port.ts';
import type { LaneView } from '../../shared/ipc/views.ts';
import type { Result } from '../../shared/result.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useWords } from '../words/use-words.ts';

type PlaybackDialogProps = {
  readonly lane: Pick<LaneView, 'name'>;
  readonly listDevices: () => Promise<Result<readonly AudioDevice[], string>>;
  readonly onUse: (playback: string) => void;
  readonly onSettings: () => void;
  readonly onClose: () => void;
};

/** The lane has nothing to play sound on: offers the computer's own output, and takes none by itself. */
export function PlaybackDialog(props: PlaybackDialogProps) {
  const { lane, listDevices, onSettings, onClose } = props;
  const words = useWords().hearing;
  const [devices] = useState(listDevices);
  return (
    <Dialog
      title={words.noDevice(lane.name)}
      onClose={onClose}
      actions={
        <Suspense fallback={<span role="status">{words.looking}</span>}>
          <UseDefault {...props} devices={devices} />
          <Button icon="gear" onClick={onSettings}>
            {words.inSettings}
          </Button>
        </Suspense>
      }
    >
      <p>{words.noDeviceHelp}</p>
      <Suspense>
        <DefaultHelp devices={devices} />
      </Suspense>
    </Dialog>
  );
}

type Devices = { readonly devices: ReturnType<PlaybackDialogProps['listDevices']> };

function DefaultHelp({ devices }: Devices) {
  const words = useWords().hearing;
  const listed = use(devices);
  if (!listed.ok) return <p role="alert">{listed.failure}</p>;
  return defaultOf(listed.value) !== undefined && <p>{words.isDefault}</p>;
}

function UseDefault({ devices, onUse }: Devices & Pick<PlaybackDialogProps, 'onUse'>) {
  const words = useWords().hearing;
  const listed = use(devices);
  const device = listed.ok ? defaultOf(listed.value) : undefined;
  if (device === undefined) return null;
  return (
    <Button look="primary" icon="speaker" onClick={() => onUse(device.name)}>
      {words.useDefault(device.name)}
    </Button>
  );
}

function defaultOf(devices: readonly AudioDevice[]): AudioDevice | undefined {
  return devices.find(({ isDefaultOutput }) => isDefaultOutput);
}
