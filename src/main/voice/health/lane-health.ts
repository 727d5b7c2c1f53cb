/**
 * How well a lane hears, decided purely from what is known of it anyhow: its levels, its device's state, its
 * lost sound and its utterances' ends. Alarms come within 3 s of the trouble and go with it.
 */
import type { LaneAlarm, LaneHealth } from '../../../shared/ipc/health-calls.ts';
import type { LaneView, LevelView, TranscriptEntry } from '../../../shared/ipc/views.ts';

/** Levels come ten times a second; ten seconds of them are kept. */
const KEPT_LEVELS = 100;
const LEVELS_A_SECOND = 10;
/** Exact zeros: no microphone that is connected gives them for long. */
const ZERO_DBFS = -119;
const SILENT_AFTER_LEVELS = 20;
/** A device whose sound never rests on zeros for this long breathes: later silence of it is a fault. */
const BREATHES_AFTER_LEVELS = 30;
/** Of the last two seconds' levels. */
const CLIPPING_SHARE = 0.25;
/** Without speech the background is as loud as speech itself should be. */
const NOISY_DBFS = -30;
const DROPOUTS_KEPT_MS = 60_000;
const MANY_DROPOUTS = 3;
const WORDLESS_ALARM = 3;
/** A respawn of the audio host takes a fifth of this; the first opening shares the machine with the app's start. */
const AWAY_AFTER_MS = { again: 1_000, first: 3_000 };

type Heard = Pick<LevelView, 'rmsDbfs' | 'clipping'>;

export type HealthState = {
  readonly levels: readonly Heard[];
  /** Levels in a row with and without sound. */
  readonly run: { readonly isZero: boolean; readonly length: number };
  readonly breathes: boolean;
  readonly device: LaneView['device'];
  /** Undefined while the device is open, and before one was chosen. */
  readonly awaySinceMs: number | undefined;
  readonly hasBeenOpen: boolean;
  readonly gapCount: number;
  readonly dropoutsAtMs: readonly number[];
  readonly wordless: number;
  /** Of the last utterance that was counted: each has many entries. */
  readonly judged: TranscriptEntry['utteranceId'] | undefined;
};

export type HealthEvent =
  | { readonly type: 'level'; readonly level: Heard }
  | { readonly type: 'lane'; readonly view: Pick<LaneView, 'device' | 'listeningGaps'> }
  | { readonly type: 'entry'; readonly entry: Pick<TranscriptEntry, 'utteranceId' | 'status'> }
  /** Another device: what was known of the one before says nothing of it. */
  | { readonly type: 'moved' }
  /** The device was let go of on purpose and is opened anew. */
  | { readonly type: 'rested' };

const NOTHING_HEARD = {
  levels: [],
  run: { isZero: true, length: 0 },
  breathes: false,
} as const;

export const UNKNOWN_HEALTH: HealthState = {
  ...NOTHING_HEARD,
  device: { state: 'opening', name: '' },
  awaySinceMs: undefined,
  hasBeenOpen: false,
  gapCount: 0,
  dropoutsAtMs: [],
  wordless: 0,
  judged: undefined,
};

export function stepHealth(state: HealthState, event: HealthEvent, nowMs: number): HealthState {
  switch (event.type) {
    case 'level':
      return withLevel(state, event.level);
    case 'lane':
      return withDevice(state, event.view, nowMs);
    case 'entry':
      return withEntry(state, event.entry);
    case 'rested':
      return { ...state, ...NOTHING_HEARD, awaySinceMs: nowMs, hasBeenOpen: false };
    case 'moved':
      return { ...state, ...NOTHING_HEARD };
  }
}

function withLevel(state: HealthState, level: Heard): HealthState {
  const isZero = level.rmsDbfs <= ZERO_DBFS;
  const length = isZero === state.run.isZero ? state.run.length + 1 : 1;
  return {
    ...state,
    levels: [...state.levels, level].slice(-KEPT_LEVELS),
    run: { isZero, length },
    breathes: state.breathes || (!isZero && length >= BREATHES_AFTER_LEVELS),
  };
}

