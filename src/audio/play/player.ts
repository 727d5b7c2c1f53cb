import type { AudioFailure, FromHost } from '../../shared/audio-port/audio-port.ts';
import type { UtteranceId } from '../../shared/ids.ts';
import type { Result } from '../../shared/result.ts';
import { SAMPLE_RATE_HZ } from '../../shared/speech/audio-format.ts';
import { Gain } from './gain.ts';
import type { PlaybackDevice } from './playback-device.ts';
import { ReplyQueue, type PlaybackEvent, type StoppedBy } from './reply-queue.ts';

const WRITE_SAMPLES = SAMPLE_RATE_HZ / 100;
/** A device that takes nothing for this long is dead; the replies to it are ended as failed. */
const STUCK_AFTER_US = 1_000_000;

type Deps = {
  readonly openDevice: () => Promise<Result<PlaybackDevice, AudioFailure>>;
  readonly send: (message: FromHost) => void;
  readonly nowUs: () => number;
  /** Just given to the device: silence too. */
  readonly onPlayed: (samples: Int16Array) => void;
};

type State =
  | { readonly name: 'closed' }
  | { readonly name: 'opening' }
  | { readonly name: 'open'; lastWriteAtUs: number }
  | { readonly name: 'failed' };

/**
 * Plays the replies of one lane. Once it is open the device is fed without a pause, with silence when there is
 * nothing to say: opening one takes longer than a guest likes to wait.
 */
export class Player {
  readonly #deps: Deps;
  readonly #queue = new ReplyQueue();
  readonly #gain = new Gain();
  /** A sample of which one byte has come. */
  #oddByte: { readonly utteranceId: UtteranceId; readonly byte: number } | undefined;
  #state: State = { name: 'closed' };

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  play(utteranceId: UtteranceId, pcm: Uint8Array, isLast: boolean): void {
    const samples = this.#toSamples(utteranceId, pcm);
    this.#tell(this.#queue.add(utteranceId, samples, isLast));
    if (this.#state.name === 'failed') this.stop('failure');
    this.open();
  }

  /** Opens the device, once. */
  open(): void {
    if (this.#state.name !== 'closed') return;
    this.#state = { name: 'opening' };
    void this.#run();
  }

  /** A reply sounds, is held or waits. */
  get hasReply(): boolean {
    return !this.#queue.isEmpty;
  }

  hold(): void {
    this.#tell(this.#queue.hold(this.#deps.nowUs()));
  }

  resume(): void {
    this.#tell(this.#queue.resume(this.#deps.nowUs()));
  }

  /** 0 to 1. */
  setVolume(volume: number): void {
    this.#gain.setVolume(volume);
  }

  /** Softer while somebody of the crew talks. */
  duck(isDucked: boolean): void {
    this.#gain.duck(isDucked);
  }

  stop(stoppedBy: StoppedBy): void {
    this.#tell(this.#queue.stop(stoppedBy));
  }

  /** To be called a few times a second: a dead device never answers a write. */
  checkDevice(): void {
    if (
      this.#state.name === 'open' &&
      this.#deps.nowUs() - this.#state.lastWriteAtUs > STUCK_AFTER_US
    )
      this.#fail();
  }

  async #run(): Promise<void> {
    const device = await this.#deps.openDevice();
    if (!device.ok) {
      this.#fail();
      return;
    }
    const open = { name: 'open' as const, lastWriteAtUs: this.#deps.nowUs() };
    this.#state = open;
    for (;;) {
      const { samples, events } = this.#queue.take(WRITE_SAMPLES, this.#deps.nowUs());
      this.#tell(events);
      this.#gain.apply(samples);
      this.#deps.onPlayed(samples);
      await device.value.write(samples);
      open.lastWriteAtUs = this.#deps.nowUs();
    }
  }

  #fail(): void {
    this.#state = { name: 'failed' };
    this.stop('failure');
  }

  #toSamples(utteranceId: UtteranceId, pcm: Uint8Array): Int16Array {
    const odd = this.#oddByte?.utteranceId === utteranceId ? [this.#oddByte.byte] : [];
    const bytes = new Uint8Array(odd.length + pcm.length);
    bytes.set(odd);
    bytes.set(pcm, odd.length);
    const whole = bytes.length - (bytes.length % 2);
    const rest = bytes[whole];
    this.#oddByte = rest === undefined ? undefined : { utteranceId, byte: rest };
    return new Int16Array(bytes.buffer.slice(0, whole));
  }

  #tell(events: readonly PlaybackEvent[]): void {
    for (const event of events) this.#deps.send(event);
  }
}
