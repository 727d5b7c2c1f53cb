/** The station that must not notice the siege: speaks one utterance after another, and counts what came of them. */
import { setTimeout as delay } from 'node:timers/promises';
import { FRAME_BYTES } from '../../src/shared/speech/audio-format.ts';
import {
  newUtterance,
  type Line,
  type Spoken,
  type Station,
} from '../integration/relay/station-client.ts';

const FRAMES = 20;
const PAUSE_MS = 200;

export class HonestStation {
  readonly #station: Station;
  readonly #restart: () => Promise<void>;
  #line: Line | null = null;
  #isStopped = false;
  #speaking: Promise<void> | null = null;
  /** What it says now, for those who want to trespass. */
  spoken: Spoken = newUtterance();
  said = 0;
  /** With exactly the sound that it sent. */
  answered = 0;

  constructor(station: Station) {
    this.#station = station;
    this.#restart = () => station.renew();
  }

  start(): void {
    this.#speaking = this.#speak();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#speaking;
    this.#line?.cut();
  }

  async #speak(): Promise<void> {
    while (!this.#isStopped) {
      this.said += 1;
      try {
        this.answered += (await this.#once()) ? 1 : 0;
      } catch {
        // Counted as unanswered; the next is tried on a line of its own.
        this.#line?.cut();
        this.#line = null;
        await this.#restart();
      }
      await delay(PAUSE_MS);
    }
  }

  async #once(): Promise<boolean> {
    this.#line ??= await this.#station.connect();
    const line = this.#line;
    this.spoken = newUtterance();
    const { utteranceId } = this.spoken;
    line.messages.length = 0;
    line.start(this.spoken);
    line.frames(0, FRAMES);
    line.end(this.spoken, FRAMES);
    const { result } = await line.next(
      'streaming_complete',
      (told) => told.result.utteranceId === utteranceId,
    );
    line.send({ type: 'result_ack', ...this.spoken });
    return result.finalTranscription === `bytes:${FRAMES * FRAME_BYTES}`;
  }
}
