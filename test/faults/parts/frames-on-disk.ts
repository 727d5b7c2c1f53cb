/** Where a segment's frames lie, read by `docs/journal-format.md` alone and not by the journal's own code. */
const HEADER_BYTES = { file: 32, record: 48 } as const;
const TAIL_BYTES = { tag: 16, crc: 4 } as const;
const AT = { kind: 4, flags: 5, payloadBytes: 6 } as const;
const FRAME_KIND = 2;
const SEALED_FLAG = 1;

export type FrameOnDisk = { readonly from: number; readonly to: number };

/** `segment` must be whole, but for its tail. */
export function framesIn(segment: Buffer): readonly FrameOnDisk[] {
  const frames: FrameOnDisk[] = [];
  let from: number = HEADER_BYTES.file;
  while (from + HEADER_BYTES.record <= segment.length) {
    const isSealed = (segment.readUInt8(from + AT.flags) & SEALED_FLAG) !== 0;
    const payloadBytes = segment.readUInt16BE(from + AT.payloadBytes);
    const tailBytes = TAIL_BYTES.crc + (isSealed ? TAIL_BYTES.tag : 0);
    const to = from + HEADER_BYTES.record + payloadBytes + tailBytes;
    if (to > segment.length) break;
    if (segment.readUInt8(from + AT.kind) === FRAME_KIND) frames.push({ from, to });
    from = to;
  }
  return frames;
}
