/** What the station needs of its voice part, and how a lane looks without one. */
import type { AudioDevice, CaptureSource } from '../shared/audio-port/audio-port.ts';
import type { LaneId, SessionId, UtteranceId } from '../shared/ids.ts';
import type { LaneHealth } from '../shared/ipc/health-calls.ts';
import type { SelfTest } from '../shared/ipc/self-test-calls.ts';
import type { CallFailure } from '../shared/ipc/contract.ts';
import type {
  ConnectionView,
  LaneView,
  LevelView,
  SpoolView,
  TranscriptEntry,
  WordsBecame,
} from '../shared/ipc/views.ts';
import type { Result } from '../shared/result.ts';
import type { Talk } from '../shared/talk.ts';
import type { UtteranceResult } from '../shared/wire/down.ts';
import type { SoldOutFact } from '../shared/sold-out/sold-out.ts';
import type { LaneSetup } from './lane-setup.ts';
import type { RelayClient } from './relay-client/relay-client.ts';

/** How long and how much delivered sound is kept; `keepDeliveredMs` 0: not at all. */
export type Retention = { readonly keepDeliveredMs: number; readonly maxBytes: number };

export type NamedLane = { readonly laneId: LaneId; readonly name: string };

export type VoiceLane = NamedLane & { readonly sessionId: SessionId; readonly setup: LaneSetup };

