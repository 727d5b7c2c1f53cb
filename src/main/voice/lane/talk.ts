/**
 * Push-to-talk of one lane: whether a press is on. Owned by the lane.
 *
 *     off ── press, toggle ──► on ── release, toggle, 60 s after a toggle, another device or mode ──► off
 */
import type { Cancel, Clock } from '../clock.ts';

/** Nobody keeps a key in mind that they don't hold. */
const FORGOTTEN_AFTER_MS = 60_000;

export class TalkSwitch {
  readonly #clock: Pick<Clock, 'after'>;
  readonly #onChange: (isOn: boolean) => void;
  #isOn = false;
  #cancel: Cancel = () => undefined;

  constructor(clock: Pick<Clock, 'after'>, onChange: (isOn: boolean) => void) {
    this.#clock = clock;
    this.#onChange = onChange;
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  press(isPressed: boolean): void {
    this.#cancel();
    if (isPressed === this.#isOn) return;
    this.#isOn = isPressed;
    this.#onChange(isPressed);
  }

  toggle(): void {
    this.press(!this.#isOn);
    if (this.#isOn) this.#cancel = this.#clock.after(FORGOTTEN_AFTER_MS, () => this.press(false));
  }

  /** Without a word: what it was told is gone. */
  reset(): void {
    this.#cancel();
    this.#isOn = false;
  }
}
