/**
 * The station: connects settings, secrets, relay, menu, tickets and voice, and answers the screen. What
 * fails is told in a notice and the rest goes on: without voice a till still takes orders by touch.
 */
import type { LaneId } from '../shared/ids.ts';
import type { CounterView } from '../shared/ipc/training-calls.ts';
import type { LaneView, StationSnapshot, TranscriptEntry } from '../shared/ipc/views.ts';
import { LOCAL_LANE } from '../shared/order/local-lane.ts';
import { DEFAULT_PRIVACY, type PrivacyPolicy } from '../shared/privacy/privacy-policy.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { createSetSoldOut } from './adjust-handlers.ts';
import { createCrewDesk } from './crew-desk.ts';
import { enrolWhenRelayAnswers } from './enrol-at-start.ts';
import type { Handlers, KitchenHandlers } from './ipc/answer-calls.ts';
import { GuestWords } from './guest-words.ts';
import { kitchenHandlers } from './kitchen-handlers.ts';
import type { Kitchen } from './kitchen/kitchen.ts';
import { laneSetupSchema, type LaneChange, type LaneSetup } from './lane-setup.ts';
import { bugFields, drop } from './log.ts';
import { createMissedPush, missedList } from './missed.ts';
import { enrolNotice, menuTroubleNotice, OVER } from './notice-words.ts';
import type { EnrolFailure } from './relay-client/enrol.ts';
import type { Counter } from './open-counter.ts';
import { practiceHandlers, type Practice } from './practice-counter.ts';
import { createPersonWanted } from './person-wanted.ts';
import { createRelayLink } from './relay-link.ts';
import { retentionOf } from './retention-of.ts';
import type { StationConfig } from './station-config.ts';
import type { StationDeps } from './station-deps.ts';
import { stationHandlers, type HandlerDeps } from './station-handlers.ts';
import { TalkShortcuts } from './talk-shortcuts.ts';
import { createTrainingVoice } from './training-voice.ts';
import { openStationParts, type StationParts } from './station-parts.ts';
import type { NamedLane, VoiceEvents } from './station-voice.ts';
import { noVoiceNotice, voiceNotice } from './voice-notices.ts';
import { openDetector } from './open-detector.ts';
import { Vehicles } from './vehicle/vehicles.ts';
import { createVoiceSlot, type VoiceSlot } from './voice-slot.ts';

