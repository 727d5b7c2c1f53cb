/**
 * An ESC/POS printer on a real TCP port: prints into memory, answers status like an Epson, and can run out of
 * paper, hang, break off in the middle of a page, or be unplugged and plugged in again on the same port.
 */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { EscposReader, type PaperEvent } from './escpos-reader.ts';

export type FakePrinterState = {
  /** `hung`: takes a call and says nothing, reads nothing. */
  condition: 'ready' | 'paper-out' | 'cover-open' | 'hung';
  /** Cheap printers answer real-time status alone, or nothing at all. */
  answers: 'all' | 'status' | 'nothing';
  /** Hangs up without a word once it has got so many bytes of a page. */
  breaksAfter: number | undefined;
};

const DLE = 0x10;

export class FakePrinter {
  readonly state: FakePrinterState = { condition: 'ready', answers: 'all', breaksAfter: undefined };
  readonly events: PaperEvent[] = [];
  #server: Server | undefined;
  #port = 0;
  readonly #sockets = new Set<Socket>();
  /** All it was ever sent, commands and all. */
  readonly received: number[] = [];
  /** How many calls it had at the same time. */
  mostAtOnce = 0;
  #endsUnderNextPage = false;

  static async start(): Promise<FakePrinter> {
    const printer = new FakePrinter();
    await printer.plugIn();
    return printer;
  }

  get port(): number {
    return this.#port;
  }

  async plugIn(): Promise<void> {
    const server = createServer((socket) => this.#serve(socket));
    server.listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  async unplug(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    this.#server = undefined;
    for (const socket of this.#sockets) socket.resetAndDestroy();
    server.close();
    await once(server, 'close');
  }

  /** Text of each page that was cut, line by line, without the feeds around the cut. */
  get pages(): readonly string[] {
    const pages: string[] = [];
    let lines: string[] = [];
    for (const event of this.events) {
      if (event.kind === 'line') lines.push(event.line.text);
      if (event.kind !== 'cut') continue;
      pages.push(lines.join('\n').replace(/^\n/, '').trimEnd());
      lines = [];
    }
    return pages;
  }

  /** The paper ends as soon as a page begins. */
  runsOutUnderNextPage(): void {
    this.#endsUnderNextPage = true;
  }

  count(kind: PaperEvent['kind']): number {
    return this.events.filter((event) => event.kind === kind).length;
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#sockets.size);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => undefined);
    if (this.state.condition === 'hung') {
      socket.pause();
      return;
    }
    const reader = new EscposReader();
    let waiting: number[] = [];
    let taken = 0;
    socket.on('data', (bytes) => {
      this.received.push(...bytes);
      const page = this.#answerStatus(socket, bytes);
      taken += page.length;
      if (this.#endsUnderNextPage && page.length > 0) this.state.condition = 'paper-out';
      const { breaksAfter, condition } = this.state;
      if (breaksAfter !== undefined && taken >= breaksAfter) {
        this.events.push(...reader.read(page.slice(0, breaksAfter)));
        socket.resetAndDestroy();
        return;
      }
      waiting.push(...page);
      if (condition !== 'ready') return;
      for (const event of reader.read(waiting)) this.#print(event, socket);
      waiting = [];
    });
  }

  #print(event: PaperEvent, socket: Socket): void {
    if (event.kind !== 'asked') this.events.push(event);
    else if (this.state.answers === 'all') socket.write(Uint8Array.of(0));
  }

  /** Real-time status is answered out of turn; what is left is for the page. */
  #answerStatus(socket: Socket, bytes: Buffer): readonly number[] {
    const page: number[] = [];
    for (let at = 0; at < bytes.length; at += 1) {
      if (bytes[at] !== DLE) {
        page.push(bytes[at] ?? 0);
        continue;
      }
      const asked = bytes[at + 2] ?? 0;
      if (this.state.answers !== 'nothing') socket.write(Uint8Array.of(this.#status(asked)));
      at += 2;
    }
    return page;
  }

  #status(asked: number): number {
    const isPaperOut = this.state.condition === 'paper-out';
    const isOpen = this.state.condition === 'cover-open';
    const always = 0b0001_0010;
    if (asked === 1) return always | (isPaperOut || isOpen ? 0b1000 : 0);
    if (asked === 2) return always | (isOpen ? 0b0100 : 0) | (isPaperOut ? 0b10_0000 : 0);
    return always | (isPaperOut ? 0b0110_0000 : 0);
  }
}