export type ParkedUtterance = {
  readonly utteranceId: UtteranceId;
  readonly laneId: LaneId;
  readonly saidAtMs: number;
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

type LaneResult = Result<undefined, 'unknown-lane'>;

export type StationVoice = {
  /** Listens at once; resolves when what was said before the start is on its way. */
  readonly start: () => Promise<void>;
  /** Resolves when every frame that was captured is on disk. */
  readonly stop: () => Promise<void>;
  readonly views: () => VoiceViews;
  readonly setPushToTalk: (
    laneId: LaneId,
    isPressed: boolean,
  ) => Result<undefined, 'unknown-lane' | 'wrong-mode'>;
  /** By a shortcut; in push-to-talk alone. */
  readonly toggleTalk: (laneId: LaneId) => void;
  readonly setVehicle: (
    laneId: LaneId,
    isPresent: boolean,
  ) => Result<'arrived' | 'left' | 'no-change', 'unknown-lane'>;
  /** 16 kHz mono s16le, said to the guest. */
  readonly greet: (laneId: LaneId, pcm: Uint8Array) => void;
  readonly setTalk: (laneId: LaneId, talk: Talk) => LaneResult;
  /** What begins to be said on the lane while it is held is the crew's. */
  readonly setCrewKey: (laneId: LaneId, isHeld: boolean) => LaneResult;
  /** Of replies, 0 to 1. */
  readonly setVolume: (laneId: LaneId, volume: number) => LaneResult;
  readonly setMode: (laneId: LaneId, mode: LaneSetup['mode']) => LaneResult;
  readonly setMuted: (laneId: LaneId, isMuted: boolean) => LaneResult;
  /** What is not named stays what it is. */
  readonly chooseDevice: (
    laneId: LaneId,
    choice: { readonly capture?: CaptureSource; readonly playback?: string | undefined },
  ) => LaneResult;
  readonly retryDevice: (laneId: LaneId) => LaneResult;
  /** Plays on and records from every device of the lanes, which hear nobody meanwhile. */
  readonly selfTest: () => Promise<Result<SelfTest, 'lane-busy' | 'audio-unavailable'>>;
  readonly health: {
    /** To the spare, or back. */
    readonly useOther: (laneId: LaneId) => Result<undefined, 'unknown-lane' | 'no-spare'>;
  };
  readonly listDevices: () => Promise<Result<readonly AudioDevice[], 'audio-unavailable'>>;
  /** Words spoken from now on belong to this session. */
  readonly beginSession: (laneId: LaneId, sessionId: SessionId) => LaneResult;
  /** Staff have the lane's order: no reply is spoken over them. */
  readonly setTakenOver: (laneId: LaneId, isTakenOver: boolean) => LaneResult;
  /** Resolves when the sound of the utterance is heard. */
  readonly hearAgain: (
    laneId: LaneId,
    utteranceId: UtteranceId,
    words: string | undefined,
  ) => Promise<Result<undefined, CallFailure<'hearAgain'>>>;
  /** What was said, as a WAV file. */
  readonly recordingOf: (utteranceId: UtteranceId) => Promise<Result<Uint8Array, 'sound-erased'>>;
  readonly stopHearing: (laneId: LaneId) => LaneResult;
  /** Erases delivered sound before its time. */
  readonly eraseDelivered: () => Promise<void>;
  readonly sessionOf: (utteranceId: UtteranceId) => SessionId | undefined;
  readonly eraseSession: (
    sessionId: SessionId,
  ) => Promise<Result<undefined, 'lane-busy' | 'cannot-erase'>>;
  /** The words of before this long ago leave memory and screen. */
  readonly eraseWordsBefore: (ageMs: number) => void;
  /** Sends again what was parked: these, or all. */
  readonly retryParked: (
    utteranceIds: readonly UtteranceId[] | undefined,
  ) => Result<undefined, 'not-parked'>;
};

export type VoiceEvents = {
  readonly onConnection: (view: ConnectionView) => void;
  readonly onLane: (view: LaneView) => void;
  readonly onLevel: (view: LevelView) => void;
  readonly onHealth: (health: LaneHealth) => void;
  readonly onTranscript: (entry: TranscriptEntry) => void;
  readonly onSpool: (view: SpoolView) => void;
  /** Also with each new connection: there may be news. */
  readonly onConfigChanged: () => void;
  /** What the restaurant's stations say is sold out or back. */
  readonly onSoldOut: (facts: readonly SoldOutFact[]) => void;
  readonly onNotice: (notice: VoiceNotice) => void;
};

export type VoiceNotice =
  | { readonly kind: 'journal-unwritable' | 'journal-writable' }
  | { readonly kind: 'journal-roomy' | 'disk-roomy' | 'erasing-refused' | 'erasing-works' }
  | {
      readonly kind: 'journal-filling';
      readonly usedPercent: number;
      readonly waitingPercent: number;
    }
  | { readonly kind: 'disk-filling'; readonly freeMegabytes: number }
  | {
      readonly kind: 'journal-damaged';
      readonly damagedRecords: number;
      readonly unreadableUtterances: number;
    }
  | { readonly kind: 'utterance-parked' | 'utterance-unparked'; readonly utteranceId: UtteranceId };

export type DeliveredResult = UtteranceResult & {
  readonly laneId: LaneId;
  /** Said with the crew key held: it is no guest's. */
  readonly isForCrew: boolean;
  readonly late: boolean;
  readonly said: { readonly fromMs: number; readonly toMs: number };
};

export type OpenVoice = (options: {
  readonly lanes: readonly VoiceLane[];
  readonly relay: Pick<RelayClient, 'accessToken' | 'forgetToken'> & { readonly url: string };
  readonly journal: {
    readonly directory: string;
    readonly stationKey: Uint8Array;
    readonly retention: () => Retention;
  };
  /** Ok means that the result is on disk and need not be sent again. */
  readonly deliver: (
    result: DeliveredResult,
  ) => Promise<Result<WordsBecame | undefined, 'cannot-save'>>;
  readonly events: VoiceEvents;
}) => Promise<StationVoice>;

/** The lane of a station whose voice can't run: tickets by touch alone. */
export function laneWithoutVoice({ laneId, name }: NamedLane, setup: LaneSetup): LaneView {
  const device = setup.capture?.kind === 'device' ? setup.capture.name : '';
  return {
    laneId,
    name,
    state: 'idle',
    mode: setup.mode,
    muted: false,
    device: { state: 'absent', name: device, failure: 'no-such-device' },
    listeningGaps: { count: 0, totalMs: 0 },
    wordsAvailable: true,
    ...(setup.playback !== undefined && { playbackDevice: setup.playback }),
    ...(setup.volume !== undefined && { volume: setup.volume }),
  };
}
