/** The line's quality over all connections of the uplink, which owns it: what is measured, and what follows. */
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { LinkMeter } from './link-meter.ts';
import { INITIAL_LINK, stepLink, type LinkMode, type LinkState } from './link-quality.ts';

/** The relay holds an ack back for as long, so that one says much. */
const ACK_HELD_BACK_MS = 200;

export type LinkWatchDeps = {
  readonly clock: Pick<Clock, 'nowUs'>;
  readonly log: Log;
  readonly onChange: () => void;
};

export class LinkWatch {
  readonly #deps: LinkWatchDeps;
  #state: LinkState = INITIAL_LINK;
  #meter = new LinkMeter();

  constructor(deps: LinkWatchDeps) {
    this.#deps = deps;
  }

  get mode(): LinkMode {
    return this.#state.mode;
  }

  /** A new connection may go another way: it is measured anew, and the mode stays until it proves better. */
  connected(): void {
    this.#meter = new LinkMeter();
  }

  probed(rttMs: number): void {
    this.#meter.probed(rttMs, this.#nowMs());
    this.#judge(0);
  }

  /** The oldest probe is out for so long. */
  unanswered(sinceMs: number): void {
    this.#judge(sinceMs);
  }

  sent(): void {
    this.#meter.carried(1, this.#nowMs());
  }

  /** The newest frame that an ack is for was sent so long ago. */
  acked(tookMs: number): void {
    const nowMs = this.#nowMs();
    this.#meter.carried(1, nowMs);
    this.#meter.exchanged({ tookMs, slackMs: ACK_HELD_BACK_MS }, nowMs);
  }

  #judge(unansweredMs: number): void {
    const nowMs = this.#nowMs();
    const figures = this.#meter.figures(nowMs, unansweredMs);
    if (figures === undefined) return;
    const before = this.#state.mode;
    this.#state = stepLink(this.#state, figures, nowMs);
    if (this.#state.mode === before) return;
    this.#deps.log.info({ before, mode: this.#state.mode, ...figures }, 'the line has changed');
    this.#deps.onChange();
  }

  #nowMs(): number {
    return this.#deps.clock.nowUs() / 1_000;
  }
}
