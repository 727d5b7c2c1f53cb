import { use, useState, Suspense, type ReactNode } from 'react';
import type { AudioDevice } from '../../shared/audio-port/audio-port.ts';
import type { LaneId } from '../../shared/ids.ts';
import type { LaneView, StationSnapshot } from '../../shared/ipc/views.ts';
import type { Result } from '../../shared/result.ts';
import type { Talk } from '../../shared/talk.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icon.tsx';
import { Segments } from '../ui/segments.tsx';
import { THEMES, type Theme } from '../ui/theme.ts';
import { KeyList } from '../ui/key-list.tsx';
import { useWords } from '../words/use-words.ts';
import { TalkSettings } from './talk-settings.tsx';
import { VolumeSettings } from './volume-settings.tsx';

type Devices = Result<readonly AudioDevice[], string>;

/** What a lane listens to and speaks on, by the devices' names. */
export type DeviceChoice = { readonly capture: string; readonly playback: string | null };

type SettingsDialogProps = {
  readonly lanes: readonly LaneView[];
  /** Whose sound is shown first. */
  readonly laneId: LaneId;
  readonly info: StationSnapshot['station'];
  readonly theme: Theme;
  readonly onTheme: (theme: Theme) => void;
  readonly listDevices: () => Promise<Devices>;
  /** Resolves to whether the lane took the choice. */
  readonly onChoose: (laneId: LaneId, choice: DeviceChoice) => Promise<boolean>;
  readonly onTalk: (laneId: LaneId, talk: Talk) => void;
  readonly onVolume: (laneId: LaneId, volume: number) => void;
  readonly onClose: () => void;
  /** Settings of the screen as a whole. */
  readonly children: ReactNode;
};

export function SettingsDialog(props: SettingsDialogProps) {
  const { lanes, info, theme, onTheme, listDevices, onClose, children } = props;
  const words = useWords().devices;
  const [devices, setDevices] = useState(listDevices);
  const [laneId, setLaneId] = useState(props.laneId);
  const lane = lanes.find((each) => each.laneId === laneId);
  return (
    <Dialog title={words.title} wide onClose={onClose}>
      <h3>
        {lanes.length > 1 || lane === undefined ? words.sound : `${words.sound}: ${lane.name}`}
      </h3>
      {lanes.length > 1 && (
        <Segments
          label={words.sound}
          value={laneId}
          onChange={setLaneId}
          options={lanes.map((each) => ({ value: each.laneId, text: each.name }))}
        />
      )}
      {lane !== undefined && (
        <Suspense fallback={<p role="status">{words.looking}</p>}>
          <DeviceForm
            key={laneId}
            {...{ lane, lanes, devices }}
            onChoose={async (choice) => {
              const isTaken = await props.onChoose(laneId, choice);
              // Of several lanes, the others are usually set up next.
              if (isTaken && lanes.length === 1) onClose();
            }}
            onLookAgain={() => setDevices(listDevices())}
          />
        </Suspense>
      )}
      {lane !== undefined && (
        <VolumeSettings lane={lane} onVolume={(volume) => props.onVolume(laneId, volume)} />
      )}
      {lane !== undefined && (
        <TalkSettings lane={lane} onTalk={(talk) => props.onTalk(laneId, talk)} />
      )}
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

type DeviceFormProps = {
  readonly lane: LaneView;
  readonly lanes: readonly LaneView[];
  readonly onChoose: (choice: DeviceChoice) => Promise<void>;
  readonly devices: Promise<Devices>;
  readonly onLookAgain: () => void;
};

function DeviceForm({ lane, lanes, devices, onLookAgain, onChoose }: DeviceFormProps) {
  const words = useWords().devices;
  const listed = use(devices);
  const [capture, setCapture] = useState(lane.device.name);
  const [playback, setPlayback] = useState(lane.playbackDevice ?? '');
  const inputs = listed.ok ? listed.value.filter((device) => device.inputs > 0) : [];
  const outputs = listed.ok ? listed.value.filter((device) => device.outputs > 0) : [];
  const save = () => onChoose({ capture, playback: playback === '' ? null : playback });
  const others = lanes.filter(({ laneId }) => laneId !== lane.laneId);
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
            othersOf={(name) => others.filter(({ device }) => device.name === name)}
            onChange={setCapture}
          />
          <DeviceList
            label={words.playback}
            names={outputs.map(({ name }) => name)}
            value={playback}
            inUse={lane.playbackDevice}
            othersOf={(name) => others.filter(({ playbackDevice }) => playbackDevice === name)}
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
  /** Other lanes that have it. */
  readonly othersOf: (name: string) => readonly LaneView[];
  /** Offered first, with the empty value. */
  readonly none?: string;
  readonly onChange: (name: string) => void;
};

function DeviceList({ label, names, value, inUse, othersOf, none, onChange }: DeviceListProps) {
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
          {othersOf(name).map((other) => (
            <span key={other.laneId} className="tag">
              {words.inUseBy(other.name)}
            </span>
          ))}
        </label>
      ))}
    </fieldset>
  );
}
