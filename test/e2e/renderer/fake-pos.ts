/**
 * A stand-in for main on a page without Electron: keeps the contract's promises, so that an order can
 * be finished by touch.
 */
import type { CallName, PushName } from '../../../src/shared/ipc/channels.ts';
import type { Pos, PushPayload } from '../../../src/shared/ipc/contract.ts';
import type { LaneView, StationSnapshot } from '../../../src/shared/ipc/views.ts';
import { fail, ok } from '../../../src/shared/result.ts';
import { createFakeOrders } from './fake-orders.ts';
import { createFakeDay } from './fake-day.ts';
import { createFakePeople } from './fake-people.ts';
import { createFakePrinting } from './fake-printing.ts';
import { createFakeTill } from './fake-till.ts';
import { createFakeTraining } from './fake-training.ts';
import { selfTestReport } from './lane-seeds.ts';
import { createFakeVoice } from './fake-voice.ts';

type Listeners = { [Name in PushName]: Set<(payload: PushPayload<Name>) => void> };

export type FakePos = Pos & {
  /** As main would push it. */
  readonly push: <Name extends PushName>(name: Name, payload: PushPayload<Name>) => void;
  /** Every call so far, oldest first. */
  readonly asked: { readonly name: CallName; readonly request: unknown }[];
};

