/**
 * The short way for sound. A WebSocket frame that is whole, binary, masked and no part of a longer message (all
 * sound on a good line is) is unmasked here and handed over; whatever else comes goes to ws as it came, which
 * stays the only judge of the protocol. Half of what ws costs a frame is saved so.
 */
import type { EventEmitter } from 'node:events';
import type { Duplex } from 'node:stream';
import { applyMask } from '../web-socket-masking.ts';

const FIN_BINARY = 0x82;
const FIN = 0x80;
const MASKED = 0x80;
const LENGTH_IN_16_BITS = 126;
const LENGTH_IN_64_BITS = 127;
/** Opcode, length in 16 bits, key. */
const SHORT_WAY_HEAD_BYTES = 8;
const CONTINUATION = 0;
const FIRST_CONTROL_OPCODE = 8;

type Deps = {
  /** Larger payloads are for ws to refuse. */
  readonly maxPayloadBytes: number;
  /** Unmasked in place: a view into the chunk. */
  readonly onSound: (payload: Uint8Array) => void;
  readonly onOther: (bytes: Buffer) => void;
};

export class ShortWay {
  readonly #deps: Deps;
  /** Of a frame that goes to ws: its head as far as it came, then how much of its payload is still to come. */
  #head: number[] = [];
  #leftBytes = 0;
  /** Frames of a message in pieces are ws's, the binary ones too. */
  #isInPieces = false;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  take(chunk: Buffer): void {
    const { onSound, onOther } = this.#deps;
    let othersFrom = 0;
    let at = this.#isWithinFrame() ? this.#follow(chunk, 0) : 0;
    while (at < chunk.length) {
      const end = this.#isInPieces ? null : this.#endOfSound(chunk, at);
      if (end === null) {
        at = this.#follow(chunk, at);
        continue;
      }
      if (at > othersFrom) onOther(chunk.subarray(othersFrom, at));
      const payload = chunk.subarray(at + SHORT_WAY_HEAD_BYTES, end);
      applyMask(chunk.subarray(at + 4, at + SHORT_WAY_HEAD_BYTES), payload, payload);
      onSound(payload);
      at = othersFrom = end;
    }
    if (othersFrom < chunk.length) onOther(othersFrom === 0 ? chunk : chunk.subarray(othersFrom));
  }

  /** Null for a frame that is none of sound, or has not come whole. */
  #endOfSound(chunk: Buffer, at: number): number | null {
    if (chunk[at] !== FIN_BINARY || chunk[at + 1] !== (MASKED | LENGTH_IN_16_BITS)) return null;
    const lengthBytes = ((chunk[at + 2] ?? 0) << 8) | (chunk[at + 3] ?? 0);
    const end = at + SHORT_WAY_HEAD_BYTES + lengthBytes;
    return lengthBytes <= this.#deps.maxPayloadBytes && end <= chunk.length ? end : null;
  }

  #isWithinFrame(): boolean {
    return this.#head.length > 0 || this.#leftBytes > 0;
  }

  /** Where the frame that ws reads ends in `chunk`, or the chunk does. */
  #follow(chunk: Buffer, from: number): number {
    let at = from;
    while (this.#leftBytes === 0 && at < chunk.length) {
      this.#head.push(chunk[at] ?? 0);
      at += 1;
      if (this.#head.length < headBytesOf(this.#head)) continue;
      this.#begin(this.#head);
      this.#head = [];
      break;
    }
    const step = Math.min(this.#leftBytes, chunk.length - at);
    this.#leftBytes -= step;
    return at + step;
  }

  #begin(head: readonly number[]): void {
    const [first = 0] = head;
    const opcode = first & 0x0f;
    const isFinal = (first & FIN) !== 0;
    this.#leftBytes = payloadBytesOf(head);
    if (opcode >= FIRST_CONTROL_OPCODE) return;
    if (!isFinal) this.#isInPieces = true;
    else if (opcode === CONTINUATION) this.#isInPieces = false;
  }
}

/**
 * Lays the short way before ws. Where ws does not listen to its socket as this expects, nothing is changed and
 * sound comes as ws's messages.
 */
export function layShortWay(
  line: Duplex,
  webSocket: Pick<EventEmitter, 'once'>,
  { maxPayloadBytes, onSound }: Omit<Deps, 'onOther'>,
): void {
  const [listener, ...more] = line.listeners('data');
  if (listener === undefined || more.length > 0) return;
  let isBroken = false;
  // ws has found a mistake: it reads no more, and says goodbye.
  webSocket.once('error', () => (isBroken = true));
  const way = new ShortWay({
    maxPayloadBytes,
    onSound,
    onOther: (bytes) => {
      if (!isBroken) listener.call(line, bytes);
    },
  });
  line.removeAllListeners('data');
  line.on('data', (chunk: Buffer) => {
    if (!isBroken) way.take(chunk);
  });
}

function headBytesOf([, second]: readonly number[]): number {
  if (second === undefined) return 2;
  const length = second & 0x7f;
  const lengthBytes = length === LENGTH_IN_64_BITS ? 8 : length === LENGTH_IN_16_BITS ? 2 : 0;
  return 2 + lengthBytes + ((second & MASKED) === 0 ? 0 : 4);
}

function payloadBytesOf(head: readonly number[]): number {
  const short = (head[1] ?? 0) & 0x7f;
  if (short < LENGTH_IN_16_BITS) return short;
  const bytes = head.slice(2, short === LENGTH_IN_64_BITS ? 10 : 4);
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
}
