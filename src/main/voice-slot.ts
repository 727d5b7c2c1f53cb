/**
 * Holds the running voice part, or none: before enrolment, and where the journal's key can't be had.
 * Openings and closings happen one after the other.
 */
import { isDeepStrictEqual } from 'node:util';
import type { LaneId, SessionId } from '../shared/ids.ts';
import type { LaneSetup } from './lane-setup.ts';
import {
  laneWithoutVoice,
  type NamedLane,
  type OpenVoice,
  type StationVoice,
  type VoiceViews,
} from './station-voice.ts';

type OpenOptions = Parameters<OpenVoice>[0];

export type VoiceSlotDeps = Omit<OpenOptions, 'lanes' | 'relay' | 'journal'> & {
  readonly openVoice: OpenVoice;
  readonly isEnrolled: () => boolean;
  readonly setupOf: (laneId: LaneId) => LaneSetup;
  /** Opens the lane's ticket and tells which session it is in. */
  readonly openLane: (laneId: LaneId) => Promise<SessionId>;
  /** Whether staff have the lane's order; known once the lane is open. */
  readonly isTakenOver: (laneId: LaneId) => boolean;
  /** Nobody is to be heard. */
  readonly isDeaf: () => boolean;
  /** The disk refused the journal, or worse: the lanes go on without voice. */
  readonly onVoice: () => void;
  readonly onNoVoice: (why: unknown) => void;
  /** Undefined: no voice, for a reason that was told. */
  readonly surroundings: () => Promise<Pick<OpenOptions, 'relay' | 'journal'> | undefined>;
};

export type VoiceSlot = {
  readonly current: () => StationVoice | undefined;
  readonly views: () => VoiceViews;
  /** Serves these lanes from now on, by voice where that is possible. */
  readonly serve: (lanes: readonly NamedLane[]) => Promise<void>;
  /** The same with a new connection, though the lanes be the same: the station has become another to the relay. */
  readonly serveAnew: (lanes: readonly NamedLane[]) => Promise<void>;
  readonly stop: () => Promise<void>;
};

export function createVoiceSlot(deps: VoiceSlotDeps): VoiceSlot {
  let lanes: readonly NamedLane[] = [];
  let voice: StationVoice | undefined;
  let isStopped = false;
  let last: Promise<void> = Promise.resolve();

  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
  const close = async () => {
    const closing = voice;
    voice = undefined;
    await closing?.stop();
  };
  const open = async (wanted: readonly NamedLane[]) => {
    const voiceLanes = await Promise.all(
      wanted.map(async (lane) => ({
        ...lane,
        sessionId: await deps.openLane(lane.laneId),
        setup: deps.setupOf(lane.laneId),
      })),
    );
    lanes = wanted;
    const surroundings = deps.isEnrolled() ? await deps.surroundings() : undefined;
    if (surroundings === undefined) {
      tellLanes();
      return;
    }
    const { openVoice, deliver, events } = deps;
    try {
      voice = await openVoice({ lanes: voiceLanes, deliver, events, ...surroundings });
      if (deps.isDeaf()) for (const { laneId } of wanted) voice.setMuted(laneId, true);
      voice.start().catch(deps.onNoVoice);
      deps.onVoice();
      for (const { laneId } of wanted) voice.setTakenOver(laneId, deps.isTakenOver(laneId));
    } catch (bug) {
      deps.onNoVoice(bug);
    }
    tellLanes();
  };

  const reopen = async (wanted: readonly NamedLane[]) => {
    await close();
    // The relay's word may come while the station leaves.
    if (!isStopped) await open(wanted);
  };

  const views = () => voice?.views() ?? viewsWithoutVoice(lanes, deps);
  const tellLanes = () => {
    const { connection, lanes: laneViews } = views();
    for (const view of laneViews) deps.events.onLane(view);
    deps.events.onConnection(connection);
  };

  return {
    current: () => voice,
    views,
    serve: (wanted) =>
      inTurn(async () => {
        if (voice !== undefined && isDeepStrictEqual(wanted, lanes)) return;
        await reopen(wanted);
      }),
    serveAnew: (wanted) => inTurn(() => reopen(wanted)),
    stop: () => {
      isStopped = true;
      return inTurn(close);
    },
  };
}

function viewsWithoutVoice(
  lanes: readonly NamedLane[],
  { isEnrolled, setupOf }: Pick<VoiceSlotDeps, 'isEnrolled' | 'setupOf'>,
): VoiceViews {
  return {
    connection: isEnrolled()
      ? { state: 'offline', reason: 'relay-away', retryInMs: 0 }
      : { state: 'not-enrolled' },
    lanes: lanes.map((lane) => laneWithoutVoice(lane, setupOf(lane.laneId))),
    health: [],
    transcripts: [],
    spool: { waiting: 0, parked: 0, writable: true },
    parked: [],
  };
}
