/**
 * Is it the guest, or our own reply on its way back into the microphone? One for each lane; it hears both sides.
 * `docs/adr/0020-replies-and-echo.md` has the figures, and why there is no echo canceller.
 *
 * Two facts tell an echo from a guest. It is a copy of what was played: what the best-fitting piece of that does not
 * explain is somebody else's. And it is never louder than the room lets it be: the share of the played power that
 * comes back is learnt, up from sound that is a copy, down while the microphone stays quieter than it would make it.
 */
import { COMPARED_SAMPLES, meanPower, PlayedSound, thin, type Copy } from './played-sound.ts';

/** -62 dBFS: quieter, nothing is played. */
const AUDIBLE_POWER = 26 ** 2;
/** A guest is at least this loud: -50 dBFS. */
const GUEST_POWER = 104 ** 2;
/** And stands out of the lane's noise by 8 dB. */
const OVER_NOISE = 6.3;
/** What a copy must explain: on the known way, or on any. */
const COPY_SHARE = { known: 0.4, any: 0.65 };
/** A way is known when it was found twice in a row, to 4 ms. */
const SAME_WAY = 16;
/** Before anything was learnt, an echo is taken to be 6 dB down at most. */
const COUPLING = { first: 0.25, least: 1e-5, most: 4 };
const LEARN = { up: 0.3, down: 0.1 };
/** In the mean, less than a third of what would come back: the coupling is less. */
const DOWN_BOUND = 3;
const MEAN_OF_FRAMES = 25;
/** The room's echo, which is no copy, stays below this part of the copy's power. */
const OVER_ECHO = 1.4;
/** The lane's noise is its quietest 20 ms of the last 0.75 to 1.5 s: a voice pauses more often. */
const FLOOR_FRAMES = 37;
/** Two frames in a row are somebody; more, where short noises were taken for one. */
const FRAMES_TO_SUSPECT = { first: 2, most: 5 };

export type Heard = {
  /** It may be somebody's voice, not just our own. */
  readonly isOther: boolean;
  /** It stands out so much, for so long, that the reply had better stop. */
  readonly isSuspicious: boolean;
};

export class EchoGate {
  readonly #played = new PlayedSound();
  readonly #heard = new Float32Array(COMPARED_SAMPLES);
  /** Thinned samples heard so far. */
  #count = 0;
  #coupling = COUPLING.first;
  /** The way from player to microphone; `isSure` when it was found again. */
  #way: { readonly offset: number; readonly isSure: boolean } | undefined;
  #mean = { heard: 0, played: 0 };
  #floor = { before: GUEST_POWER, now: Infinity, frames: 0 };
  #suspiciousFrames = 0;
  #framesToSuspect = FRAMES_TO_SUSPECT.first;

  /** Power share of a reply that comes back, as learnt so far. */
  get coupling(): number {
    return this.#coupling;
  }

  /** What the device was just given. */
  played(samples: Int16Array): void {
    this.#played.add(samples);
  }

  /** It was nobody: the next has to be surer. */
  wasNobody(): void {
    this.#framesToSuspect = Math.min(FRAMES_TO_SUSPECT.most, this.#framesToSuspect + 1);
  }

  wasSomebody(): void {
    this.#framesToSuspect = FRAMES_TO_SUSPECT.first;
  }

  /** The microphone's next 20 ms. */
  hear(frame: Int16Array): Heard {
    const thinned = thin(frame);
    this.#heard.copyWithin(0, thinned.length);
    this.#heard.set(thinned, COMPARED_SAMPLES - thinned.length);
    this.#count += thinned.length;
    const power = meanPower(thinned);
    const noise = this.#noiseWith(power);
    const others = this.#othersPower(power);
    const standsOut = others > Math.max(GUEST_POWER, OVER_NOISE * noise);
    this.#suspiciousFrames = standsOut ? this.#suspiciousFrames + 1 : 0;
    return {
      isOther: others > 0,
      isSuspicious: this.#suspiciousFrames >= this.#framesToSuspect,
    };
  }

  #noiseWith(power: number): number {
    const floor = this.#floor;
    floor.now = Math.min(floor.now, power);
    floor.frames += 1;
    const noise = Math.min(floor.before, floor.now);
    if (floor.frames >= FLOOR_FRAMES) this.#floor = { before: floor.now, now: Infinity, frames: 0 };
    return noise;
  }

  /** Of the frame's power, what is not our echo's; 0 when all of it may be. */
  #othersPower(power: number): number {
    const delay = this.#way?.isSure === true ? this.#delayOn(this.#way) : undefined;
    const loudest = this.#played.loudestPower(delay);
    this.#learnMean(power);
    if (loudest < AUDIBLE_POWER) return power;
    const mostEcho = OVER_ECHO * this.#coupling * loudest;
    // Looking for a copy is dear, and idle where it would change nothing.
    const copy = power > mostEcho / 4 ? this.#findCopy(power > mostEcho / 2) : undefined;
    const rest = power * (1 - (copy?.share ?? 0));
    return rest > OVER_ECHO * this.#coupling * loudest ? rest : 0;
  }

  #delayOn({ offset }: { readonly offset: number }): number {
    return this.#played.count - this.#count - offset;
  }

  #findCopy(mayLookFar: boolean): Copy | undefined {
    if (this.#way?.isSure === true) {
      const known = this.#played.findCopy(this.#heard, this.#count, this.#way.offset);
      if (known !== undefined && known.share >= COPY_SHARE.known) {
        this.#way = { offset: known.offset, isSure: true };
        this.#learnUp(known);
        return known;
      }
    }
    if (!mayLookFar) return undefined;
    const found = this.#played.findCopy(this.#heard, this.#count);
    if (found === undefined || found.share < COPY_SHARE.any) return undefined;
    const isAgain = Math.abs(found.offset - (this.#way?.offset ?? Infinity)) <= SAME_WAY;
    // A chance likeness of two voices is not found at the same place again, and unlearns nothing.
    if (isAgain) this.#learnUp(found);
    if (isAgain || this.#way?.isSure !== true)
      this.#way = { offset: found.offset, isSure: isAgain };
    return found;
  }

  #learnUp({ coupling }: Copy): void {
    if (coupling > this.#coupling)
      this.#coupling += LEARN.up * (Math.min(COUPLING.most, coupling) - this.#coupling);
  }

  #learnMean(power: number): void {
    const mean = this.#mean;
    mean.heard += (power - mean.heard) / MEAN_OF_FRAMES;
    mean.played += (this.#played.heardPower - mean.played) / MEAN_OF_FRAMES;
    if (mean.played < AUDIBLE_POWER) return;
    const bound = Math.max(COUPLING.least, (DOWN_BOUND * mean.heard) / mean.played);
    if (bound < this.#coupling) this.#coupling += LEARN.down * (bound - this.#coupling);
  }
}
