import type { AudioFailure } from '../../shared/audio-port/audio-port.ts';
import type { Result } from '../../shared/result.ts';

/** What a capture device calls; never before `open` has returned, never after `stop`. */
export type CaptureEvents = {
  /** 16 kHz mono samples in order, of any number, with the monotonic time at which the last was there. */
  onSamples(samples: Int16Array, lastSampleAtUs: number): void;
  /** The stream ended by itself. Most devices just fall silent: the watchdog sees that. */
  onEnded(): void;
};

export type CaptureOpened = {
  readonly deviceRateHz: number;
  /** Seconds of sound in a second: 1 for a microphone. */
  readonly speed: number;
};

/** A source of sound for one lane, opened once. Drivers: `naudiodon-capture.ts`, `wav-capture.ts`. */
export type CaptureDevice = {
  /** The device or file, for people. */
  readonly about: string;
  open(events: CaptureEvents): Promise<Result<CaptureOpened, AudioFailure>>;
  stop(): void;
};
