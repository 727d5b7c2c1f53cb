/** What keeps one connection alive and honest: heartbeat, clock probes, token renewal. Owned by the uplink. */
import { SILENCE_LIMIT_MS } from '../../../shared/wire/close-codes.ts';
import type { DownMessage } from '../../../shared/wire/down.ts';
import type { UpMessage } from '../../../shared/wire/up.ts';
import { within, type Cancel, type Clock } from '../clock.ts';
import { drop, type Log } from '../log.ts';
import type { Tokens } from '../tokens.ts';
import type { LinkWatch } from './link-watch.ts';
import { RelayClock } from './relay-clock.ts';

const HEARTBEAT_CHECK_MS = 500;
const READ_FIRST_MS = 250;
const PROBE_EVERY_MS = 2_000;
/** The first probes come quickly, so that the first words have a time. */
const FIRST_PROBES_MS = [0, 100, 300];
const TOKEN_CHECK_MS = 5_000;
/** Later than this the connection is about to be given up. */
const HELD_UP_LIMIT_MS = 3_000;

export type KeepAliveDeps = {
  /** When the connection was begun: the wire's clock counts from there. */
  readonly startedAtUs: number;
  readonly clock: Clock;
  readonly log: Log;
  readonly tokens: Pick<Tokens, 'current'>;
  readonly send: (message: UpMessage) => void;
  readonly link: Pick<LinkWatch, 'probed' | 'unanswered'>;
  /** Nothing has come from the relay for too long. */
  readonly onSilent: () => void;
};

export class KeepAlive {
  readonly #deps: KeepAliveDeps;
  readonly #relayClock: RelayClock;
  readonly #cancels = new Set<Cancel>();
  /** Who waits for the answer to a probe of their own. */
  readonly #askers = new Map<number, (rttUs: number | undefined) => void>();
  #lastHeardAtUs: number;
  #isOver = false;

  constructor(deps: KeepAliveDeps) {
    this.#deps = deps;
    this.#relayClock = new RelayClock(deps.startedAtUs);
    this.#lastHeardAtUs = deps.startedAtUs;
  }

  /** Shortest round trip of the last minute. */
  get rttMs(): number | undefined {
    const { best } = this.#relayClock;
    return best && best.rttUs / 1_000;
  }

  /** The connection is open. */
  start(token: string): void {
    this.heard();
    this.#watch(this.#lastHeardAtUs);
    for (const delayMs of FIRST_PROBES_MS) this.later(delayMs, () => this.#probe());
    this.#probeOften();
    this.#renewInTime(token);
  }

  stop(): void {
    this.#isOver = true;
    for (const cancel of this.#cancels) cancel();
    for (const tell of this.#askers.values()) tell(undefined);
    this.#askers.clear();
  }

  heard(): void {
    this.#lastHeardAtUs = this.#deps.clock.nowUs();
  }

  clockReply(reply: Extract<DownMessage, { type: 'clock_reply' }>): void {
    const rttUs = this.#relayClock.take(reply, this.#deps.clock.nowUs());
    const asker = this.#askers.get(reply.probeId);
    asker?.(rttUs);
    this.#askers.delete(reply.probeId);
    // What the backlog itself holds up is no fault of the line.
    if (asker === undefined && rttUs !== undefined) this.#deps.link.probed(rttUs / 1_000);
  }

  /** By how much longer than at its best a message takes there and back just now; undefined when it is not answered. */
  async heldUpMs(): Promise<number | undefined> {
    const { clock } = this.#deps;
    const probe = this.#relayClock.probe(clock.nowUs());
    const asked = new Promise<number | undefined>((resolve) => {
      this.#askers.set(probe.probeId, resolve);
    });
    this.#deps.send(probe);
    const rttUs = await within(clock, HELD_UP_LIMIT_MS, asked, HELD_UP_LIMIT_MS * 1_000);
    this.#askers.delete(probe.probeId);
    const bestUs = this.#relayClock.best?.rttUs;
    if (rttUs === undefined || bestUs === undefined) return undefined;
    return Math.max(0, rttUs - bestUs) / 1_000;
  }

  /** A time of the relay's on the station's clock, if that is known. */
  stationUs(relayUs: number): number | undefined {
    return this.#relayClock.stationUs(relayUs);
  }

  /** Unless the connection has ended by then. */
  later(delayMs: number, run: () => void): void {
    const cancel = this.#deps.clock.after(delayMs, () => {
      this.#cancels.delete(cancel);
      run();
    });
    this.#cancels.add(cancel);
  }

  /** The only timer that may end this socket for silence; it never looks later than the limit. */
  #watch(checkedAtUs: number): void {
    const leftMs = SILENCE_LIMIT_MS - (checkedAtUs - this.#lastHeardAtUs) / 1_000;
    // Past the limit already: we were held up ourselves, and what was sent to us has not been read yet.
    const delayMs = leftMs <= 0 ? READ_FIRST_MS : Math.min(HEARTBEAT_CHECK_MS, leftMs);
    this.later(delayMs, () => {
      const nowUs = this.#deps.clock.nowUs();
      const wasHeldUp = nowUs - checkedAtUs > 3 * HEARTBEAT_CHECK_MS * 1_000;
      if (!wasHeldUp && nowUs - this.#lastHeardAtUs >= SILENCE_LIMIT_MS * 1_000) {
        this.#deps.onSilent();
        return;
      }
      this.#watch(nowUs);
    });
  }

  #probeOften(): void {
    this.later(PROBE_EVERY_MS, () => {
      this.#probe();
      this.#probeOften();
    });
  }

  #probe(): void {
    const { oldestProbeAtUs } = this.#relayClock;
    if (oldestProbeAtUs !== undefined) {
      this.#deps.link.unanswered((this.#deps.clock.nowUs() - oldestProbeAtUs) / 1_000);
    }
    this.#deps.send(this.#relayClock.probe(this.#deps.clock.nowUs()));
  }

  /** The source replaces a token well before its end; the relay is told of it on the open socket. */
  #renewInTime(known: string): void {
    this.later(TOKEN_CHECK_MS, () => {
      drop(this.#renew(known), this.#deps.log);
    });
  }

  async #renew(known: string): Promise<void> {
    const granted = await this.#deps.tokens.current();
    if (this.#isOver) return;
    const isNew = granted.ok && granted.value !== known;
    if (isNew) this.#deps.send({ type: 'renew_token', token: granted.value });
    if (!granted.ok) this.#deps.log.warn({ failure: granted.failure }, 'no new token to be had');
    this.#renewInTime(isNew ? granted.value : known);
  }
}