export type Station = {
  /** Of the counter that is in front now. */
  readonly handlers: Handlers;
  readonly kitchenHandlers: KitchenHandlers;
  readonly kitchen: Pick<Kitchen, 'setShown'> & { readonly opensAtStart: boolean };
  /** Goes to work: lanes, relay, and the enrolment that was asked for. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export async function openStation(deps: StationDeps): Promise<Station> {
  const { config, log } = deps;
  const told: { missed?: () => void } = {};
  const parts = await openStationParts({ ...deps, onMissed: () => told.missed?.() });
  const { relay, secrets, lastConfig, notices, tickets, orders, training } = parts;
  const leaving = new AbortController();

  const link =
    relay &&
    createRelayLink({
      client: relay.client,
      lastConfig,
      shelf: parts.shelf,
      onConfig: ({ lanes, privacy }) => {
        deps.push('onGuestNotice', guestNoticeOf(privacy));
        return serve(lanes);
      },
      onMenuTrouble: (isBroken) => notices.tell(menuTroubleNotice(isBroken)),
      log,
    });
  const refresh = () => link && drop(link.refresh(), log);
  /** A guest's words are nothing to practise with. */
  const missed = () =>
    training.practice === undefined ? missedList(parts.missed, voice.views().parked) : [];
  const pushMissed = createMissedPush(missed, deps.push);
  told.missed = pushMissed;
  const personWanted = createPersonWanted({
    tickets,
    lanes: () => voice.views().lanes,
    yieldVoice: (laneId) => void voice.current()?.setTakenOver(laneId, true),
    tell: notices.tell,
    log,
  });
  const onEntry = (entry: TranscriptEntry) => personWanted.heard(entry);
  const shortcuts = new TalkShortcuts({
    system: deps.shortcuts,
    toggle: (laneId) => voice.current()?.toggleTalk(laneId),
    tell: notices.tell,
  });
  const onLane = (view: LaneView) => shortcuts.laneIs(view);
  const voice: VoiceSlot = openVoiceSlot(parts, deps, {
    refresh,
    pushMissed,
    onEntry,
    onLane,
  });
  const vehicles = new Vehicles({
    voice: voice.current,
    greetingOf: (laneId) => laneSetupOf(parts, config, laneId).greeting,
    log,
  });
  let detector: Awaited<ReturnType<typeof openDetector>>;
  const guestWords = new GuestWords({
    ...parts,
    privacy: () => privacyOf(parts),
    voice: voice.current,
    approve: parts.people.approve,
    record: parts.audit.record,
    log,
  });
  const serve = async (lanes: readonly NamedLane[]) => {
    await voice.serve(lanes);
    await served(lanes);
  };
  /** Once the relay's lanes are served, the till's own lane goes and its orders go out. */
  const served = async (lanes: readonly NamedLane[]) => {
    const isLocal = lanes.some(({ laneId }) => laneId === LOCAL_LANE.laneId);
    if (!isLocal) {
      const { laneId, name } = LOCAL_LANE;
      await tickets.retireLane(laneId, name);
      await training.practice?.tickets.retireLane(laneId, name);
    }
    deps.push(
      'onLanes',
      lanes.map(({ laneId }) => laneId),
    );
    orders.deliver();
    parts.soldOut.deliver();
  };

  const enrol = async (code: string): Promise<Result<undefined, EnrolFailure>> => {
    if (relay === undefined) return fail('relay-away');
    const enrolled = await relay.client.enrol(code, stationName(parts, config));
    if (!enrolled.ok) return enrolled;
    notices.tell(OVER.enrolled);
    parts.settings.change({ relayUrl: relay.url });
    await voice.serveAnew(enrolled.value.lanes);
    await served(enrolled.value.lanes);
    refresh();
    return ok(undefined);
  };

  const enrolAtStart = async (code: string) => {
    const enrolled = await enrolWhenRelayAnswers(() => enrol(code), leaving.signal);
    if (!enrolled.ok && !leaving.signal.aborted) notices.tell(enrolNotice(enrolled.failure));
  };

  const handlersOf = (
    counter: Pick<StationParts, keyof Counter | 'orderPrinting'> &
      Pick<HandlerDeps, 'printing' | 'voice' | 'onShiftClosed'>,
  ) =>
    stationHandlers({
      ...deps,
      ...counter,
      snapshot: () => ({ ...snapshotOf(parts, voice, deps), ...counterView() }),
      enrol,
      openKitchen: deps.kitchenWindow.open,
      askKitchen: (orderId) =>
        relay?.client.orderState(orderId) ?? Promise.resolve(fail('relay-away')),
      people: parts.people,
      guestWords,
      vehicles,
      personWanted,
      audit: parts.audit,
      settings: parts.settings,
      onScreen: (setup) => deps.push('onScreen', setup),
      onTips: (percents) => deps.push('onTips', [...percents]),
      training,
      onFavourites: (favourites) => deps.push('onFavourites', favourites),
      soldOut: parts.soldOut,
      supportCalls: parts.supportCalls,
      menu: () => parts.shelf.current().menu,
      restaurant: () => parts.shelf.current().menu.restaurant,
      orderOf: (orderId) => counter.orders.get(orderId),
      approve: parts.people.approve,
      record: parts.audit.record,
      keepLaneSetup: (laneId, change) => keepLaneSetup(parts, config, laneId, change),
    });
  const counterView = (): CounterView => {
    const { counter, view } = training;
    return {
      tickets: counter.tickets.list(),
      held: counter.tickets.held(),
      orders: counter.orders.list(),
      orderCounts: counter.orders.counts,
      shift: counter.day.view(),
      missed: [...missed()],
      training: view,
    };
  };
  const realHandlers = handlersOf({
    ...parts,
    voice,
    onShiftClosed: () => guestWords.shiftClosed(),
  });
  const practiceOf = (practice: Practice) =>
    practiceHandlers(
      handlersOf({
        ...practice,
        voice: { current: () => undefined, views: voice.views },
        onShiftClosed: () => undefined,
      }),
    );
  const setVoice = createTrainingVoice(voice);
  let practice = training.practice && practiceOf(training.practice);
  training.onSwitched = () => {
    practice = training.practice && practiceOf(training.practice);
    setVoice(practice !== undefined);
    deps.push('onCounter', counterView());
  };

  return {
    get handlers() {
      return practice ?? realHandlers;
    },
    kitchenHandlers: kitchenHandlers({ kitchen: parts.kitchen.desk, settings: parts.settings }),
    kitchen: {
      setShown: parts.kitchen.setShown,
      opensAtStart: config.opensKitchen || parts.settings.current().opensKitchenAtStart,
    },
    start: async () => {
      parts.printing.start();
      parts.orderPrinting.takeUp(orders.list());
      orders.offerRefusedAgain();
      await serve(knownLanes(parts));
      guestWords.start();
      detector = await openDetector({
        config: config.vehicleDetector,
        directory: deps.directory,
        set: (laneId, isPresent) => vehicles.set(laneId, isPresent),
        tell: notices.tell,
      });
      const isEnrolled = secrets.identity.current()?.state === 'enrolled';
      if (isEnrolled) refresh();
      else if (config.enrolCode !== undefined) drop(enrolAtStart(config.enrolCode), log);
    },
    stop: async () => {
      leaving.abort();
      shortcuts.stop();
      detector?.close();
      guestWords.stop();
      await voice.stop();
      await parts.cards.stop();
      await tickets.settled();
      await orders.stop();
      await training.stop();
      await parts.kitchen.desk.stop();
      await parts.soldOut.stop();
      await parts.supportCalls.stop();
      parts.orderPrinting.stop();
      await parts.printing.stop();
      await parts.day.settled();
      await parts.audit.settled();
    },
  };
}

