/** Whose PIN it is: one question at a time, so that many at once can't get round the lock. */
import { fail, ok, type Result } from '../../shared/result.ts';
import type { KnownPerson } from './people-file.ts';
import { isPinOf } from './pin-hash.ts';
import { afterWrongPin, lockedForMs, NO_WRONG_PIN, type PinLock } from './pin-lock.ts';

export type PinFailure = 'wrong-pin' | 'pin-locked';

export type PinDeskDeps = {
  readonly people: () => readonly KnownPerson[];
  /** Monotonic: a clock that is set does not open the lock. */
  readonly nowMs: () => number;
  readonly onWrongPin: (isLocked: boolean) => Promise<void>;
  /** On disk before the PIN is answered; a disk that refuses locks nobody out. */
  readonly keepLock: (lock: PinLock) => Promise<unknown>;
};

export class PinDesk {
  readonly #deps: PinDeskDeps;
  #lock: PinLock;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(deps: PinDeskDeps, lock: PinLock) {
    this.#deps = deps;
    this.#lock = lock;
  }

  lockedForMs(): number {
    return lockedForMs(this.#lock, this.#deps.nowMs());
  }

  /** The active person with this PIN whom `may` accepts; somebody else's PIN counts as a wrong one. */
  ask(
    pin: string,
    may: (person: KnownPerson) => boolean,
  ): Promise<Result<KnownPerson, PinFailure>> {
    const answer = this.#turn.then(() => this.#ask(pin, may));
    this.#turn = answer.catch(() => undefined);
    return answer;
  }

  async #ask(
    pin: string,
    may: (person: KnownPerson) => boolean,
  ): Promise<Result<KnownPerson, PinFailure>> {
    if (this.lockedForMs() > 0) return fail('pin-locked');
    const found = await ownerOf(
      pin,
      this.#deps.people().filter(({ isActive }) => isActive),
    );
    if (found === undefined || !may(found)) {
      await this.#setLock(afterWrongPin(this.#lock, this.#deps.nowMs()));
      const isLocked = this.lockedForMs() > 0;
      await this.#deps.onWrongPin(isLocked);
      return fail(isLocked ? 'pin-locked' : 'wrong-pin');
    }
    if (found.role === 'manager' && this.#lock !== NO_WRONG_PIN) await this.#setLock(NO_WRONG_PIN);
    return ok(found);
  }

  async #setLock(lock: PinLock): Promise<void> {
    this.#lock = lock;
    await this.#deps.keepLock(lock);
  }
}

/** Compares with all of them at once: the pool of threads does the work. */
export async function ownerOf(
  pin: string,
  people: readonly KnownPerson[],
): Promise<KnownPerson | undefined> {
  const isTheirs = await Promise.all(people.map((person) => isPinOf(pin, person.pin)));
  return people.find((_, index) => isTheirs[index]);
}
