/**
 * Where an utterance's frames lie, in order of sequence: 40 bytes a frame in one array and no object, because a
 * full journal has hundreds of thousands. Sound itself is held for the newest frames and for those that the
 * disk refused. Owned by the journal's utterance; the journal and the reading back fill it.
 */
import type { Place } from './segment-files.ts';

/** What is known of a frame without reading it. */
export type FrameEntry = {
  readonly sequence: number;
  readonly capturedAtUs: number;
  /** Sound was lost before it. */
  readonly discontinuity: boolean;
  /** Undefined while the disk refused it: then `pcm` holds the only copy. */
  readonly place: Place | undefined;
  readonly pcm: Uint8Array | undefined;
};

/** Numbers a frame: sequence, captured at, discontinuity, segment (0: not on disk), offset. */
const FIELDS = 5;
const SEGMENT = 3;
const OFFSET = 4;
const FIRST_CAPACITY = 64;

export class FrameIndex {
  #table = new Float64Array(0);
  #length = 0;
  #isInOrder = true;
  /** By position. */
  readonly #sound = new Map<number, Uint8Array>();
  /** Positions of frames that have no room: memory holds their sound only until newer ones come. */
  readonly #passing = new Set<number>();

  get length(): number {
    return this.#length;
  }

  get lastSequence(): number | undefined {
    return this.#length === 0 ? undefined : this.#field(this.#length - 1, 0);
  }

  /** Of what is written by this process: `sequence` is above all before it. Sound is kept, not copied. */
  push(entry: FrameEntry & { readonly pcm: Uint8Array }): void {
    const { sequence, capturedAtUs, discontinuity, place, pcm } = entry;
    this.#sound.set(this.#length, pcm);
    this.add(sequence, capturedAtUs, discontinuity, place?.segment ?? 0, place?.offset ?? 0);
  }

  /** As `push`, where neither the disk nor memory has room to keep it: it is there to be streamed at once. */
  pass(entry: FrameEntry & { readonly pcm: Uint8Array }): void {
    this.#passing.add(this.#length);
    this.push(entry);
  }

  isPassing(position: number): boolean {
    return this.#passing.has(position);
  }

  /** Of what is read back, in any order: `settle` before anything is asked. */
  add(
    sequence: number,
    capturedAtUs: number,
    discontinuity: boolean,
    segment: number,
    offset: number,
  ): void {
    const start = this.#length * FIELDS;
    if (start === this.#table.length) this.#grow();
    if (this.#length > 0 && sequence <= this.#field(this.#length - 1, 0)) this.#isInOrder = false;
    const table = this.#table;
    table[start] = sequence;
    table[start + 1] = capturedAtUs;
    table[start + 2] = discontinuity ? 1 : 0;
    table[start + SEGMENT] = segment;
    table[start + OFFSET] = offset;
    this.#length += 1;
  }

  /** Puts what was added in order; of one sequence number, the first that was added stays. Holds no sound yet. */
  settle(): void {
    if (this.#isInOrder) return;
    const sequenceAt = (position: number): number => this.#field(position, 0);
    const order = Array.from({ length: this.#length }, (_, position) => position)
      .sort((a, b) => sequenceAt(a) - sequenceAt(b))
      .filter((position, nth, all) => sequenceAt(all[nth - 1] ?? -1) !== sequenceAt(position));
    const table = new Float64Array(order.length * FIELDS);
    for (const [nth, position] of order.entries()) {
      table.set(this.#table.subarray(position * FIELDS, (position + 1) * FIELDS), nth * FIELDS);
    }
    this.#table = table;
    this.#length = order.length;
    this.#isInOrder = true;
  }

  at(position: number): FrameEntry | undefined {
    if (position < 0 || position >= this.#length) return undefined;
    return {
      sequence: this.#field(position, 0),
      capturedAtUs: this.#field(position, 1),
      discontinuity: this.#field(position, 2) === 1,
      place: this.#placeAt(position),
      pcm: this.#sound.get(position),
    };
  }

  /** The first position at or after `sequence`, by bisection. */
  positionOf(sequence: number): number {
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#field(middle, 0) < sequence) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Positions whose sound memory holds, oldest first. */
  inMemory(): readonly number[] {
    return [...this.#sound.keys()];
  }

  /** How many frames memory alone keeps. */
  get unwritten(): number {
    return this.inMemory().filter(
      (position) => this.#placeAt(position) === undefined && !this.#passing.has(position),
    ).length;
  }

  setPlace(position: number, place: Place | undefined): void {
    if (place !== undefined) this.#passing.delete(position);
    this.#table[position * FIELDS + SEGMENT] = place?.segment ?? 0;
    this.#table[position * FIELDS + OFFSET] = place?.offset ?? 0;
  }

  /** Lets go of the sound of one frame, if the disk has it or it can't be kept. */
  release(position: number): void {
    const isPassing = this.#passing.has(position);
    if (isPassing || this.#placeAt(position) !== undefined) this.#sound.delete(position);
  }

  releaseAll(): void {
    for (const position of this.inMemory()) this.release(position);
  }

  clear(): void {
    this.#table = new Float64Array(0);
    this.#length = 0;
    this.#isInOrder = true;
    this.#sound.clear();
    this.#passing.clear();
  }

  #placeAt(position: number): Place | undefined {
    const segment = this.#field(position, SEGMENT);
    return segment > 0 ? { segment, offset: this.#field(position, OFFSET) } : undefined;
  }

  #field(position: number, field: number): number {
    return this.#table[position * FIELDS + field] ?? NaN;
  }

  #grow(): void {
    const capacity = Math.max(FIRST_CAPACITY * FIELDS, this.#table.length * 2);
    const table = new Float64Array(capacity);
    table.set(this.#table);
    this.#table = table;
  }
}
