import type { LaneId } from '../../shared/ids.ts';
import type { LevelView } from '../../shared/ipc/views.ts';
import type { Watched } from '../state/store.ts';
import { useStore } from '../state/use-store.ts';
import { useWords } from '../words/use-words.ts';
import { levelFraction, levelWord } from './lane-status.ts';

type LevelMeterProps = {
  readonly levels: Watched<ReadonlyMap<LaneId, LevelView>>;
  readonly laneId: LaneId;
  readonly deviceName: string;
};

/** Drawn alone, ten times a second, so that nothing else is. */
export function LevelMeter({ levels, laneId, deviceName }: LevelMeterProps) {
  const words = useWords().lane;
  const level = useStore(levels, (all) => all.get(laneId));
  const rms = level === undefined ? 0 : levelFraction(level.rmsDbfs);
  const peak = level === undefined ? 0 : levelFraction(level.peakDbfs);
  const word = words.levelWords[level === undefined ? 'silent' : levelWord(level)];
  return (
    <div className="meter-row">
      <span className="meter-device" title={words.microphone(deviceName)}>
        <span className="hidden">{words.microphone(deviceName)}</span>
        <span aria-hidden="true">{deviceName}</span>
      </span>
      <div
        className="meter"
        role="meter"
        aria-label={words.level}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(rms * 100)}
        aria-valuetext={word}
        data-clipping={level?.clipping ?? false}
        data-speaking={level?.speaking ?? false}
      >
        <div className="meter-rms" style={{ transform: `scaleX(${rms})` }} />
        <div className="meter-peak" style={{ transform: `translateX(${peak * 100}%)` }} />
      </div>
      <span className="meter-word" aria-hidden="true">
        {word}
      </span>
    </div>
  );
}
