import { use, useState, Suspense, type ReactNode } from 'react';
import type { AudioDevice } from '../../shared/audio-port/audio-port.ts';
import type { LaneView, StationSnapshot } from '../../shared/ipc/views.ts';
import type { Result } from '../../shared/result.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icon.tsx';
import { Segments } from '../ui/segments.tsx';
import { THEMES, type Theme } from '../ui/theme.ts';
import { KeyList } from '../ui/key-list.tsx';
import { useWords } from '../words/use-words.ts';

type Devices = Result<readonly AudioDevice[], string>;

/** What a lane listens to and speaks on, by the devices' names. */
export type DeviceChoice = { readonly capture: string; readonly playback: string | null };

type SettingsDialogProps = {
  readonly lane: LaneView;
  readonly info: StationSnapshot['station'];
  readonly theme: Theme;
  readonly onTheme: (theme: Theme) => void;
  readonly listDevices: () => Promise<Devices>;
  /** Resolves to whether the lane took the choice. */
  readonly onChoose: (choice: DeviceChoice) => Promise<boolean>;
  readonly onClose: () => void;
  /** Settings of the screen as a whole. */
  readonly children: ReactNode;
};

export function SettingsDialog(props: SettingsDialogProps) {
  const { lane, info, theme, onTheme, listDevices, onClose, children } = props;
  const words = useWords().devices;
  const [devices, setDevices] = useState(listDevices);
  return (
    <Dialog title={words.title} wide onClose={onClose}>
      <h3>
        {words.sound}: {lane.name}
      </h3>
      <Suspense fallback={<p role="status">{words.looking}</p>}>
        <DeviceForm {...props} devices={devices} onLookAgain={() => setDevices(listDevices())} />
      </Suspense>
      <h3>{words.appearance}</h3>
      <Segments
        label={words.appearance}
        value={theme}
        onChange={onTheme}
        options={THEMES.map((value) => ({ value, text: words.themes[value] }))}
      />
      {children}
      <h3>{words.keys}</h3>
      <KeyList keys={words.keyList} />
      <p className="about">{words.about(info.name, info.version)}</p>
    </Dialog>
  );
}

type DeviceFormProps = Pick<SettingsDialogProps, 'lane' | 'onChoose' | 'onClose'> & {
  readonly devices: Promise<Devices>;
  readonly onLookAgain: () => void;
};

function DeviceForm({ lane, devices, onLookAgain, onChoose, onClose }: DeviceFormProps) {
  const words = useWords().devices;
  const listed = use(devices);
  const [capture, setCapture] = useState(lane.device.name);
  const [playback, setPlayback] = useState(lane.playbackDevice ?? '');
  const inputs = listed.ok ? listed.value.filter((device) => device.inputs > 0) : [];
  const outputs = listed.ok ? listed.value.filter((device) => device.outputs > 0) : [];
  const save = async () => {
    const choice = { capture, playback: playback === '' ? null : playback };
    if (await onChoose(choice)) onClose();
  };
  return (
    <>
      {!listed.ok && (
        <p role="alert" className="problem">
          <Icon name="alert" /> {listed.failure}
        </p>
      )}
      {listed.ok && inputs.length === 0 && <p role="status">{words.none}</p>}
      {inputs.length > 0 && (
        <div className="device-lists">
          <DeviceList
            label={words.microphone}
            names={inputs.map(({ name }) => name)}
            value={capture}
            inUse={lane.device.state === 'open' ? lane.device.name : undefined}
            onChange={setCapture}
          />
          <DeviceList
            label={words.playback}
            names={outputs.map(({ name }) => name)}
            value={playback}
            inUse={lane.playbackDevice}
            none={words.noPlayback}
            onChange={setPlayback}
          />
        </div>
      )}
      <div className="device-actions">
        <Button onClick={onLookAgain}>{words.lookAgain}</Button>
        {inputs.some(({ name }) => name === capture) && (
          <Button look="primary" icon="check" onClick={() => void save()}>
            {words.use}
          </Button>
        )}
      </div>
    </>
  );
}

type DeviceListProps = {
  readonly label: string;
  readonly names: readonly string[];
  readonly value: string;
  readonly inUse: string | undefined;
  /** Offered first, with the empty value. */
  readonly none?: string;
  readonly onChange: (name: string) => void;
};

function DeviceList({ label, names, value, inUse, none, onChange }: DeviceListProps) {
  const words = useWords().devices;
  const options = [
    ...(none === undefined ? [] : [{ name: '', text: none }]),
    ...[...new Set(names)].map((name) => ({ name, text: name })),
  ];
  return (
    <fieldset className="picks">
      <legend>{label}</legend>
      {options.map(({ name, text }) => (
        <label key={name} className="pick pick-wide">
          <input
            type="radio"
            className="hidden"
            name={label}
            checked={name === value}
            onChange={() => onChange(name)}
          />
          <Icon name={name === value ? 'check' : 'circle'} />
          <span>{text}</span>
          {name === inUse && <span className="tag">{words.inUse}</span>}
        </label>
      ))}
    </fieldset>
  );
}
