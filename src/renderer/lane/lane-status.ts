/** What a lane does now, as one thing to say: its words, icon and colour. Pure. */
import type { LaneView, LevelView } from '../../shared/ipc/views.ts';
import type { Tone } from '../ui/banner.tsx';
import type { IconName } from '../ui/icon.tsx';
import type { Words } from '../words/english.ts';

export type LaneStatus = {
  readonly name: keyof Words['lane']['states'];
  readonly icon: IconName;
  readonly tone: Tone;
};

const STATUS = {
  listening: { icon: 'ear', tone: 'good' },
  hearing: { icon: 'wave', tone: 'good' },
  thinking: { icon: 'thinking', tone: 'info' },
  speaking: { icon: 'speaker', tone: 'info' },
  'taken-over': { icon: 'person', tone: 'amber' },
  replaying: { icon: 'speaker', tone: 'amber' },
  idle: { icon: 'mic-off', tone: 'calm' },
  muted: { icon: 'mic-off', tone: 'amber' },
  ready: { icon: 'mic', tone: 'calm' },
  held: { icon: 'mic', tone: 'info' },
  opening: { icon: 'mic', tone: 'info' },
  missing: { icon: 'alert', tone: 'danger' },
  failing: { icon: 'alert', tone: 'danger' },
} as const satisfies Record<LaneStatus['name'], Omit<LaneStatus, 'name'>>;

/**
 * A microphone that is away comes first: whatever else is true, nobody is heard. A held button says
 * "hearing" only when main does.
 */
export function laneStatus(lane: LaneView, isHeld: boolean): LaneStatus {
  const name = statusName(lane, isHeld);
  return { name, ...STATUS[name] };
}

function statusName(lane: LaneView, isHeld: boolean): LaneStatus['name'] {
  if (lane.device.state === 'absent') return 'missing';
  if (lane.device.state === 'failing') return 'failing';
  if (lane.replaying !== undefined) return 'replaying';
  if (lane.state !== 'idle') return lane.state;
  if (lane.muted) return 'muted';
  if (lane.device.state === 'opening') return 'opening';
  if (lane.mode === 'push-to-talk') return isHeld ? 'held' : 'ready';
  return 'idle';
}

/** The meter's floor. */
const FLOOR_DBFS = -60;
const QUIET_DBFS = -45;

/** 0 (the meter's floor) to 1 (full scale). */
export function levelFraction(dbfs: number): number {
  return Math.min(1, Math.max(0, 1 - dbfs / FLOOR_DBFS));
}

export function levelWord(
  level: Pick<LevelView, 'rmsDbfs' | 'clipping'>,
): keyof Words['lane']['levelWords'] {
  if (level.clipping) return 'loud';
  if (level.rmsDbfs <= FLOOR_DBFS) return 'silent';
  return level.rmsDbfs < QUIET_DBFS ? 'quiet' : 'good';
}
