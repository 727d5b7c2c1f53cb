/** The screen's calls, each handed to the part that knows. */
import type { StationSnapshot } from '../shared/ipc/views.ts';
import type { LaneId } from '../shared/ids.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { dayHandlers, type DayHandlerDeps } from './day-handlers.ts';
import type { GuestWords } from './guest-words.ts';
import type { Handlers } from './ipc/answer-calls.ts';
import { orderHandlers, type OrderHandlerDeps } from './order-handlers.ts';
import { adjustHandlers, type AdjustHandlerDeps } from './adjust-handlers.ts';
import { peopleHandlers, type PeopleHandlerDeps } from './people-handlers.ts';
import { printingHandlers, type PrintingHandlerDeps } from './printing-handlers.ts';
import type { LaneChange } from './lane-setup.ts';
import type { Log } from './log.ts';
import type { EnrolFailure } from './relay-client/enrol.ts';
import type { MissedWords } from './tickets/missed-words.ts';
import type { Tickets } from './tickets/tickets.ts';
import type { PersonWanted } from './person-wanted.ts';
import type { Training } from './training.ts';
import { screenHandlers, type ScreenHandlerDeps } from './screen-handlers.ts';
import { recordingHandlers } from './recording-handlers.ts';
import { voiceHandlers } from './voice-handlers.ts';
import type { Vehicles } from './vehicle/vehicles.ts';
import type { VoiceSlot } from './voice-slot.ts';

export type HandlerDeps = PeopleHandlerDeps &
  OrderHandlerDeps &
  AdjustHandlerDeps &
  PrintingHandlerDeps &
  DayHandlerDeps &
  ScreenHandlerDeps & {
    readonly snapshot: () => StationSnapshot;
    readonly openKitchen: () => void;
    readonly enrol: (code: string) => Promise<Result<undefined, EnrolFailure>>;
    readonly voice: Pick<VoiceSlot, 'current' | 'views'>;
    readonly training: Pick<Training, 'start' | 'end'>;
    readonly tickets: Tickets;
    readonly missed: MissedWords;
    readonly guestWords: GuestWords;
    readonly vehicles: Vehicles;
    readonly personWanted: Pick<PersonWanted, 'done'>;
    /** Keeps a lane's choices for the next start. */
    readonly keepLaneSetup: (
      laneId: LaneId,
      change: LaneChange,
    ) => Result<undefined, 'cannot-save'>;
    readonly nowUs: () => number;
    readonly log: Log;
  };

