/** A thousand stations and one relay that goes away: when each comes back, on a virtual clock. */
import { expect, test } from 'vitest';
import {
  INITIAL_UPLINK,
  stepUplink,
  type UplinkEffect,
  type UplinkEvent,
  type UplinkState,
} from '../../../../src/main/voice/uplink/uplink-machine.ts';
import { returnAfterMs } from '../../../../src/relay/stations/connections.ts';
import { CLOSE } from '../../../../src/shared/wire/close-codes.ts';
import { chanceOf } from '../../../support/chance.ts';
import { VirtualClock } from '../../../support/virtual-clock.ts';

const STATIONS = 1_000;
const SLICE_MS = 100;
/** A lost minute before: all connections have lasted. */
const GONE_AT_MS = 60_000;
const REFUSED_AFTER_MS = 1;
const OPEN_AFTER_MS = 20;

class SimulatedStation {
  state: UplinkState = INITIAL_UPLINK;
  onlineAtMs = 0;
  readonly #relay: SimulatedRelay;

  constructor(relay: SimulatedRelay) {
    this.#relay = relay;
    this.step({ type: 'start' });
  }

  step(event: UplinkEvent): void {
    const { clock, random } = this.#relay;
    const { state, effects } = stepUplink(this.state, event, {
      nowUs: clock.nowUs(),
      random: random(),
    });
    if (state.name === 'live' && this.state.name !== 'live')
      this.onlineAtMs = clock.nowUs() / 1_000;
    this.state = state;
    for (const effect of effects) this.#perform(effect);
  }

  #perform(effect: UplinkEffect): void {
    const { clock } = this.#relay;
    if (effect.do === 'get-token') clock.after(0, () => this.step({ type: 'token', token: 't' }));
    if (effect.do === 'wait') clock.after(effect.delayMs, () => this.step({ type: 'timer' }));
    if (effect.do === 'connect') this.#relay.connect(this);
  }
}

class SimulatedRelay {
  readonly clock = new VirtualClock();
  readonly random: () => number;
  readonly stations: SimulatedStation[];
  isUp = true;
  /** Connections asked for, by the slice of time. */
  readonly tried = new Map<number, number>();

  constructor(seed: number) {
    this.random = chanceOf(seed);
    this.stations = Array.from({ length: STATIONS }, () => new SimulatedStation(this));
    this.clock.runTo(GONE_AT_MS);
    this.tried.clear();
  }

  connect(station: SimulatedStation): void {
    const slice = Math.floor(this.clock.nowUs() / 1_000 / SLICE_MS);
    this.tried.set(slice, (this.tried.get(slice) ?? 0) + 1);
    const [afterMs, event]: [number, UplinkEvent] = this.isUp
      ? [OPEN_AFTER_MS, { type: 'opened' }]
      : [REFUSED_AFTER_MS, { type: 'closed', code: 1006 }];
    this.clock.after(afterMs, () => station.step(event));
  }

  /** Most connections in a slice of time that began at or after `fromMs`. */
  busiest(fromMs: number): number {
    const since = [...this.tried].filter(([slice]) => slice * SLICE_MS >= fromMs);
    return Math.max(...since.map(([, count]) => count));
  }

  lastOnlineAtMs(): number {
    expect(this.stations.every(({ state }) => state.name === 'live')).toBe(true);
    return Math.max(...this.stations.map(({ onlineAtMs }) => onlineAtMs));
  }
}

test('stations that a relay sent away come back one after another', () => {
  const relay = new SimulatedRelay(1);
  for (const [place, station] of relay.stations.entries()) {
    station.step({ type: 'go-away', retryAfterMs: returnAfterMs(1_000, place) });
    station.step({ type: 'closed', code: CLOSE.goingAway.code });
  }
  relay.clock.runTo(GONE_AT_MS + 30_000);
  expect(relay.busiest(GONE_AT_MS)).toBeLessThanOrEqual(26);
  expect(relay.lastOnlineAtMs() - GONE_AT_MS).toBeLessThanOrEqual(5_100);
  expect(Math.max(...relay.tried.values())).toBeLessThanOrEqual(26);
});

test.each([1, 2, 3, 4, 5])(
  'after a relay was killed all are back within 2.1 s of its return, spread (seed %i)',
  (seed) => {
    const relay = new SimulatedRelay(seed);
    relay.isUp = false;
    for (const station of relay.stations) station.step({ type: 'closed', code: 1006 });
    const backAtMs = GONE_AT_MS + 3_000;
    relay.clock.runTo(backAtMs);
    relay.isUp = true;
    relay.clock.runTo(backAtMs + 30_000);
    // A wait of 1.03 s on average makes 97 in 100 ms.
    expect(relay.busiest(backAtMs)).toBeLessThanOrEqual(130);
    expect(relay.lastOnlineAtMs() - backAtMs).toBeLessThanOrEqual(2_100);
  },
);

test('a relay that stays away is asked by a thousand stations about a thousand times a second', () => {
  const relay = new SimulatedRelay(7);
  relay.isUp = false;
  for (const station of relay.stations) station.step({ type: 'closed', code: 1006 });
  relay.clock.runTo(GONE_AT_MS + 20_000);
  expect(relay.busiest(GONE_AT_MS + 10_000)).toBeLessThanOrEqual(150);
});
