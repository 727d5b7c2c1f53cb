import { EchoGate } from './echo-gate.ts';
import { stepTurn, type Turn, type TurnEvent } from './turn-taking.ts';

/** The player, as far as taking turns needs it. */
export type Speaker = {
  /** A reply sounds, is held or waits. */
  readonly hasReply: boolean;
  hold(): void;
  resume(): void;
  stop(stoppedBy: 'barge-in'): void;
};

/**
 * Both directions of one lane at once: the guest may speak over a reply, which yields, and a reply is never taken
 * for the guest. Owned by the lane.
 */
export class Duplex {
  readonly #speaker: Speaker;
  readonly #gate = new EchoGate();
  #turn: Turn = { name: 'free' };

  constructor(speaker: Speaker) {
    this.#speaker = speaker;
  }

  /** What the device was just given. */
  played(samples: Int16Array): void {
    this.#gate.played(samples);
  }

  /** The microphone's next 20 ms; `isDeaf`: nobody is listened to. True when it may be nothing but our own reply. */
  isOurs(frame: Int16Array, atUs: number, isDeaf: boolean): boolean {
    const { isOther, isSuspicious } = this.#gate.hear(frame);
    if (isSuspicious && !isDeaf) this.tell({ type: 'stands-out', atUs });
    return !isOther;
  }

  tell(event: TurnEvent): void {
    const before = this.#turn.name;
    const { turn, effect } = stepTurn(this.#turn, event, this.#speaker.hasReply);
    this.#turn = turn;
    switch (effect) {
      case 'hold':
        this.#speaker.hold();
        return;
      case 'resume':
        this.#gate.wasNobody();
        this.#speaker.resume();
        return;
      case 'drop':
        if (before === 'hearing' || before === 'judging') this.#gate.wasSomebody();
        this.#speaker.stop('barge-in');
        return;
      case undefined:
        return;
    }
  }
}
