/**
 * An audio host without a device: does what the audio port says when a test makes it hear something. It
 * numbers speech and frames as the real one does and is deaf once it is dead.
 */
import { randomBytes } from 'node:crypto';
import type { FromHost, ToHost } from '../../src/shared/audio-port/audio-port.ts';
import { FRAME_BYTES } from '../../src/shared/speech/audio-format.ts';
import { systemClock } from '../../src/main/voice/clock.ts';
import type { AudioHostProcess } from '../../src/main/voice/lane/audio-host-process.ts';

const LEVEL_EVERY_MS = 100;

export class FakeAudioHost implements AudioHostProcess {
  readonly told: ToHost[] = [];
  readonly spoken: Uint8Array[] = [];
  /** Neither levels nor exit: a stuck driver. */
  isStuck = false;
  isDead = false;
  #receive: (message: unknown) => void = () => undefined;
  #left: () => void = () => undefined;
  #speechNumber = 0;
  #sequence = 0;
  #isAfterLoss = false;
  #levels: NodeJS.Timeout | undefined;
  readonly #failure: Extract<FromHost, { type: 'failed' }> | undefined;

  constructor(failure?: Extract<FromHost, { type: 'failed' }>) {
    this.#failure = failure;
  }

  readonly send = (message: ToHost): void => {
    if (this.isDead) return;
    this.told.push(message);
    if (message.type === 'open') setTimeout(() => this.#open(message), 5);
    if (message.type === 'list_devices') {
      this.#say({ type: 'devices', devices: [] });
    }
  };

  readonly onMessage = (receive: (message: unknown) => void): void => {
    this.#receive = receive;
  };

  readonly onExit = (left: () => void): void => {
    this.#left = left;
  };

  readonly processId = (): undefined => undefined;

  readonly kill = (): void => {
    this.isDead = true;
    clearInterval(this.#levels);
  };

  /** Killed by somebody else: main sees the exit. */
  die(): void {
    this.kill();
    this.#left();
  }

  startSpeech(): void {
    this.#speechNumber += 1;
    this.#sequence = 0;
    this.#say({
      type: 'speech_started',
      speechNumber: this.#speechNumber,
      by: 'vad',
      startedAtUs: systemClock.nowUs(),
    });
  }

  /** Frames of noise, or of what `sound` gives, captured now. */
  hear(frameCount: number, sound: () => Uint8Array = () => randomBytes(FRAME_BYTES)): void {
    for (let count = 0; count < frameCount; count += 1) {
      const pcm = Uint8Array.from(sound());
      this.spoken.push(pcm);
      this.#say({
        type: 'frames',
        speechNumber: this.#speechNumber,
        sequence: this.#sequence,
        capturedAtUs: systemClock.nowUs(),
        discontinuity: this.#isAfterLoss,
        pcm,
      });
      this.#isAfterLoss = false;
      this.#sequence += 1;
    }
  }

  endSpeech(): void {
    this.#say({
      type: 'speech_ended',
      speechNumber: this.#speechNumber,
      nextSequence: this.#sequence,
      endedAtUs: systemClock.nowUs(),
      reason: 'silence',
    });
  }

  say(message: FromHost): void {
    this.#say(message);
  }

  #open(message: Extract<ToHost, { type: 'open' }>): void {
    if (this.isDead) return;
    if (this.#failure !== undefined) {
      this.#say(this.#failure);
      return;
    }
    this.#say({ type: 'opened', deviceRateHz: 16_000 });
    if (message.continued !== undefined) {
      this.startSpeech();
      this.#sequence = message.continued.nextSequence;
      this.#isAfterLoss = true;
    }
    this.#levels = setInterval(() => {
      const level = { rmsDbfs: -60, peakDbfs: -50, clippedSamples: 0, speaking: false };
      this.#say({ type: 'level', ...level });
    }, LEVEL_EVERY_MS);
  }

  #say(message: FromHost): void {
    if (!this.isDead && !this.isStuck) this.#receive(message);
  }
}
