/**
 * A siege of the real relay, in its own process: generated messages on authenticated lines, noise on lines that
 * are not, forged tokens, handshakes that never end, sockets that fall silent, while one station goes on speaking.
 */
import { connect, type Socket } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { STATION_PATH } from '../../src/shared/wire/protocol-version.ts';
import { Fleet } from '../bench/relay/fleet.ts';
import { ScriptedBuildPanel } from '../integration/relay/scripted-buildpanel.ts';
import type { Station } from '../integration/relay/station-client.ts';
import { chanceOf } from '../support/chance.ts';
import { RawLine } from '../support/raw-line.ts';
import { OPCODE, type RawFrame } from '../support/web-socket-frame.ts';
import { AnyFrames, trespass } from './any-frame.ts';
import { forgedTokens } from './forged-tokens.ts';
import { HonestStation } from './honest-station.ts';
import { RelayProcess } from './relay-process.ts';

export type SiegePlan = {
  readonly messages: number;
  readonly seed: number;
  /** Whose tokens the attackers have. */
  readonly stations: number;
  /** For the memory to come back; 0: it is not waited for. */
  readonly settleS: number;
  readonly onProgress: (text: string) => void;
};

export type SiegeReport = {
  readonly messages: number;
  readonly lines: number;
  readonly closeCodes: Readonly<Record<string, number>>;
  /** Forged tokens that were not refused with 401. */
  readonly doorsOpened: readonly string[];
  /** Messages with sound at the upstream that no honest station sent. */
  readonly foreignSound: number;
  readonly honest: { readonly said: number; readonly answered: number };
  readonly crashes: number;
  readonly memoryMb: { readonly before: number; readonly after: number };
};

/** Stays under the faults that end a line, mostly. */
const VOLLEY = 15;
const LINES_AT_ONCE = 16;
/** Volleys of one token in a row. */
const BATCH = 100;
const SLOW_HANDSHAKES = 100;
const WARM_UP_SHARE = 0.1;
const NOISE_EVERY_VOLLEYS = 4;
/** Each kind of attacker has an address of its own: who is shut out must not be the honest one. */
const ADDRESS = { lines: '127.0.0.1', slow: '127.0.0.2', noise: '127.0.0.3', forger: '127.0.0.4' };
const PROBE_USER = 'relay-probe';
/** The flood may leave so much behind. */
export const MEMORY_TOLERANCE = 1.05;

