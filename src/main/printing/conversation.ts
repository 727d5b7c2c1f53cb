/** A TCP line to a printer on which every wait has a deadline. */
import { connect, type Socket } from 'node:net';

/** What a printer says unasked is of no use to anyone; of what it says, no more than this is kept. */
const MAX_HEARD = 256;

/** Undefined when nobody is there in time. */
export function openConversation(
  address: { readonly host: string; readonly port: number },
  deadlineMs: number,
  signal: AbortSignal,
): Promise<Conversation | undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve(undefined);
      return;
    }
    const socket = connect({ ...address, noDelay: true });
    const settle = (conversation: Conversation | undefined) => {
      clearTimeout(late);
      signal.removeEventListener('abort', giveUp);
      if (conversation === undefined) socket.destroy();
      resolve(conversation);
    };
    const giveUp = () => settle(undefined);
    const late = setTimeout(giveUp, deadlineMs);
    signal.addEventListener('abort', giveUp);
    socket.on('error', giveUp);
    socket.once('connect', () => settle(new Conversation(socket, signal)));
  });
}

export class Conversation {
  readonly #socket: Socket;
  readonly #heard: number[] = [];
  readonly #wakes = new Set<() => void>();
  readonly #stopAbort: () => void;
  #isOver = false;
  #hasBroken = false;

  constructor(socket: Socket, signal: AbortSignal) {
    this.#socket = socket;
    const abort = () => socket.destroy();
    signal.addEventListener('abort', abort);
    this.#stopAbort = () => signal.removeEventListener('abort', abort);
    socket.on('data', (bytes: Buffer) => {
      this.#heard.push(...bytes.subarray(0, MAX_HEARD));
      this.#heard.splice(0, this.#heard.length - MAX_HEARD);
      this.#wake();
    });
    socket.on('error', () => {
      this.#hasBroken = true;
    });
    socket.on('close', () => {
      this.#isOver = true;
      this.#stopAbort();
      this.#wake();
    });
    // A printer that has hung up takes nothing more.
    socket.on('end', () => {
      this.#isOver = true;
      this.#wake();
    });
  }

  /** The printer has hung up, or the line is lost. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** True when the machine has taken all of it in time. */
  send(bytes: Uint8Array, deadlineMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const late = setTimeout(() => resolve(false), deadlineMs);
      this.#socket.write(bytes, (error) => {
        clearTimeout(late);
        resolve(error === undefined || error === null);
      });
    });
  }

  /** The next `count` bytes that are answers, or undefined when they don't come in time. */
  async hear(
    isAnswer: (byte: number) => boolean,
    count: number,
    deadlineMs: number,
  ): Promise<readonly number[] | undefined> {
    const enough = () => {
      const answers = this.#heard.filter(isAnswer);
      return answers.length >= count ? answers.slice(-count) : undefined;
    };
    await this.#until(() => enough() !== undefined || this.#isOver, deadlineMs);
    const answers = enough();
    this.#heard.length = 0;
    return answers;
  }

  /** Says goodbye; false when the line was lost in place of being ended. */
  async end(deadlineMs: number): Promise<boolean> {
    this.#socket.end();
    await this.#until(() => this.#isOver, deadlineMs);
    this.#stopAbort();
    const isFine = !this.#hasBroken;
    this.#socket.destroy();
    return isFine;
  }

  async #until(isTrue: () => boolean, deadlineMs: number): Promise<void> {
    if (isTrue()) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(late);
        this.#wakes.delete(look);
        resolve();
      };
      const look = () => {
        if (isTrue()) done();
      };
      const late = setTimeout(done, deadlineMs);
      this.#wakes.add(look);
    });
  }

  #wake(): void {
    for (const wake of [...this.#wakes]) wake();
  }
}