type Refreshing = {
  readonly refresh: () => void;
  readonly pushMissed: () => void;
  readonly onEntry: (entry: TranscriptEntry) => void;
  readonly onLane: (view: LaneView) => void;
};

function openVoiceSlot(parts: StationParts, deps: StationDeps, on: Refreshing): VoiceSlot {
  const { relay, secrets, tickets, training, journalDirectory } = parts;
  const setSoldOut = createSetSoldOut({
    ...parts,
    menu: () => parts.shelf.current().menu,
    record: parts.audit.record,
  });
  const crew = createCrewDesk({
    menu: () => parts.shelf.current().menu,
    setSoldOut: (subject, state) => setSoldOut({ subject, state }),
    orders: () => parts.orders.list(),
    tell: parts.notices.tell,
  });
  return createVoiceSlot({
    openVoice: deps.openVoice,
    deliver: async ({ laneId, said, isForCrew, ...result }) => {
      if (!isForCrew) return tickets.deliver(laneId, result, said);
      await crew.take(laneId, result.finalTranscription.trim());
      return ok('words-only');
    },
    events: voiceEvents(parts, deps, on),
    onVoice: () => parts.notices.tell(OVER.voice),
    onNoVoice: (why) => {
      deps.log.error(bugFields(why), 'voice could not be opened');
      parts.notices.tell(noVoiceNotice());
    },
    isEnrolled: () => secrets.identity.current()?.state === 'enrolled',
    setupOf: (laneId) => laneSetupOf(parts, deps.config, laneId),
    openLane: async (laneId) => {
      await training.openLane(laneId);
      return tickets.openLane(laneId);
    },
    isDeaf: () => training.practice !== undefined,
    isTakenOver: (laneId) => tickets.isTakenOver(laneId),
    surroundings: async () => {
      const stationKey = relay && (await parts.journalKey());
      if (relay === undefined || stationKey === undefined) return undefined;
      const retention = () => retentionOf(privacyOf(parts));
      const journal = { directory: journalDirectory, stationKey, retention };
      return { relay: { url: relay.url, ...relay.client }, journal };
    },
  });
}

