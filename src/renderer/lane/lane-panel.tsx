import { useState } from 'react';
import type { LaneId } from '../../shared/ids.ts';
import type { LaneView, LevelView, WeakLink } from '../../shared/ipc/views.ts';
import type { Watched } from '../state/store.ts';
import { useStore } from '../state/use-store.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Segments } from '../ui/segments.tsx';
import { useHotkey } from '../ui/use-hotkey.ts';
import { useWords } from '../words/use-words.ts';
import { createHold } from './hold.ts';
import { laneStatus } from './lane-status.ts';
import { LevelMeter } from './level-meter.tsx';
import { TalkButton } from './talk-button.tsx';
import { TroubleButton } from './trouble-button.tsx';

type LanePanelProps = {
  readonly lane: LaneView;
  readonly levels: Watched<ReadonlyMap<LaneId, LevelView>>;
  readonly onPushToTalk: (pressed: boolean) => void;
  readonly onMode: (mode: LaneView['mode']) => void;
  readonly onMuted: (muted: boolean) => void;
  /** A guest has arrived, or has left. */
  readonly onVehicle: (present: boolean) => void;
  readonly isTakenOver: boolean;
  /** Without the relay what is said is kept, and no words come of it now. */
  readonly isOnline: boolean;
  /** What the line makes of speech; undefined while it is good. */
  readonly weakLink: WeakLink | undefined;
  readonly onTakenOver: (takenOver: boolean) => void;
  /** What guests are to be told, in the screen's language. */
  readonly guestNotice: string | undefined;
  readonly onTrouble: () => void;
  readonly onRetryDevice: () => void;
  readonly onChooseDevice: () => void;
};

/** What the lane does, in words, icon and colour, and its controls. Mounted once for each lane (keyed). */
export function LanePanel(props: LanePanelProps) {
  const { lane, levels, isOnline, weakLink, onPushToTalk } = props;
  const words = useWords().lane;
  const [hold] = useState(() => createHold(onPushToTalk));
  const isOn = lane.talk?.isOn === true;
  const isHeld = useStore(hold.holder) !== undefined || isOn;
  const status = laneStatus(lane, isHeld);
  const isHearing = status.name === 'hearing';
  const isListening = status.name === 'listening' || isHearing;
  const isKept = !isOnline && isListening;
  const now = isHearing && isHeld ? words.help.hearingHeld : words.help[status.name];
  const overLine = isListening && weakLink !== undefined ? words.weakLink[weakLink] : now;
  const help = isKept ? words.help.offline : overLine;
  return (
    <section
      className="lane"
      data-tone={isKept ? 'amber' : status.tone}
      data-status={status.name}
      aria-label={lane.name}
    >
      <div className="lane-row">
        <div className="lane-state" role="status">
          <span className="lane-icon">
            <Icon name={status.icon} />
          </span>
          <span className="lane-words">
            <strong className="lane-now">{words.states[status.name]}</strong>
            <span className="lane-help">{lane.wordsAvailable ? help : words.noWords}</span>
          </span>
        </div>
        <LaneControls {...props} />
        {lane.mode === 'push-to-talk' && (
          <TalkButton
            hold={hold}
            isHeld={isHeld}
            isHearing={isHearing}
            disabled={lane.device.state === 'absent' || lane.muted}
            style={lane.talk?.style ?? 'hold'}
            onToggle={() => onPushToTalk(!isOn)}
          />
        )}
      </div>
      {status.tone === 'danger' ? (
        <DeviceTrouble {...props} />
      ) : (
        <LevelMeter levels={levels} laneId={lane.laneId} deviceName={lane.device.name} />
      )}
      {props.guestNotice !== undefined && (
        <p className="lane-notice">
          <strong>{words.tellGuests}</strong> {props.guestNotice}
        </p>
      )}
      <Gaps {...lane.listeningGaps} />
    </section>
  );
}

function LaneControls(props: LanePanelProps) {
  const { lane, onMode, onMuted, isTakenOver, onTakenOver, onVehicle } = props;
  const { lane: words, takeover, vehicle } = useWords();
  const isThere = lane.vehicle !== undefined;
  const arrive = () => onVehicle(!isThere);
  useHotkey('F1', { onDown: arrive });
  const toggle = () => onMuted(!lane.muted);
  const turn = () => onTakenOver(!isTakenOver);
  useHotkey('F8', { onDown: toggle });
  useHotkey('F5', { onDown: turn });
  return (
    <div className="lane-controls">
      <Segments
        label={words.mode}
        value={lane.mode}
        onChange={onMode}
        compact
        options={[
          { value: 'hands-free', text: words.handsFree, icon: 'ear' },
          { value: 'push-to-talk', text: words.pushToTalk, icon: 'hand' },
        ]}
      />
      <Button
        icon={lane.muted ? 'mic-off' : 'mic'}
        label={lane.muted ? words.unmute : words.mute}
        aria-pressed={lane.muted}
        aria-keyshortcuts="F8"
        onClick={toggle}
      />
      <Button
        icon="car"
        label={isThere ? vehicle.left : vehicle.arrived}
        aria-pressed={isThere}
        aria-keyshortcuts="F1"
        onClick={arrive}
      />
      <Button icon={isTakenOver ? 'ear' : 'person'} aria-keyshortcuts="F5" onClick={turn}>
        {isTakenOver ? takeover.handBack : takeover.take}
      </Button>
      <TroubleButton onPress={props.onTrouble} />
    </div>
  );
}

function DeviceTrouble({ lane, onRetryDevice, onChooseDevice }: LanePanelProps) {
  const { lane: words, audioFailures } = useWords();
  const { device } = lane;
  if (device.state !== 'absent' && device.state !== 'failing') return null;
  const { what, cure } = audioFailures[device.failure];
  const isChosen = device.name !== '';
  return (
    <div className="lane-trouble" role="alert">
      <p>
        <strong>{isChosen ? `${device.name} ${what}.` : words.notChosen}</strong>{' '}
        {isChosen ? cure : words.notChosenCure}
      </p>
      {isChosen && <Button onClick={onRetryDevice}>{words.tryAgain}</Button>}
      <Button onClick={onChooseDevice}>{words.choose}</Button>
    </div>
  );
}

/** Sound that was lost before it was captured is said, not hidden. */
function Gaps({ count, totalMs }: LaneView['listeningGaps']) {
  const words = useWords().lane;
  if (count === 0) return null;
  return <p className="lane-gaps">{words.gaps(count, (totalMs / 1_000).toFixed(1))}</p>;
}
