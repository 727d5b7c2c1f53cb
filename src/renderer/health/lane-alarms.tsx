import type { LaneId } from '../../shared/ids.ts';
import type { LaneHealth } from '../../shared/ipc/health-calls.ts';
import type { LaneView } from '../../shared/ipc/views.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { useHotkey } from '../ui/use-hotkey.ts';
import { useWords } from '../words/use-words.ts';

type LaneAlarmsProps = {
  readonly lanes: readonly LaneView[];
  readonly health: ReadonlyMap<LaneId, LaneHealth>;
  /** The key that changes to the spare where the screen has it free. */
  readonly spareKey: string;
  readonly onUseOther: (laneId: LaneId) => void;
};

/** The gravest trouble of each lane with its cure; the first lane in trouble that has a spare has the key. */
export function LaneAlarms({ lanes, health, spareKey, onUseOther }: LaneAlarmsProps) {
  const troubled = lanes.flatMap((lane) => {
    const own = health.get(lane.laneId);
    return own === undefined || own.alarms.length === 0 ? [] : [{ lane, health: own }];
  });
  const first = troubled.find((each) => each.health.other !== undefined);
  const withKey = first?.lane.laneId;
  useHotkey(spareKey, {
    onDown: () => {
      if (withKey !== undefined) onUseOther(withKey);
    },
  });
  return troubled.map((each) => (
    <LaneAlarm
      key={each.lane.laneId}
      name={each.lane.name}
      health={each.health}
      spareKey={each.lane.laneId === withKey ? spareKey : undefined}
      onUseOther={() => onUseOther(each.lane.laneId)}
    />
  ));
}

type LaneAlarmProps = {
  readonly name: string;
  readonly health: LaneHealth;
  readonly spareKey: string | undefined;
  readonly onUseOther: () => void;
};

function LaneAlarm({ name, health, spareKey, onUseOther }: LaneAlarmProps) {
  const { health: words } = useWords();
  const { alarms, other, device, isOnSpare } = health;
  const [gravest] = alarms;
  if (gravest === undefined) return null;
  const isOver = gravest === 'on-spare';
  return (
    <div role="alert">
      <Banner
        tone={isOver ? 'amber' : 'danger'}
        icon={isOver ? 'info' : 'alert'}
        title={words.alarms[gravest](name, device)}
        help={other !== undefined && spareKey !== undefined ? words.orPress(spareKey) : ''}
        {...(other !== undefined && {
          action: (
            <Button onClick={onUseOther}>
              {isOnSpare ? words.useOwn(other) : words.useSpare(other)}
            </Button>
          ),
        })}
      />
    </div>
  );
}
