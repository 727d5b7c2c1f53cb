/** What the voice part needs of main, and what it tells it. */
import type { LaneId, SessionId, UtteranceId } from '../../shared/ids.ts';
import type { LaneHealth } from '../../shared/ipc/health-calls.ts';
import type {
  ConnectionView,
  LaneView,
  LevelView,
  SpoolView,
  TranscriptEntry,
  WordsBecame,
} from '../../shared/ipc/views.ts';
import type { Result } from '../../shared/result.ts';
import type { UtteranceResult } from '../../shared/wire/down.ts';
import type { SoldOutFact } from '../../shared/sold-out/sold-out.ts';
import type { RelayLine } from '../relay-line.ts';
import type { Clock } from './clock.ts';
import type { Retention } from './journal/retention.ts';
import type { SpaceNews } from './journal/space-watch.ts';
import type { ForkAudioHost } from './lane/audio-host-process.ts';
import type { LaneSettings } from './lane/lane-deps.ts';
import type { Log } from './log.ts';
import type { SoundServer } from './sound-server/sound-watch.ts';
import type { TokenSource } from './tokens.ts';

/** What a person should know; main finds the words. */
export type VoiceNotice =
  | { readonly kind: 'journal-unwritable'; readonly code: string | undefined }
  | { readonly kind: 'journal-writable' }
  | SpaceNews
  /** The disk does not let sound be erased that has had its time, or lets it again. */
  | { readonly kind: 'erasing-refused'; readonly code: string }
  | { readonly kind: 'erasing-works' }
  | {
      readonly kind: 'journal-damaged';
      readonly damagedRecords: number;
      readonly unreadableUtterances: number;
    }
  | { readonly kind: 'utterance-parked'; readonly utteranceId: UtteranceId; readonly code: string }
  /** A person wants it tried again. */
  | { readonly kind: 'utterance-unparked'; readonly utteranceId: UtteranceId };

/** When something was said, in wall time. */
export type Said = { readonly fromMs: number; readonly toMs: number };

export type DeliveredResult = UtteranceResult & {
  readonly laneId: LaneId;
  /** Said with the crew key held: it is no guest's. */
  readonly isForCrew: boolean;
  /** Said while the relay was away, or before a restart. */
  readonly late: boolean;
  readonly said: Said;
};

export type VoiceEvents = {
  readonly onLane: (view: LaneView) => void;
  readonly onLevel: (view: LevelView) => void;
  readonly onHealth: (health: LaneHealth) => void;
  readonly onTranscript: (entry: TranscriptEntry) => void;
  readonly onConnection: (view: ConnectionView) => void;
  readonly onSpool: (view: SpoolView) => void;
  /** Also with each new connection: there may be news. */
  readonly onConfigChanged: () => void;
  /** What the restaurant's stations say is sold out or back. */
  readonly onSoldOut: (facts: readonly SoldOutFact[]) => void;
  readonly onNotice: (notice: VoiceNotice) => void;
};

export type VoiceDeps = {
  readonly lanes: readonly (LaneSettings & { readonly sessionId: SessionId })[];
  readonly forkAudioHost: ForkAudioHost;
  /** One more host stays ready, so that a lane that loses its own hears again at once. */
  readonly keepsSpareHost?: boolean;
  /** Watched for streams that it moves to another device; none: the system has none that can be asked. */
  readonly soundServer?: SoundServer | undefined;
  /** `https://…`, or `http://` to this machine; no path, no slash at the end. */
  readonly relay: TokenSource & { readonly url: string };
  readonly line: Pick<RelayLine, 'agentFor' | 'fetch' | 'cutCalls'>;
  readonly journal: {
    readonly directory: string;
    /** 32 bytes. */
    readonly stationKey: Uint8Array;
    /** Policy's, asked at each round: it may change while the station runs. */
    readonly retention?: () => Retention;
    /** What is left on the journal's disk, in bytes. */
    readonly freeBytes?: () => Promise<number | undefined>;
  };
  /**
   * Ok means on disk with the ticket. Called again only for a result whose journal mark the disk never
   * took (a kill in the microseconds between), so it must know an utterance that it has. Answers what
   * became of the words, if there were any.
   */
  readonly deliver: (
    result: DeliveredResult,
  ) => Promise<Result<WordsBecame | undefined, 'cannot-save'>>;
  readonly events: VoiceEvents;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  /** UUIDv7. */
  readonly newId: () => string;
  readonly log: Log;
};

export type VoiceViews = {
  readonly connection: ConnectionView;
  readonly lanes: readonly LaneView[];
  readonly health: readonly LaneHealth[];
  readonly transcripts: readonly TranscriptEntry[];
  readonly spool: SpoolView;
  /** Could not be delivered, oldest first. */
  readonly parked: readonly ParkedUtterance[];
};

export type ParkedUtterance = {
  readonly utteranceId: UtteranceId;
  readonly laneId: LaneId;
  readonly saidAtMs: number;
};
