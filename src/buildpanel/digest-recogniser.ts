/**
 * A recogniser that understands nothing: it answers each utterance with its frame count and SHA-256, so
 * that load, kill and loss tests can tell whether every byte arrived, at the cost of a hash.
 */
import { createHash } from 'node:crypto';
import { FRAME_BYTES } from '../shared/speech/audio-format.ts';
import { ok } from '../shared/result.ts';
import type { Recogniser, RecognitionStream, PartialRecognition } from './recognition.ts';

const PARTIAL_EVERY_FRAMES = 10;

/**
 * What a digest recogniser says of some audio: `"<frames> <sha256 in hex>"`, or nothing for silence. It
 * covers the 20 ms frames (the last may be shorter) from the first to the last that isn't all zeros:
 * the zeros that a sender must add where its dialect has no stop message don't count.
 */
export function digestOf(pcm: Uint8Array): string {
  const digest = new Digest();
  digest.take(pcm);
  return digest.text();
}

/** `areWords`: digests are told as what a guest said, so that a station puts them on its ticket. */
export function createDigestRecogniser({ areWords = false } = {}): Recogniser {
  return {
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    open: (onPartial) => Promise.resolve(ok(openDigest(onPartial, areWords))),
  };
}

function openDigest(
  onPartial: (partial: PartialRecognition) => void,
  areWords: boolean,
): RecognitionStream {
  const digest = new Digest();
  let toldFrames = 0;
  return {
    write: (pcm) => {
      digest.take(pcm);
      if (digest.frameCount < toldFrames + PARTIAL_EVERY_FRAMES) return;
      toldFrames = digest.frameCount;
      onPartial({ text: `${toldFrames}`, confidence: 1 });
    },
    end: () => Promise.resolve(ok({ text: digest.text(), confidence: 1, isSpeech: areWords })),
    abort: () => undefined,
  };
}

class Digest {
  readonly #hash = createHash('sha256');
  #rest = Buffer.alloc(0);
  #silentFrames = 0;
  /** Frames up to the last one with sound. */
  frameCount = 0;

  take(pcm: Uint8Array): void {
    const bytes = Buffer.concat([this.#rest, pcm]);
    const whole = bytes.length - (bytes.length % FRAME_BYTES);
    for (let at = 0; at < whole; at += FRAME_BYTES)
      this.#frame(bytes.subarray(at, at + FRAME_BYTES));
    this.#rest = bytes.subarray(whole);
  }

  text(): string {
    if (this.#rest.length > 0) this.#frame(this.#rest);
    this.#rest = Buffer.alloc(0);
    return this.frameCount === 0 ? '' : `${this.frameCount} ${this.#hash.digest('hex')}`;
  }

  #frame(frame: Buffer): void {
    const isSilent = frame.every((byte) => byte === 0);
    if (isSilent) {
      if (this.frameCount > 0) this.#silentFrames += 1;
      return;
    }
    this.#hash.update(Buffer.alloc(this.#silentFrames * FRAME_BYTES));
    this.#hash.update(frame);
    this.frameCount += this.#silentFrames + 1;
    this.#silentFrames = 0;
  }
}