function voiceEvents(
  { notices, orders, soldOut, supportCalls }: StationParts,
  { push, log }: Pick<StationDeps, 'push' | 'log'>,
  { refresh, pushMissed, onEntry, onLane }: Refreshing,
): VoiceEvents {
  return {
    onConnection: (view) => {
      push('onConnection', view);
      if (view.state !== 'online') return;
      orders.deliver();
      soldOut.deliver();
      supportCalls.deliver();
    },
    onLane: (view) => {
      push('onLane', view);
      onLane(view);
    },
    onLevel: (view) => push('onLevel', view),
    onHealth: (health) => push('onHealth', health),
    onTranscript: (entry) => {
      push('onTranscript', entry);
      onEntry(entry);
    },
    onSpool: (view) => {
      push('onSpool', view);
      pushMissed();
    },
    onConfigChanged: refresh,
    onSoldOut: (facts) => drop(soldOut.take(facts), log),
    onNotice: (notice) => notices.tell(voiceNotice(notice)),
  };
}

/** The relay's latest word, else what enrolment said, else a counter of the station's own. */
function knownLanes({ lastConfig, secrets }: StationParts): readonly NamedLane[] {
  const identity = secrets.identity.current();
  const enrolled = identity?.state === 'enrolled' ? identity.lanes : [LOCAL_LANE];
  return lastConfig.current()?.lanes ?? enrolled;
}

/** As the relay said last; the usual before it said anything. */
function privacyOf({ lastConfig }: Pick<StationParts, 'lastConfig'>): PrivacyPolicy {
  return lastConfig.current()?.privacy ?? DEFAULT_PRIVACY;
}

function guestNoticeOf({ notice }: PrivacyPolicy): StationSnapshot['guestNotice'] {
  return notice === undefined ? {} : { text: notice.text };
}

function stationName({ settings }: StationParts, config: StationConfig): string {
  return config.stationName ?? settings.current().stationName;
}

/** The station config goes before the settings, so that what policy or a test fixes stays fixed. */
function laneSetupOf(parts: StationParts, config: StationConfig, laneId: LaneId): LaneSetup {
  return (
    config.lanes?.[laneId] ?? parts.settings.current().lanes[laneId] ?? laneSetupSchema.parse({})
  );
}

function keepLaneSetup(
  parts: StationParts,
  config: StationConfig,
  laneId: LaneId,
  change: LaneChange,
): Result<undefined, 'cannot-save'> {
  const { lanes } = parts.settings.current();
  const { playback, ...setup } = { ...laneSetupOf(parts, config, laneId), ...change };
  const kept = { ...setup, ...(playback !== undefined && { playback }) };
  return parts.settings.change({ lanes: { ...lanes, [laneId]: kept } });
}

function snapshotOf(
  parts: StationParts,
  voice: VoiceSlot,
  deps: StationDeps,
): Omit<StationSnapshot, keyof CounterView> {
  const views = voice.views();
  const identity = parts.secrets.identity.current();
  const enrolledName = identity?.state === 'enrolled' ? identity.restaurantName : undefined;
  const restaurantName = parts.lastConfig.current()?.restaurantName ?? enrolledName;
  return {
    station: {
      name: stationName(parts, deps.config),
      version: deps.versions.app,
      electron: deps.versions.electron,
      ...(restaurantName !== undefined && { restaurantName }),
    },
    connection: views.connection,
    lanes: views.lanes,
    health: views.health,
    transcripts: views.transcripts,
    spool: views.spool,
    ...parts.shelf.current(),
    notices: parts.notices.list(),
    people: parts.people.view(),
    soldOut: parts.soldOut.marks(),
    printing: parts.printing.view(),
    screen: parts.settings.current().screen,
    favourites: parts.settings.current().favourites,
    tipPercents: parts.settings.current().tipPercents,
    guestNotice: guestNoticeOf(privacyOf(parts)),
  };
}
