/**
 * Watches every lane's health beside the events that the screen gets anyhow, tells it when it changes, and moves a
 * lane whose device is away to its spare. Owned by the voice part.
 */
import type { CaptureSource } from '../../../shared/audio-port/audio-port.ts';
import type { LaneId } from '../../../shared/ids.ts';
import type { LaneHealth } from '../../../shared/ipc/health-calls.ts';
import type { LaneView, LevelView, TranscriptEntry } from '../../../shared/ipc/views.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Cancel, Clock } from '../clock.ts';
import {
  healthView,
  stepHealth,
  UNKNOWN_HEALTH,
  type HealthEvent,
  type HealthState,
} from './lane-health.ts';
import { ON_MAIN, otherDevice, stepSpare, type SpareState } from './spare-device.ts';

const LOOK_EVERY_MS = 500;

export type LaneDevices = {
  readonly capture: CaptureSource | undefined;
  readonly playback: string | undefined;
};

type WatchedLane = LaneDevices & {
  readonly laneId: LaneId;
  /** Used when the lane's own is away. */
  readonly spare?: { readonly capture: CaptureSource; readonly playback?: string | undefined };
};

export type HealthWatchDeps = {
  readonly lanes: readonly WatchedLane[];
  readonly clock: Pick<Clock, 'after' | 'nowUs'>;
  readonly onHealth: (health: LaneHealth) => void;
  /** What is being said goes on with these. */
  readonly move: (laneId: LaneId, devices: LaneDevices) => void;
};

type HeardEvents = {
  readonly onLane: (view: LaneView) => void;
  readonly onLevel: (level: LevelView) => void;
  readonly onTranscript: (entry: TranscriptEntry) => void;
};

type Watched = {
  own: LaneDevices;
  readonly spare: LaneDevices | undefined;
  health: HealthState;
  use: SpareState;
  told: string;
};

export class HealthWatch {
  readonly #deps: HealthWatchDeps;
  readonly #lanes: ReadonlyMap<LaneId, Watched>;
  #cancelLook: Cancel = () => undefined;
  #isPaused = false;

  constructor(deps: HealthWatchDeps) {
    this.#deps = deps;
    this.#lanes = new Map(
      deps.lanes.map(({ laneId, capture, playback, spare }) => [
        laneId,
        {
          own: { capture, playback },
          spare: spare && { playback, ...spare },
          health: UNKNOWN_HEALTH,
          use: ON_MAIN,
          told: '',
        },
      ]),
    );
  }

  start(): void {
    this.#cancelLook = this.#deps.clock.after(LOOK_EVERY_MS, () => {
      for (const laneId of this.#lanes.keys()) this.#tell(laneId);
      this.start();
    });
  }

  stop(): void {
    this.#cancelLook();
  }

  /** The lanes rest on purpose. */
  pause(): void {
    this.#isPaused = true;
  }

  /** They begin anew. */
  resume(): void {
    this.#isPaused = false;
    for (const laneId of this.#lanes.keys()) this.#step(laneId, { type: 'rested' });
  }

  devicesOf(laneId: LaneId): Pick<Watched, 'own' | 'spare'> | undefined {
    return this.#lanes.get(laneId);
  }

  views(): readonly LaneHealth[] {
    return [...this.#lanes].map(([laneId, lane]) => this.#view(laneId, lane));
  }

  /** The same events, which it hears on their way. */
  listenIn<Events extends HeardEvents>(events: Events): Events {
    return {
      ...events,
      onLane: (view: LaneView) => {
        events.onLane(view);
        this.#laneIs(view);
      },
      onLevel: (level: LevelView) => {
        events.onLevel(level);
        this.#step(level.laneId, { type: 'level', level });
      },
      onTranscript: (entry: TranscriptEntry) => {
        events.onTranscript(entry);
        this.#step(entry.laneId, { type: 'entry', entry });
      },
    };
  }

  /** A person has chosen the lane's own device: it is in use from now on. */
  chosen(laneId: LaneId, choice: Partial<LaneDevices>): void {
    const lane = this.#lanes.get(laneId);
    if (lane === undefined) return;
    lane.own = { ...lane.own, ...choice };
    lane.use = ON_MAIN;
    this.#step(laneId, { type: 'moved' });
  }

  /** A person wants the spare, or the lane's own back. */
  useOther(laneId: LaneId): Result<undefined, 'unknown-lane' | 'no-spare'> {
    const lane = this.#lanes.get(laneId);
    if (lane === undefined) return fail('unknown-lane');
    if (lane.spare === undefined) return fail('no-spare');
    this.#move(laneId, lane, otherDevice(lane.use));
    return ok(undefined);
  }

  #laneIs(view: LaneView): void {
    const { laneId } = view;
    const lane = this.#lanes.get(laneId);
    if (lane === undefined || this.#isPaused) return;
    this.#step(laneId, { type: 'lane', view });
    if (view.device.state !== 'open') this.#tell(laneId);
    if (lane.spare === undefined || view.device.name === '') return;
    const next = stepSpare(lane.use, view.device.state);
    // The lane is in the middle of telling of itself: it moves when it is done.
    if (next.isOnSpare !== lane.use.isOnSpare) {
      this.#deps.clock.after(0, () => this.#move(laneId, lane, next));
    }
    lane.use = next;
  }

  #move(laneId: LaneId, lane: Watched, use: SpareState): void {
    lane.use = use;
    this.#step(laneId, { type: 'moved' });
    this.#deps.move(laneId, use.isOnSpare ? (lane.spare ?? lane.own) : lane.own);
    this.#tell(laneId);
  }

  #step(laneId: LaneId, event: HealthEvent): void {
    const lane = this.#lanes.get(laneId);
    if (lane !== undefined) lane.health = stepHealth(lane.health, event, this.#nowMs());
  }

  #tell(laneId: LaneId): void {
    const lane = this.#lanes.get(laneId);
    if (lane === undefined) return;
    const view = this.#view(laneId, lane);
    const text = JSON.stringify(view);
    if (text === lane.told) return;
    lane.told = text;
    this.#deps.onHealth(view);
  }

  #view(laneId: LaneId, { own, spare, use, health }: Watched): LaneHealth {
    const other = spare && nameOf(use.isOnSpare ? own : spare);
    return healthView(laneId, health, { isOnSpare: use.isOnSpare, other }, this.#nowMs());
  }

  #nowMs(): number {
    return this.#deps.clock.nowUs() / 1_000;
  }
}

function nameOf({ capture }: LaneDevices): string | undefined {
  return capture?.kind === 'device' ? capture.name : capture?.path;
}