export async function besiege(plan: SiegePlan): Promise<SiegeReport> {
  const folder = await mkdtemp(join(tmpdir(), 'siege-'));
  const buildPanel = new ScriptedBuildPanel();
  const dataDir = join(folder, 'relay');
  const relay = await RelayProcess.start(dataDir, await buildPanel.start());
  try {
    const fleet = await Fleet.enrol(plan.stations + 1, relay, join(folder, 'tokens'));
    const [own, ...attackers] = fleet.stations;
    if (own === undefined) throw new Error('no station was enrolled');
    return await new Siege(plan, relay, buildPanel, own, attackers).run();
  } finally {
    await relay.stop();
    await buildPanel.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

class Siege {
  readonly #plan: SiegePlan;
  readonly #relay: RelayProcess;
  readonly #honest: HonestStation;
  readonly #honestStation: Station;
  readonly #attackers: readonly Station[];
  readonly #frames: AnyFrames;
  readonly #closeCodes: Record<string, number> = {};
  #messages = 0;
  #lines = 0;
  #foreignSound = 0;

  constructor(
    plan: SiegePlan,
    relay: RelayProcess,
    buildPanel: ScriptedBuildPanel,
    own: Station,
    attackers: readonly Station[],
  ) {
    this.#plan = plan;
    this.#relay = relay;
    this.#honest = new HonestStation(own);
    this.#honestStation = own;
    this.#attackers = attackers;
    this.#frames = new AnyFrames(plan.seed, chanceOf(plan.seed));
    buildPanel.onSound = (userId) => {
      if (userId !== own.stationId && userId !== PROBE_USER) this.#foreignSound += 1;
      buildPanel.heard.length = 0;
    };
  }

  async run(): Promise<SiegeReport> {
    const { messages, settleS } = this.#plan;
    this.#honest.start();
    const slow = this.#slowHandshakes();
    const doorsOpened = await this.#forge();
    await this.#flood(messages * WARM_UP_SHARE);
    const before = await this.#leastMemoryMb(settleS / 4, 0);
    await this.#flood(messages);
    const after = await this.#leastMemoryMb(settleS, before * MEMORY_TOLERANCE);
    for (const socket of slow) socket.destroy();
    await this.#honest.stop();
    const { said, answered } = this.#honest;
    return {
      messages: this.#messages,
      lines: this.#lines,
      closeCodes: this.#closeCodes,
      doorsOpened,
      foreignSound: this.#foreignSound,
      honest: { said, answered },
      crashes: this.#relay.hasEnded ? 1 : 0,
      memoryMb: { before, after },
    };
  }

  /** The names of those that opened a door. */
  async #forge(): Promise<readonly string[]> {
    const opened: string[] = [];
    for (const [name, token] of await forgedTokens(this.#honestStation, this.#relay.dataDir)) {
      const line = await RawLine.open(this.#relay.base, token, ADDRESS.forger).catch(() => null);
      if (line !== null) opened.push(name);
      line?.destroy();
    }
    const assertion = await this.#honestStation.assertion();
    await this.#honestStation.requestToken(assertion);
    const replayed = await this.#honestStation.requestToken(assertion);
    return replayed.ok ? [...opened, 'a replayed assertion'] : opened;
  }

  #slowHandshakes(): readonly Socket[] {
    const port = Number(new URL(this.#relay.base).port);
    return Array.from({ length: SLOW_HANDSHAKES }, () => {
      const socket = connect({ port, host: '127.0.0.1', localAddress: ADDRESS.slow });
      socket.on('error', () => undefined);
      socket.write(`GET ${STATION_PATH} HTTP/1.1\r\nHost: relay\r\nX-`);
      return socket;
    });
  }

  async #flood(count: number): Promise<void> {
    const until = this.#messages + count;
    const attack = async (place: number) => {
      for (let turn = place; this.#messages < until && !this.#relay.hasEnded; turn += LINES_AT_ONCE)
        await this.#attackWith(turn, until);
    };
    await Promise.all(Array.from({ length: LINES_AT_ONCE }, (_, place) => attack(place)));
  }

  /** One token's turn. */
  async #attackWith(turn: number, until: number): Promise<void> {
    const station = this.#attackers[turn % this.#attackers.length];
    if (station === undefined) throw new Error('there are no attackers');
    for (let count = 0; count < BATCH && this.#messages < until; count += 1) {
      const volley = this.#frames.volley(VOLLEY);
      const isNoise = count % NOISE_EVERY_VOLLEYS === 0;
      await (isNoise ? this.#noise(volley) : this.#line(station, volley));
    }
    this.#plan.onProgress(`${this.#messages} messages on ${this.#lines} lines`);
  }

  async #line(station: Station, volley: readonly RawFrame[]): Promise<void> {
    const line = await this.#open(station);
    if (line === null) return;
    this.#lines += 1;
    const all = [...trespass(this.#honest.spoken, 1 + (this.#lines % 9)), ...volley];
    line.send(...all, { opcode: OPCODE.close, payload: Uint8Array.of(0x03, 0xe8) });
    this.#messages += all.length;
    const code = await line.closeCode().catch(() => 'cut');
    this.#closeCodes[code] = (this.#closeCodes[code] ?? 0) + 1;
    line.destroy();
  }

  async #open(station: Station): Promise<RawLine | null> {
    try {
      return await RawLine.open(this.#relay.base, station.token, ADDRESS.lines);
    } catch {
      // Its token ran out, or the relay sheds: a fresh one, a little later.
      await delay(50);
      await station.renew().catch(() => undefined);
      return null;
    }
  }

  /** Without a token, and without a handshake: straight to the port. */
  async #noise(volley: readonly RawFrame[]): Promise<void> {
    const port = Number(new URL(this.#relay.base).port);
    const socket = connect({ port, host: '127.0.0.1', localAddress: ADDRESS.noise });
    const ended = new Promise<void>((resolve) => {
      socket.once('close', () => resolve());
    });
    socket.on('error', () => undefined);
    socket.resume();
    for (const { payload } of volley) socket.write(payload);
    this.#messages += volley.length;
    socket.end();
    await Promise.race([ended, delay(2_000, undefined, { ref: false })]);
    socket.destroy();
  }

  /** Looks until it is down to `enoughMb`, or the time is over. */
  async #leastMemoryMb(seconds: number, enoughMb: number): Promise<number> {
    let least = await this.#relay.memoryMb();
    for (let second = 0; second < seconds && least > enoughMb; second += 1) {
      await delay(1_000);
      least = Math.min(least, await this.#relay.memoryMb());
    }
    return Math.round(least * 10) / 10;
  }
}