export function stationHandlers(deps: HandlerDeps): Handlers {
  const { voice, tickets, personWanted } = deps;
  /** Whatever the disk said, the words from now on belong to the ticket that is open. */
  const inNewSession = async <Answer>(
    laneId: LaneId,
    close: () => Promise<Answer>,
  ): Promise<Answer> => {
    const before = tickets.sessionOf(laneId);
    const answer = await close();
    const sessionId = tickets.sessionOf(laneId);
    if (sessionId !== undefined && sessionId !== before) {
      voice.current()?.beginSession(laneId, sessionId);
      personWanted.done(laneId);
    }
    return answer;
  };
  return {
    getSnapshot: () => ok(deps.snapshot()),
    enrol: ({ code }) => deps.enrol(code),
    openKitchen: () => {
      deps.openKitchen();
      return ok(undefined);
    },
    setPushToTalk: ({ laneId, pressed }) =>
      voice.current()?.setPushToTalk(laneId, pressed) ?? fail('unknown-lane'),
    setLaneMode: ({ laneId, mode }) => {
      const set = voice.current()?.setMode(laneId, mode) ?? fail('unknown-lane');
      if (set.ok) deps.keepLaneSetup(laneId, { mode });
      return set;
    },
    setVehicle: ({ laneId, present }) => deps.vehicles.set(laneId, present),
    setTalk: ({ laneId, talk }) => {
      const set = voice.current()?.setTalk(laneId, talk) ?? fail('unknown-lane');
      return set.ok ? deps.keepLaneSetup(laneId, { talk }) : set;
    },
    setVolume: ({ laneId, volume }) => {
      const set = voice.current()?.setVolume(laneId, volume) ?? fail('unknown-lane');
      return set.ok ? deps.keepLaneSetup(laneId, { volume }) : set;
    },
    setMuted: ({ laneId, muted }) =>
      voice.current()?.setMuted(laneId, muted) ?? fail('unknown-lane'),
    listDevices: async () => {
      const devices = (await voice.current()?.listDevices()) ?? fail('audio-unavailable');
      return devices.ok ? ok([...devices.value]) : devices;
    },
    chooseDevice: ({ laneId, capture, playback }) => {
      const setup = {
        ...(capture !== undefined && { capture: { kind: 'device', name: capture } as const }),
        ...(playback !== undefined && { playback: playback ?? undefined }),
      };
      const chosen = voice.current()?.chooseDevice(laneId, setup);
      if (chosen?.ok !== true) return chosen ?? fail('unknown-lane');
      return deps.keepLaneSetup(laneId, setup);
    },
    retryDevice: ({ laneId }) => voice.current()?.retryDevice(laneId) ?? fail('unknown-lane'),
    applyTicketCommand: ({ laneId, command }) => {
      if (command.kind === 'dismiss-question') personWanted.done(laneId);
      return tickets.apply(laneId, command);
    },
    nextGuest: async ({ laneId }) => {
      const next = await inNewSession(laneId, () => tickets.nextGuest(laneId));
      return next.ok ? ok(undefined) : next;
    },
    undoTicket: ({ laneId }) => tickets.undo(laneId),
    redoTicket: ({ laneId }) => tickets.redo(laneId),
    tellTotal: ({ laneId }) => tickets.tellTotal(laneId),
    setOrderType: ({ laneId, orderType }) => tickets.setOrderType(laneId, orderType),
    holdTicket: ({ laneId, label }) => inNewSession(laneId, () => tickets.hold(laneId, label)),
    recallTicket: ({ laneId, ticketId }) => tickets.recall(laneId, ticketId),
    voidTicket: ({ laneId, reason, approval }) =>
      inNewSession(laneId, () => tickets.void(laneId, reason, approval)),
    commitTicket: ({ laneId, tender }) =>
      inNewSession(laneId, () => tickets.commit(laneId, tender)),
    ...voiceHandlers(deps),
    ...recordingHandlers(deps),
    reportPainted: paintedReports(deps),
    ...peopleHandlers(deps),
    ...orderHandlers(deps),
    ...adjustHandlers(deps),
    ...printingHandlers(deps),
    ...screenHandlers(deps),
    ...dayHandlers(deps),
    startTraining: ({ approval }) => deps.training.start(approval),
    endTraining: () => deps.training.end(),
  };
}

/** The last hop's latency. A revision that shows no newer message of the relay says nothing about it. */
function paintedReports({
  voice,
  nowUs,
  log,
}: Pick<HandlerDeps, 'voice' | 'nowUs' | 'log'>): Handlers['reportPainted'] {
  const paintedOfLane = new Map<LaneId, number>();
  return ({ utteranceId, revision }) => {
    const paintedAtUs = nowUs();
    const entry = voice.views().transcripts.find((one) => one.utteranceId === utteranceId);
    const sentAtUs = entry?.revision === revision ? entry.times.relaySentAtUs : undefined;
    if (entry === undefined || sentAtUs === undefined) return ok(undefined);
    if (paintedOfLane.get(entry.laneId) === sentAtUs) return ok(undefined);
    paintedOfLane.set(entry.laneId, sentAtUs);
    const relayToPixelsMs = (paintedAtUs - sentAtUs) / 1_000;
    log.info({ utteranceId, revision, relayToPixelsMs }, 'a transcript was painted');
    return ok(undefined);
  };
}
