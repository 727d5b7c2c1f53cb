/**
 * Connects to the relay over a network that comes and goes. A lost SYN is repeated by the system after 1, 3 and
 * 7 s, so that a station could sit in an old attempt for seconds after the cable is back: here a fresh
 * attempt begins beside the old ones every 1.25 s, and the first to arrive is taken. The last addresses of
 * the relay are remembered, so that a name server that is away keeps nobody from it.
 */
import { lookup, type LookupAddress } from 'node:dns';
import { connect, type LookupFunction, type Socket } from 'node:net';

const ANOTHER_AFTER_MS = 1_250;
const MAX_ATTEMPTS = 4;
/** Over all attempts. */
const CONNECT_DEADLINE_MS = 5_000;
/** A name server gets this long when the relay's addresses are known from before. */
const NAME_DEADLINE_MS = 1_000;

type Found = (error: Error | null, addresses: LookupAddress[]) => void;
/** Names to addresses, as the system does it. */
export type FindAddresses = (name: string, found: Found) => void;

const systemNames: FindAddresses = (name, found) => {
  lookup(name, { all: true }, found);
};

type Question = { readonly askedAtMs: number; readonly waiting: Found[] };

export type Place = { readonly host: string; readonly port: number };

export class RelayConnect {
  readonly #findAddresses: FindAddresses;
  readonly #questions = new Map<string, Question>();
  readonly #remembered = new Map<string, LookupAddress[]>();

  constructor(findAddresses: FindAddresses = systemNames) {
    this.#findAddresses = findAddresses;
  }

  /** `done` is called once, within 5 s. */
  connect({ host, port }: Place, done: (error: Error | null, socket?: Socket) => void): void {
    const attempts = new Set<Socket>();
    let isOver = false;
    let another: NodeJS.Timeout | undefined;
    const finish = (error: Error | null, socket?: Socket): void => {
      if (isOver) return;
      isOver = true;
      clearTimeout(another);
      clearTimeout(deadline);
      for (const attempt of attempts) if (attempt !== socket) attempt.destroy();
      done(error, socket);
    };
    const deadline = setTimeout(
      () => finish(new Error('no connection in time')),
      CONNECT_DEADLINE_MS,
    );
    const begin = (count: number): void => {
      const socket = connect({ host, port, noDelay: true, lookup: this.#lookup });
      attempts.add(socket);
      const failed = (error: Error): void => {
        attempts.delete(socket);
        if (attempts.size === 0) finish(error);
      };
      socket.on('error', failed);
      socket.once('connect', () => {
        socket.off('error', failed);
        finish(null, socket);
      });
      if (count < MAX_ATTEMPTS) another = setTimeout(() => begin(count + 1), ANOTHER_AFTER_MS);
    };
    begin(1);
  }

  readonly #lookup: LookupFunction = (name, options, give) => {
    this.#find(name, (error, addresses) => {
      const [first] = addresses;
      if (error !== null || first === undefined) give(error ?? new Error('no address'), '');
      else if (options.all === true) give(null, addresses);
      else give(null, first.address, first.family);
    });
  };

  /** What the name server says; what it said before, where it says nothing in time. */
  #find(name: string, found: Found): void {
    const remembered = this.#remembered.get(name);
    let isOver = false;
    let late: NodeJS.Timeout | undefined;
    const finish: Found = (error, addresses) => {
      if (isOver) return;
      isOver = true;
      clearTimeout(late);
      found(error, addresses);
    };
    const askedAtMs = this.#ask(name, (error, addresses) => {
      if (error !== null && remembered !== undefined) finish(null, remembered);
      else finish(error, addresses);
    });
    const leftMs = Math.max(0, askedAtMs + NAME_DEADLINE_MS - performance.now());
    if (remembered !== undefined) late = setTimeout(() => finish(null, remembered), leftMs);
  }

  /**
   * One question at a time, since one to a silent name server occupies a thread for 10 s and more. Answers when
   * it was asked.
   */
  #ask(name: string, found: Found): number {
    const open = this.#questions.get(name);
    if (open !== undefined) {
      open.waiting.push(found);
      return open.askedAtMs;
    }
    const question: Question = { askedAtMs: performance.now(), waiting: [found] };
    this.#questions.set(name, question);
    this.#findAddresses(name, (error, addresses) => {
      this.#questions.delete(name);
      const failure = error ?? (addresses.length === 0 ? new Error('no address') : null);
      if (failure === null) this.#remembered.set(name, addresses);
      for (const tell of question.waiting) tell(failure, addresses);
    });
    return question.askedAtMs;
  }
}
