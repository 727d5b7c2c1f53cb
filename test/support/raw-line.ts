/** A station's line without a WebSocket library: sends any bytes, and tells what the relay answers to them. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { STATION_PATH, SUBPROTOCOL } from '../../src/shared/wire/protocol-version.ts';
import { bytesOf, OPCODE, type RawFrame } from './web-socket-frame.ts';

const DEADLINE_MS = 10_000;
const NO_STATUS = 1005;

type Told = { readonly opcode: number; readonly payload: Buffer };

export class RawLine {
  readonly #socket: Socket;
  readonly told: Told[] = [];
  #bytes = Buffer.alloc(0);
  #isUp = false;
  #hasEnded = false;
  #look: () => void = () => undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay();
    socket.on('data', (chunk) => {
      this.#bytes = Buffer.concat([this.#bytes, chunk]);
      this.#read();
      this.#look();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#hasEnded = true;
      this.#look();
    });
  }

  /** Upgraded with `token`; throws when it is refused. */
  static async open(base: string, token: string, localAddress = '127.0.0.1'): Promise<RawLine> {
    const { port, hostname } = new URL(base);
    const socket = connect({ port: Number(port), host: hostname, localAddress });
    await once(socket, 'connect');
    const line = new RawLine(socket);
    const lines = [
      `GET ${STATION_PATH} HTTP/1.1`,
      `Host: ${hostname}:${port}`,
      'Upgrade: websocket',
      'Connection: Upgrade',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Protocol: ${SUBPROTOCOL}`,
      `Authorization: Bearer ${token}`,
    ];
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    await line.#until(() => line.#isUp || line.#hasEnded);
    if (!line.#isUp) throw new Error('the upgrade was refused');
    return line;
  }

  get isOpen(): boolean {
    return !this.#hasEnded && !this.told.some(({ opcode }) => opcode === OPCODE.close);
  }

  send(...frames: readonly RawFrame[]): void {
    this.#socket.write(Buffer.concat(frames.map(bytesOf)));
  }

  /** Byte by byte, or in whatever pieces. */
  async sendInPieces(bytes: Uint8Array, sizeBytes: number): Promise<void> {
    for (let at = 0; at < bytes.length; at += sizeBytes) {
      this.#socket.write(bytes.subarray(at, at + sizeBytes));
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** The first frame of `opcode` whose payload has `text` in it. */
  async next(opcode: number, text = ''): Promise<Buffer> {
    const found = () =>
      this.told.find((told) => told.opcode === opcode && told.payload.includes(text))?.payload;
    await this.#until(() => found() !== undefined || this.#hasEnded);
    const payload = found();
    if (payload === undefined) throw new Error(`the line ended before opcode ${opcode} came`);
    return payload;
  }

  /** The code that the relay closed with. */
  async closeCode(): Promise<number> {
    const payload = await this.next(OPCODE.close);
    return payload.length < 2 ? NO_STATUS : payload.readUInt16BE(0);
  }

  /** The other side has let go of the socket. */
  async ended(): Promise<void> {
    await this.#until(() => this.#hasEnded);
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #read(): void {
    if (!this.#isUp) {
      const end = this.#bytes.indexOf('\r\n\r\n');
      if (end === -1 || !this.#bytes.subarray(0, 12).equals(Buffer.from('HTTP/1.1 101'))) return;
      this.#isUp = true;
      this.#bytes = this.#bytes.subarray(end + 4);
    }
    for (;;) {
      const short = this.#bytes[1] ?? 0;
      const headBytes = short < 126 ? 2 : 4;
      if (this.#bytes.length < headBytes) return;
      const end = headBytes + (short < 126 ? short : this.#bytes.readUInt16BE(2));
      if (this.#bytes.length < end) return;
      const opcode = (this.#bytes[0] ?? 0) & 0x0f;
      this.told.push({ opcode, payload: this.#bytes.subarray(headBytes, end) });
      this.#bytes = this.#bytes.subarray(end);
    }
  }

  #until(isSo: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        const opcodes = this.told.map(({ opcode }) => opcode).join(' ');
        reject(new Error(`nothing came in time; opcodes so far: ${opcodes}`));
      }, DEADLINE_MS);
      this.#look = () => {
        if (!isSo()) return;
        clearTimeout(timer);
        resolve();
      };
      this.#look();
    });
  }
}
