/** WebSocket frames byte by byte, the forbidden ones too: what no library will send. */

export type RawFrame = {
  readonly opcode: number;
  readonly payload: Uint8Array;
  readonly isFinal?: boolean;
  readonly isMasked?: boolean;
  /** The three reserved bits. */
  readonly reserved?: number;
};

export const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

const KEY = [0x5a, 0x13, 0xc7, 0x88] as const;

export function bytesOf(frame: RawFrame): Buffer {
  const { opcode, payload, isFinal = true, isMasked = true, reserved = 0 } = frame;
  const { length } = payload;
  const short = length < 126 ? length : length < 65_536 ? 126 : 127;
  const head = Buffer.alloc(short < 126 ? 2 : short === 126 ? 4 : 10);
  head[0] = (isFinal ? 0x80 : 0) | (reserved << 4) | opcode;
  head[1] = (isMasked ? 0x80 : 0) | short;
  if (short === 126) head.writeUInt16BE(length, 2);
  if (short === 127) head.writeBigUInt64BE(BigInt(length), 2);
  if (!isMasked) return Buffer.concat([head, payload]);
  const masked = payload.map((byte, at) => byte ^ (KEY[at & 3] ?? 0));
  return Buffer.concat([head, Buffer.from(KEY), masked]);
}
