/** Single records read back from segments, of which each is opened once. Owned by the journal. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import {
  decodeRecordAt,
  MAX_PAYLOAD_BYTES,
  RECORD_HEADER_BYTES,
  type DecodedRecord,
} from './record.ts';
import { segmentPath, type Place } from './segment-files.ts';

const MAX_RECORD_BYTES = RECORD_HEADER_BYTES + MAX_PAYLOAD_BYTES + 20;

export class SegmentReaders {
  readonly #directory: string;
  readonly #descriptors = new Map<number, number>();

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Undefined when the file is gone or the record is damaged. */
  read({ segment, offset }: Place): DecodedRecord | undefined {
    try {
      const descriptor = this.#descriptors.get(segment) ?? this.#open(segment);
      const left = Math.max(0, fstatSync(descriptor).size - offset);
      const bytes = Buffer.alloc(Math.min(MAX_RECORD_BYTES, left));
      readSync(descriptor, bytes, 0, bytes.length, offset);
      return decodeRecordAt(bytes, 0);
    } catch {
      return undefined;
    }
  }

  close(segment: number): void {
    const descriptor = this.#descriptors.get(segment);
    this.#descriptors.delete(segment);
    if (descriptor !== undefined) closeSync(descriptor);
  }

  closeAll(): void {
    for (const segment of this.#descriptors.keys()) this.close(segment);
  }

  #open(segment: number): number {
    const descriptor = openSync(segmentPath(this.#directory, segment), 'r');
    this.#descriptors.set(segment, descriptor);
    return descriptor;
  }
}
