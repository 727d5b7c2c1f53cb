/**
 * Keeps a kitchen screen and the relay in step: asks for the orders, sends the moves, one call after the other, so that
 * no answer is older than a move that it is held against. Runs in the app's main process and on the relay's page.
 */
import type { KitchenStatus, OrderId } from '../order/order.ts';
import { fail, ok, type Result } from '../result.ts';
import type { KitchenFeed, KitchenMove } from '../wire/kitchen.ts';
import type { KitchenBoard, KitchenLink, Overtaken } from './board.ts';
import {
  nextToSend,
  ordersOf,
  withFeed,
  withMoveMade,
  withMoveTaken,
  withMoveTried,
  type KitchenMemory,
  type OwnOrder,
} from './kitchen-memory.ts';

/** A call that fails at once is seen within this, one that hangs within this and the call's own deadline (3 s). */
const ASK_EVERY_MS = 1_500;
/** Told for this long, then it is old news. */
const OVERTAKEN_FOR_MS = 15_000;

/** `not-enrolled`, `bad-token`, `token-expired` and `revoked` have a meaning here; the others are `away`. */
export type AskFailure = string;

export type KitchenDeskDeps = {
  readonly memory: KitchenMemory;
  readonly own: () => readonly OwnOrder[];
  /** Both settle within a deadline of their own. */
  readonly ask: () => Promise<Result<KitchenFeed, AskFailure>>;
  readonly send: (orderId: OrderId, move: KitchenMove) => Promise<Result<unknown, AskFailure>>;
  /** Resolves when the moves outlive the end of the program. */
  readonly keepMoves: (memory: KitchenMemory) => Promise<Result<undefined, 'cannot-save'>>;
  readonly keepFeed: (memory: KitchenMemory) => void;
  readonly onBoard: (board: KitchenBoard) => void;
  readonly wallMs: () => number;
  /** `over` resolves after the time, or as soon as `end` is called. */
  readonly pause: (ms: number) => { readonly over: Promise<void>; readonly end: () => void };
};

export type MoveFailure = 'unknown-order' | 'may-not-move' | 'cannot-save';

export class KitchenDesk {
  readonly #deps: KitchenDeskDeps;
  #memory: KitchenMemory;
  #link: KitchenLink = 'connecting';
  #overtaken: readonly Overtaken[] = [];
  #feedText = '';
  #boardText = '';
  #working: Promise<void> | undefined;
  #isStopping = false;
  /** Something came up while it was not pausing. */
  #isWoken = false;
  #endPause: (() => void) | undefined;

  constructor(deps: KitchenDeskDeps) {
    this.#deps = deps;
    this.#memory = deps.memory;
  }

  board(): KitchenBoard {
    const nowMs = this.#deps.wallMs();
    return {
      link: this.#link,
      orders: this.#orders(),
      waitingMoves: this.#memory.moves.length,
      overtaken: this.#overtaken.filter(({ atMs }) => atMs > nowMs - OVERTAKEN_FOR_MS),
    };
  }

  /** Asks and sends until `stop`. */
  start(): void {
    this.#isStopping = false;
    this.#working ??= this.#work().finally(() => {
      this.#working = undefined;
    });
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    this.askNow();
    await this.#working;
  }

  /** The spool has changed. */
  ownChanged(): void {
    this.#publish();
  }

  /** A move was made, or the way to the relay may have changed. */
  askNow(): void {
    this.#isWoken = true;
    this.#endPause?.();
  }

  /** On the board at once; ok when it is kept, and sent when the relay can take it. */
  async move(orderId: OrderId, to: KitchenStatus): Promise<Result<undefined, MoveFailure>> {
    const shown = this.#orders().find(({ order }) => order.orderId === orderId);
    const moved = withMoveMade(this.#memory, shown, to, this.#deps.wallMs());
    if (!moved.ok) return moved;
    if (moved.value === this.#memory) return ok(undefined);
    this.#memory = moved.value;
    this.#publish();
    const kept = await this.#deps.keepMoves(this.#memory);
    this.askNow();
    return kept.ok ? ok(undefined) : fail('cannot-save');
  }

  async #work(): Promise<void> {
    while (!this.#isLeaving()) {
      this.#isWoken = false;
      await this.#sendMoves();
      await this.#ask();
      await this.#pause();
    }
  }

  async #pause(): Promise<void> {
    if (this.#isWoken) return;
    const { over, end } = this.#deps.pause(ASK_EVERY_MS);
    this.#endPause = end;
    await over;
    this.#endPause = undefined;
  }

  async #sendMoves(): Promise<void> {
    for (let next = nextToSend(this.#memory); next !== undefined; next = nextToSend(this.#memory)) {
      const { move, from, to } = next;
      this.#memory = withMoveTried(this.#memory, move, to);
      const sent = await this.#deps.send(move.orderId, { kitchenStatus: to, from });
      // Refused or away: the next feed says where the order is, and the move is held against that.
      if (!sent.ok) return;
      this.#memory = withMoveTaken(this.#memory, move.orderId, to, this.#deps.wallMs());
      await this.#deps.keepMoves(this.#memory);
      if (this.#isLeaving()) return;
    }
  }

  async #ask(): Promise<void> {
    if (this.#isLeaving()) return;
    const own = this.#deps.own();
    const asked = await this.#deps.ask();
    if (asked.ok) await this.#take(asked.value, own);
    else this.#link = linkOf(asked.failure);
    this.#publish();
  }

  async #take(feed: KitchenFeed, own: readonly OwnOrder[]): Promise<void> {
    this.#link = 'connected';
    const nowMs = this.#deps.wallMs();
    const before = this.#memory;
    const { memory, overtaken } = withFeed(before, feed, own, nowMs);
    this.#memory = memory;
    if (overtaken.length > 0) this.#overtaken = [...this.#overtaken, ...overtaken].slice(-3);
    const text = JSON.stringify([feed.orders, memory.told]);
    if (text !== this.#feedText) this.#deps.keepFeed(memory);
    this.#feedText = text;
    if (memory.moves.length < before.moves.length) await this.#deps.keepMoves(memory);
  }

  #isLeaving(): boolean {
    return this.#isStopping;
  }

  #orders() {
    return ordersOf(this.#memory, this.#deps.own(), this.#deps.wallMs());
  }

  /** Only what is new: most answers of the relay are the same as before. */
  #publish(): void {
    const board = this.board();
    const text = JSON.stringify(board);
    if (text === this.#boardText) return;
    this.#boardText = text;
    this.#deps.onBoard(board);
  }
}

function linkOf(failure: AskFailure): KitchenLink {
  if (failure === 'not-enrolled') return 'alone';
  const isShut = ['bad-token', 'token-expired', 'revoked'].includes(failure);
  return isShut ? 'shut' : 'away';
}