export function createFakePos(seed: StationSnapshot): FakePos {
  const listeners: Listeners = {
    onConnection: new Set(),
    onLane: new Set(),
    onLevel: new Set(),
    onTranscript: new Set(),
    onTicket: new Set(),
    onHeld: new Set(),
    onOrder: new Set(),
    onOrderCounts: new Set(),
    onLanes: new Set(),
    onSpool: new Set(),
    onMenu: new Set(),
    onNotice: new Set(),
    onPeople: new Set(),
    onNoticeCleared: new Set(),
    onMissed: new Set(),
    onSoldOut: new Set(),
    onPrinting: new Set(),
    onScreen: new Set(),
    onFavourites: new Set(),
    onShift: new Set(),
    onCounter: new Set(),
    onGuestNotice: new Set(),
    onTips: new Set(),
    onHealth: new Set(),
  };
  const asked: FakePos['asked'] = [];
  let { lanes } = seed;
  const push: FakePos['push'] = (name, payload) => {
    for (const listener of listeners[name]) listener(payload);
  };
  const on =
    <Payload>(set: Set<(payload: Payload) => void>) =>
    (listener: (payload: Payload) => void) => {
      set.add(listener);
      return () => void set.delete(listener);
    };
  const note = (name: CallName, request: unknown) => void asked.push({ name, request });
  const changeLane = (laneId: string, change: Partial<LaneView>) => {
    const lane = lanes.find((one) => one.laneId === laneId);
    if (lane === undefined) return Promise.resolve(fail('unknown-lane' as const));
    const next = { ...lane, ...change };
    lanes = lanes.map((one) => (one === lane ? next : one));
    push('onLane', next);
    return Promise.resolve(ok(undefined));
  };
  const people = createFakePeople(seed, push, note);
  const day = createFakeDay(seed, push, people.approve);
  const till = createFakeTill(seed, push, note, { approve: people.approve, book: day.book });
  const orders = createFakeOrders(seed, {
    push,
    note,
    approve: people.approve,
    addTo: till.addTo,
  });
  listeners.onOrder.add(orders.learn);
  return {
    push,
    asked,
    getSnapshot: () => Promise.resolve(ok(seed)),
    useOtherDevice: (request) => {
      note('useOtherDevice', request);
      return Promise.resolve(ok(undefined));
    },
    setCrewKey: (request) => {
      note('setCrewKey', request);
      return Promise.resolve(ok(undefined));
    },
    runSelfTest: () => {
      note('runSelfTest', undefined);
      return Promise.resolve(ok(selfTestReport));
    },
    openKitchen: () => {
      note('openKitchen', undefined);
      return Promise.resolve(ok(undefined));
    },
    enrol: ({ code }) => {
      note('enrol', { code });
      if (code !== 'GOOD-CODE') return Promise.resolve(fail('code-unknown'));
      push('onConnection', { state: 'connecting', attempt: 1 });
      return Promise.resolve(ok(undefined));
    },
    setVehicle: ({ laneId, present }) => {
      note('setVehicle', { laneId, present });
      return changeLane(laneId, { vehicle: present ? { sinceMs: 0 } : undefined });
    },
    setTalk: ({ laneId, talk }) => {
      note('setTalk', { laneId, talk });
      return changeLane(laneId, { talk: { ...talk, isOn: false } });
    },
    setVolume: ({ laneId, volume }) => {
      note('setVolume', { laneId, volume });
      return changeLane(laneId, { volume });
    },
    setPushToTalk: (request) => {
      note('setPushToTalk', request);
      const { talk } = lanes.find(({ laneId }) => laneId === request.laneId) ?? {};
      return changeLane(request.laneId, {
        state: request.pressed ? 'hearing' : 'idle',
        ...(talk !== undefined && { talk: { ...talk, isOn: request.pressed } }),
      });
    },
    setLaneMode: ({ laneId, mode }) =>
      changeLane(laneId, { mode, state: mode === 'hands-free' ? 'listening' : 'idle' }),
    setMuted: ({ laneId, muted }) =>
      changeLane(laneId, { muted, state: muted ? 'idle' : 'listening' }),
    listDevices: () =>
      Promise.resolve(
        ok([
          device('alsa:1', 'Headset 1', 1),
          device('alsa:2', 'Savi 8245', 1),
          { ...device('alsa:3', 'Ceiling speaker', 0), isDefaultOutput: true },
        ]),
      ),
    chooseDevice: ({ laneId, capture, playback }) =>
      changeLane(laneId, {
        ...(capture !== undefined && { device: { state: 'open', name: capture } }),
        ...(typeof playback === 'string' && { playbackDevice: playback }),
        state: 'listening',
      }),
    retryDevice: ({ laneId }) =>
      changeLane(laneId, { device: { state: 'opening', name: 'Headset 1' } }),
    ...people.calls,
    ...till.calls,
    ...orders.calls,
    ...createFakePrinting(seed, push, note, people.approve),
    ...createFakeVoice(seed, {
      push,
      note,
      changeLane,
      approve: people.approve,
      laneOf: (id) => lanes.find(({ laneId }) => laneId === id),
    }),
    ...day.calls,
    ...createFakeTraining(seed, push, people.approve),
    tellTotal: (request) => {
      note('tellTotal', request);
      return Promise.resolve(ok(undefined));
    },
    setTips: async ({ percents, approval }) => {
      const approved = await people.approve('change-tips', approval);
      if (!approved.ok) return approved;
      push('onTips', percents);
      return ok(undefined);
    },
    setScreen: (setup) => {
      push('onScreen', setup);
      return Promise.resolve(ok(undefined));
    },
    setFavourites: ({ itemIds }) => {
      note('setFavourites', { itemIds });
      push('onFavourites', itemIds);
      return Promise.resolve(ok(undefined));
    },
    reportPainted: (request) => {
      note('reportPainted', request);
      return Promise.resolve(ok(undefined));
    },
    onConnection: on(listeners.onConnection),
    onLane: on(listeners.onLane),
    onLevel: on(listeners.onLevel),
    onTranscript: on(listeners.onTranscript),
    onTicket: on(listeners.onTicket),
    onHeld: on(listeners.onHeld),
    onOrder: on(listeners.onOrder),
    onOrderCounts: on(listeners.onOrderCounts),
    onLanes: on(listeners.onLanes),
    onSpool: on(listeners.onSpool),
    onMenu: on(listeners.onMenu),
    onNotice: on(listeners.onNotice),
    onPeople: on(listeners.onPeople),
    onNoticeCleared: on(listeners.onNoticeCleared),
    onMissed: on(listeners.onMissed),
    onSoldOut: on(listeners.onSoldOut),
    onPrinting: on(listeners.onPrinting),
    onScreen: on(listeners.onScreen),
    onFavourites: on(listeners.onFavourites),
    onShift: on(listeners.onShift),
    onCounter: on(listeners.onCounter),
    onGuestNotice: on(listeners.onGuestNotice),
    onTips: on(listeners.onTips),
    onHealth: on(listeners.onHealth),
  };
}

function device(deviceId: string, name: string, inputs: number) {
  return { deviceId, name, inputs, outputs: 2, defaultRateHz: 48_000, isDefaultOutput: false };
}
