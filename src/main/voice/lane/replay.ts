/**
 * Sound of an utterance played again to staff. The lane does not listen meanwhile, so that it never takes
 * its own sound for an order, and a little longer, until the room is quiet. Owned by the lane.
 *
 *     none ─ play ─► starting ─ started ─► sounding ─ ended, stopped ─► fading ─ 300 ms ─► none
 *                       └── failed, or 4 s ──► none               (cut, lost host: none at once)
 */
import type { FromHost, ToHost } from '../../../shared/audio-port/audio-port.ts';
import type { UtteranceId } from '../../../shared/ids.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { FRAME_BYTES, FRAME_MS } from '../../../shared/speech/audio-format.ts';
import type { Cancel, Clock } from '../clock.ts';

/** What the device still holds and the room gives back when the player is done. */
const FADE_MS = 300;
/** Opening an output takes a driver up to a second or two. */
const START_DEADLINE_MS = 4_000;
/** A player that never says that it is done. */
const END_SLACK_MS = 3_000;

export type ReplayDeps = {
  readonly clock: Pick<Clock, 'after'>;
  /** Ids of plays; replies are played under their utterance's. */
  readonly newPlayId: () => UtteranceId;
  readonly send: (message: ToHost) => void;
  /** It began or is over: what the lane shows and hears may be another. */
  readonly onChange: () => void;
};

type PlaybackEnded = Extract<FromHost, { type: 'playback_ended' }>;

type Sounding = {
  readonly playId: UtteranceId;
  readonly utteranceId: UtteranceId;
  readonly lengthMs: number;
  readonly started: (result: Result<undefined, 'cannot-play'>) => void;
};

export class Replay {
  readonly #deps: ReplayDeps;
  #now: Sounding | undefined;
  #cancel: Cancel = () => undefined;

  constructor(deps: ReplayDeps) {
    this.#deps = deps;
  }

  /** Whose sound is played; undefined when none is. */
  get utteranceId(): UtteranceId | undefined {
    return this.#now?.utteranceId;
  }

  /** In place of what is played now. Resolves when it sounds, or can't. */
  play(utteranceId: UtteranceId, pcm: Uint8Array): Promise<Result<undefined, 'cannot-play'>> {
    this.cut();
    const { clock, newPlayId, send, onChange } = this.#deps;
    const playId = newPlayId();
    const lengthMs = (pcm.length / FRAME_BYTES) * FRAME_MS;
    return new Promise((started) => {
      this.#now = { playId, utteranceId, lengthMs, started };
      this.#cancel = clock.after(START_DEADLINE_MS, () => this.cut());
      onChange();
      // In memory of its own: a message carries the whole of the memory that it looks into.
      send({ type: 'play', utteranceId: playId, pcm: Uint8Array.from(pcm), last: true });
    });
  }

  /** Silent at once; heard again when the room is quiet. */
  stop(): void {
    if (this.#now === undefined) return;
    this.#deps.send({ type: 'stop_playing' });
    this.#fade();
  }

  /** Silent and heard at once: someone talks, or a reply to the guest comes first. */
  cut(): void {
    if (this.#now === undefined) return;
    this.#deps.send({ type: 'stop_playing' });
    this.#over();
  }

  /** The host is gone, and with it its player. */
  hostGone(): void {
    this.#over();
  }

  /** False: it is a reply that began to sound. */
  started(playId: UtteranceId): boolean {
    if (this.#now?.playId !== playId) return false;
    this.#cancel();
    this.#cancel = this.#deps.clock.after(this.#now.lengthMs + END_SLACK_MS, () => this.cut());
    this.#now.started(ok(undefined));
    return true;
  }

  /** False: it is a reply that has ended. */
  ended({ utteranceId: playId, stoppedBy }: PlaybackEnded): boolean {
    if (this.#now?.playId !== playId) return false;
    if (stoppedBy === 'failure') this.#over();
    else this.#fade();
    return true;
  }

  #fade(): void {
    this.#cancel();
    this.#cancel = this.#deps.clock.after(FADE_MS, () => this.#over());
  }

  #over(): void {
    const over = this.#now;
    if (over === undefined) return;
    this.#cancel();
    this.#now = undefined;
    over.started(fail('cannot-play'));
    this.#deps.onChange();
  }
}
