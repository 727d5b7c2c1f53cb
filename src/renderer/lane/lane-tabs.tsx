import type { LaneId } from '../../shared/ids.ts';
import type { LaneView } from '../../shared/ipc/views.ts';
import { Key } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { useHotkey } from '../ui/use-hotkey.ts';
import { useWords } from '../words/use-words.ts';
import { laneStatus } from './lane-status.ts';

type LaneTabsProps = {
  readonly lanes: readonly LaneView[];
  readonly activeId: LaneId;
  readonly onChoose: (laneId: LaneId) => void;
  /** Suggestions and questions that wait on a lane's ticket. */
  readonly waitingOn: (laneId: LaneId) => number;
};

/** Every lane's state in sight, also of those not in front. */
export function LaneTabs({ lanes, activeId, onChoose, waitingOn }: LaneTabsProps) {
  const words = useWords();
  const at = lanes.findIndex(({ laneId }) => laneId === activeId);
  const next = lanes[(at + 1) % lanes.length];
  useHotkey('F6', {
    onDown: () => {
      if (next !== undefined) onChoose(next.laneId);
    },
  });
  const [only] = lanes;
  if (lanes.length === 1 && only !== undefined) return <p className="lane-only">{only.name}</p>;
  return (
    <nav className="lane-tabs" aria-label={words.app.lanes}>
      {lanes.map((lane) => {
        const status = laneStatus(lane, false);
        const waiting = waitingOn(lane.laneId);
        return (
          <button
            key={lane.laneId}
            type="button"
            className="lane-tab"
            data-tone={status.tone}
            aria-current={lane.laneId === activeId ? 'true' : undefined}
            onClick={() => onChoose(lane.laneId)}
          >
            <Icon name={status.icon} />
            <span className="lane-tab-words">
              <strong>{lane.name}</strong>
              <span className="lane-tab-state">{words.lane.states[status.name]}</span>
            </span>
            {waiting > 0 && (
              <span className="count" title={words.lane.toConfirm(waiting)}>
                <span aria-hidden="true">{waiting}</span>
                <span className="hidden">{words.lane.toConfirm(waiting)}</span>
              </span>
            )}
          </button>
        );
      })}
      <Key name="F6" />
    </nav>
  );
}
