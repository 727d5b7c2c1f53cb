/**
 * Vehicles at the lanes: told by a key on the screen or by a detector. A guest who arrives is greeted once, on the
 * lane's own playback device.
 */
import type { LaneId } from '../../shared/ids.ts';
import { ok, type Result } from '../../shared/result.ts';
import { drop, type Log } from '../log.ts';
import { readGreeting } from './greeting-sound.ts';

type VehicleVoice = {
  readonly setVehicle: (
    laneId: LaneId,
    isPresent: boolean,
  ) => Result<'arrived' | 'left' | 'no-change', 'unknown-lane'>;
  readonly greet: (laneId: LaneId, pcm: Uint8Array) => void;
};

export type VehiclesDeps = {
  readonly voice: () => VehicleVoice | undefined;
  /** The WAV file of the lane's greeting; none: staff greet. */
  readonly greetingOf: (laneId: LaneId) => string | undefined;
  readonly log: Log;
};

export class Vehicles {
  readonly #deps: VehiclesDeps;

  constructor(deps: VehiclesDeps) {
    this.#deps = deps;
  }

  /** Told again, it changes nothing: a detector may repeat itself. */
  set(laneId: LaneId, isPresent: boolean): Result<undefined, 'unknown-lane'> {
    const { voice, log } = this.#deps;
    const change = voice()?.setVehicle(laneId, isPresent) ?? {
      ok: false,
      failure: 'unknown-lane',
    };
    if (!change.ok) return change;
    if (change.value === 'arrived') drop(this.#greet(laneId), log);
    return ok(undefined);
  }

  async #greet(laneId: LaneId): Promise<void> {
    const { voice, greetingOf, log } = this.#deps;
    const path = greetingOf(laneId);
    if (path === undefined) return;
    const sound = await readGreeting(path);
    if (sound.ok) voice()?.greet(laneId, sound.value);
    else log.warn({ laneId, failure: sound.failure }, 'the greeting can’t be played');
  }
}
