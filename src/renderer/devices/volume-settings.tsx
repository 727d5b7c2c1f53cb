import type { LaneView } from '../../shared/ipc/views.ts';
import { Button } from '../ui/button.tsx';
import { useWords } from '../words/use-words.ts';

/** Of a hundred. */
const STEP = 10;

type VolumeSettingsProps = {
  readonly lane: LaneView;
  /** 0 to 1. */
  readonly onVolume: (volume: number) => void;
};

/** How loud a lane's replies are, in steps that a finger and a key make alike. */
export function VolumeSettings({ lane, onVolume }: VolumeSettingsProps) {
  const words = useWords().volume;
  if (lane.playbackDevice === undefined) return null;
  const percent = Math.round((lane.volume ?? 1) * 100);
  const set = (wanted: number) => onVolume(Math.max(0, Math.min(100, wanted)) / 100);
  return (
    <>
      <h3>{words.title}</h3>
      <div className="stepper" role="group" aria-label={words.title}>
        <Button
          icon="minus"
          label={words.softer}
          disabled={percent <= 0}
          onClick={() => set(percent - STEP)}
        />
        <output className="stepper-count volume-percent">{words.percent(percent)}</output>
        <Button
          icon="plus"
          label={words.louder}
          disabled={percent >= 100}
          onClick={() => set(percent + STEP)}
        />
      </div>
      {percent === 0 && <p role="status">{words.silent}</p>}
    </>
  );
}
