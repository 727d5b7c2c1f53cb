import type { FromHost } from '../../shared/audio-port/audio-port.ts';
import { FRAME_BYTES } from '../../shared/speech/audio-format.ts';
import {
  continueUtterance,
  INITIAL_ENDPOINTER,
  isSpeaking,
  stepEndpointer,
  type EndpointerEffect,
  type EndpointerEvent,
  type EndpointerSettings,
  type EndpointerState,
} from './endpointer.ts';
import { Framer, type Frame } from './framer.ts';

type Deps = {
  readonly isVoiced: (samples: Int16Array) => boolean;
  /** It may be nothing but our own reply, come back. */
  readonly isOurs: (samples: Int16Array) => boolean;
  readonly send: (message: FromHost) => void;
};

/** From samples to utterances: framer, VAD and endpointer of one lane, frame by frame without delay. */
export class Listener {
  readonly #settings: EndpointerSettings;
  readonly #deps: Deps;
  readonly #framer = new Framer();
  #state: EndpointerState = INITIAL_ENDPOINTER;

  constructor(settings: EndpointerSettings, deps: Deps) {
    this.#settings = settings;
    this.#deps = deps;
  }

  get isSpeaking(): boolean {
    return isSpeaking(this.#state);
  }

  continueUtterance(nextSequence: number, atUs: number): void {
    const { state, effects } = continueUtterance(this.#settings, { nextSequence, atUs });
    this.#state = state;
    this.#perform(effects);
  }

  hear(samples: Int16Array, lastSampleAtUs: number): void {
    for (const frame of this.#framer.push(samples, lastSampleAtUs)) {
      const isOurs = this.#deps.isOurs(frame.samples);
      // Push-to-talk excludes the VAD.
      const isVoiced = this.#settings.mode === 'hands-free' && this.#deps.isVoiced(frame.samples);
      // Half duplex: before the guest speaks, our own words are not even kept as pre-roll.
      if (isOurs && !this.isSpeaking) frame.samples.fill(0);
      this.apply({ type: 'frame', frame, isVoiced: isVoiced && !isOurs });
    }
  }

  apply(event: EndpointerEvent): void {
    const { state, effects } = stepEndpointer(this.#state, event, this.#settings);
    this.#state = state;
    this.#perform(effects);
  }

  #perform(effects: readonly EndpointerEffect[]): void {
    for (const effect of effects) this.#deps.send(toMessage(effect));
  }
}

function toMessage(effect: EndpointerEffect): FromHost {
  switch (effect.type) {
    case 'started': {
      const { speechNumber, by, startedAtUs } = effect;
      return { type: 'speech_started', speechNumber, by, startedAtUs };
    }
    case 'frames': {
      const { speechNumber, sequence, isAfterLoss: discontinuity, frames } = effect;
      const capturedAtUs = frames[0]?.capturedAtUs ?? 0;
      return {
        type: 'frames',
        speechNumber,
        sequence,
        capturedAtUs,
        discontinuity,
        pcm: joinFrames(frames),
      };
    }
    case 'ended': {
      const { speechNumber, nextSequence, endedAtUs, reason } = effect;
      return { type: 'speech_ended', speechNumber, nextSequence, endedAtUs, reason };
    }
  }
}

/** s16le bytes in memory of their own: a message carries the whole of the memory that it looks into. */
function joinFrames(frames: readonly Frame[]): Uint8Array<ArrayBuffer> {
  const pcm = new Uint8Array(frames.length * FRAME_BYTES);
  for (const [index, { samples }] of frames.entries()) {
    pcm.set(
      new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength),
      index * FRAME_BYTES,
    );
  }
  return pcm;
}