function withDevice(
  state: HealthState,
  { device, listeningGaps }: Pick<LaneView, 'device' | 'listeningGaps'>,
  nowMs: number,
): HealthState {
  const isAway = device.state !== 'open' && device.name !== '';
  const isNewGap = listeningGaps.count > state.gapCount;
  return {
    ...state,
    ...(isAway && NOTHING_HEARD),
    device,
    awaySinceMs: isAway ? (state.awaySinceMs ?? nowMs) : undefined,
    hasBeenOpen: state.hasBeenOpen || device.state === 'open',
    gapCount: listeningGaps.count,
    dropoutsAtMs: isNewGap
      ? [...state.dropoutsAtMs, nowMs].slice(-MANY_DROPOUTS)
      : state.dropoutsAtMs,
  };
}

function withEntry(
  state: HealthState,
  { utteranceId, status }: Pick<TranscriptEntry, 'utteranceId' | 'status'>,
): HealthState {
  if (status === 'final') return { ...state, wordless: 0, judged: utteranceId };
  if (status !== 'nothing-heard' || utteranceId === state.judged) return state;
  return { ...state, wordless: state.wordless + 1, judged: utteranceId };
}

export type DeviceInUse = { readonly isOnSpare: boolean; readonly other: string | undefined };

export function healthView(
  laneId: LaneHealth['laneId'],
  state: HealthState,
  { isOnSpare, other }: DeviceInUse,
  nowMs: number,
): LaneHealth {
  const { levels, wordless, device } = state;
  const loudest = levels.slice(-LEVELS_A_SECOND).map(({ rmsDbfs }) => rmsDbfs);
  const sorted = levels.map(({ rmsDbfs }) => rmsDbfs).sort((a, b) => a - b);
  const floor = sorted[Math.floor(sorted.length / 10)];
  return {
    laneId,
    device: device.name,
    ...(other !== undefined && { other }),
    isOnSpare,
    ...(floor !== undefined && {
      levelDbfs: Math.round(Math.max(...loudest)),
      floorDbfs: Math.round(floor),
    }),
    clippedPercent: Math.round(clippedShare(levels) * 100),
    dropouts: recent(state, nowMs),
    wordless,
    alarms: alarmsOf(state, isOnSpare, nowMs),
  };
}

function alarmsOf(state: HealthState, isOnSpare: boolean, nowMs: number): readonly LaneAlarm[] {
  const { device, awaySinceMs, levels, run, breathes, wordless } = state;
  const isSaid = device.state === 'absent' || device.state === 'failing';
  const isAway = device.name !== '' && awaySinceMs !== undefined;
  const patienceMs = state.hasBeenOpen ? AWAY_AFTER_MS.again : AWAY_AFTER_MS.first;
  const loud = levels.slice(-2 * LEVELS_A_SECOND);
  const floor = levels.length < KEPT_LEVELS ? ZERO_DBFS : Math.min(...levels.map(rms));
  const found: Readonly<Record<LaneAlarm, boolean>> = {
    'device-away': isAway && (isSaid || nowMs - awaySinceMs >= patienceMs),
    silent: breathes && run.isZero && run.length >= SILENT_AFTER_LEVELS,
    clipping: loud.length === 2 * LEVELS_A_SECOND && clippedShare(loud) >= CLIPPING_SHARE,
    dropouts: recent(state, nowMs) >= MANY_DROPOUTS,
    'no-words': wordless >= WORDLESS_ALARM,
    noisy: floor > NOISY_DBFS,
    'on-spare': isOnSpare,
  };
  const { 'device-away': isDead, ...others } = found;
  return isDead
    ? ['device-away', ...(isOnSpare ? (['on-spare'] as const) : [])]
    : ORDER.filter((alarm) => others[alarm]);
}

const ORDER = ['silent', 'clipping', 'dropouts', 'no-words', 'noisy', 'on-spare'] as const;

function rms({ rmsDbfs }: Heard): number {
  return rmsDbfs;
}

function clippedShare(levels: readonly Heard[]): number {
  return levels.length === 0 ? 0 : levels.filter(({ clipping }) => clipping).length / levels.length;
}

function recent({ dropoutsAtMs }: HealthState, nowMs: number): number {
  return dropoutsAtMs.filter((atMs) => nowMs - atMs < DROPOUTS_KEPT_MS).length;
}
