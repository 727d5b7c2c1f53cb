/** What a lane is set up with, and what it needs of the voice part. */
import type {
  CaptureSource,
  Endpointing,
  FromHost,
} from '../../../shared/audio-port/audio-port.ts';
import type { LaneId } from '../../../shared/ids.ts';
import type { Talk } from '../../../shared/talk.ts';
import type { LaneView, LevelView } from '../../../shared/ipc/views.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { ForkAudioHost } from './audio-host-process.ts';
import type { CaptureEvents } from './capture.ts';

export type LaneSettings = {
  readonly laneId: LaneId;
  readonly name: string;
  /** Without it nothing is heard until a person chooses. */
  readonly capture: CaptureSource | undefined;
  readonly playback: string | undefined;
  /** Of replies, 0 to 1 (as they come). */
  readonly volume?: number;
  /** Used when the lane's own device is away. */
  readonly spare?: {
    readonly capture: CaptureSource;
    readonly playback?: string | undefined;
  };
  readonly mode: 'hands-free' | 'push-to-talk';
  /** The usual one when it is not said. */
  readonly talk?: Talk | undefined;
  readonly endpointing: Endpointing;
};

export type LaneDeps = {
  readonly fork: ForkAudioHost;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  /** UUIDv7. */
  readonly newId: () => string;
  readonly capture: CaptureEvents;
  readonly onView: (view: LaneView) => void;
  readonly onLevel: (level: LevelView) => void;
  readonly onPlayback: (ended: Extract<FromHost, { type: 'playback_ended' }>) => void;
};

export type ReplayFailure = 'no-playback-device' | 'device-away' | 'lane-busy' | 'cannot-play';
