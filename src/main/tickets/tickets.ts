/**
 * The open ticket of each lane. What is acknowledged is on disk; what the disk refuses stays in memory
 * and is told. Touch and voice change the same ticket, one change after the other.
 *
 * On disk: `open/<lane>.json`, `held/<ticket>.json`, `archive/<day>.jsonl` (closed tickets; the last line
 * of a ticketId counts) and `missed-words/<day>.jsonl` (the last line of an utteranceId counts).
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  sessionIdSchema,
  ticketIdSchema,
  type LaneId,
  type SessionId,
  type TicketId,
} from '../../shared/ids.ts';
import type { HeldTicket, LaneTicket, OrderView } from '../../shared/ipc/views.ts';
import type { Menu } from '../../shared/menu/menu.ts';
import { commitTicket, type CommitFailure } from '../../shared/order/commit-ticket.ts';
import {
  orderIdSchema,
  type Order,
  type OrderId,
  type OrderType,
  type Tender,
} from '../../shared/order/order.ts';
import { emptyTicket, reduceTicket } from '../../shared/order/reduce-ticket.ts';
import { repriceTicket } from '../../shared/order/reprice-ticket.ts';
import type { TicketCommand } from '../../shared/order/ticket-command.ts';
import type { Ticket } from '../../shared/order/ticket.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { UtteranceResult } from '../../shared/wire/down.ts';
import { appendDurably, readTextIfThere, setAside } from '../durable-file.ts';
import type { HeldTickets } from './held-tickets.ts';
import { createLaneWriter, readLaneState, type LaneState, type LaneWriter } from './lane-file.ts';
import { remember, takeWords, type CompileWords } from './take-words.ts';
import {
  changed,
  NO_HISTORY,
  redo,
  undo,
  type Step,
  type TicketHistory,
} from './ticket-history.ts';

/** The order spool as tickets need it. */
export type OrderPlace = {
  readonly has: (orderId: OrderId) => boolean;
  readonly nextNumber: () => string;
  /** Ok means that the order is on disk; the same order again changes nothing. */
  readonly place: (order: Order, changeCents: number) => Promise<Result<OrderView, 'cannot-save'>>;
};

export type TicketsDeps = {
  readonly directory: string;
  readonly menu: () => Menu;
  readonly compile: CompileWords;
  readonly held: HeldTickets;
  readonly orders: OrderPlace;
  /** A new UUID at each call. */
  readonly newId: () => string;
  readonly wallMs: () => number;
  readonly onTicket: (laneTicket: LaneTicket) => void;
  readonly onHeld: (held: readonly HeldTicket[]) => void;
  readonly onDisk: (problem: TicketDiskProblem) => void;
};

export type TicketDiskProblem =
  | { readonly kind: 'cannot-save' | 'saved-again'; readonly laneId: LaneId }
  | { readonly kind: 'corrupt'; readonly laneId: LaneId; readonly keptAs: string | undefined };

type Saved = Result<undefined, 'cannot-save'>;
type Failed<Code> = { readonly ok: false; readonly failure: Code };
type Lane = {
  state: LaneState;
  history: TicketHistory;
  isUnsaved: boolean;
  /** A change of several writes is under way: others wait for it. */
  turn: Promise<unknown> | undefined;
  readonly writer: LaneWriter;
};

/**
 * A change of several writes holds its lane's `turn`. Who wants to change the lane waits in a loop of its
 * own and goes on in the same tick, so that two never go on together.
 */
export class Tickets {
  readonly #deps: TicketsDeps;
  readonly #lanes = new Map<LaneId, Lane>();

  constructor(deps: TicketsDeps) {
    this.#deps = deps;
  }

  /** Opens the lane's ticket from disk, or an empty one, and tells its session. An open lane stays as it is. */
  async openLane(laneId: LaneId): Promise<SessionId> {
    const open = this.#lanes.get(laneId);
    if (open !== undefined) return open.state.ticket.sessionId;
    const { wallMs, onDisk, held, menu } = this.#deps;
    const path = this.#pathOf(laneId);
    const found = await readLaneState(path);
    if (!found.ok) onDisk({ kind: 'corrupt', laneId, keptAs: await setAside(path, wallMs()) });
    const stored = found.ok ? found.value : undefined;
    // Killed between the two writes of a hold or a recall: the lane's copy is the ticket.
    if (stored !== undefined) await held.forget(stored.ticket.ticketId);
    const known = stored && this.#isCommitted(stored) ? undefined : stored;
    const state = known
      ? { ...known, ticket: repriceTicket(known.ticket, menu()) }
      : this.#fresh({ format: 1, laneId, applied: stored?.applied ?? [] });
    const writer = createLaneWriter(path);
    const lane: Lane = { state, history: NO_HISTORY, isUnsaved: false, turn: undefined, writer };
    this.#lanes.set(laneId, lane);
    this.#tell(lane);
    // A session that no disk knows would be another one after a restart, and its late words lost.
    if (known === undefined) await this.#save(lane);
    return state.ticket.sessionId;
  }

  /** A lane that the station no longer serves: what is on its ticket is held under `label`. */
  async retireLane(laneId: LaneId, label: string): Promise<void> {
    const path = this.#pathOf(laneId);
    const file = await readTextIfThere(path);
    if (file.ok && file.value === undefined) return;
    await this.openLane(laneId);
    const held = await this.hold(laneId, label);
    if (!held.ok && held.failure !== 'nothing-to-hold') return;
    this.#lanes.delete(laneId);
    await rm(path, { force: true }).catch(() => undefined);
  }

  list(): readonly LaneTicket[] {
    return [...this.#lanes.values()].map(viewOf);
  }

  held(): readonly HeldTicket[] {
    return this.#deps.held.list();
  }

  sessionOf(laneId: LaneId): SessionId | undefined {
    return this.#lanes.get(laneId)?.state.ticket.sessionId;
  }

  /** Another menu is in use: open tickets follow its prices, and what changed waits for a person's yes. */
  async menuChanged(): Promise<void> {
    const menu = this.#deps.menu();
    for (const lane of this.#lanes.values()) {
      while (lane.turn !== undefined) await lane.turn;
      const ticket = repriceTicket(lane.state.ticket, menu);
      if (ticket === lane.state.ticket) continue;
      lane.history = NO_HISTORY;
      await this.#change(lane, { ...lane.state, ticket });
    }
  }

  async apply(
    laneId: LaneId,
    command: TicketCommand,
  ): Promise<Result<Ticket, 'unknown-lane' | 'refused' | 'cannot-save'>> {
    const lane = this.#lanes.get(laneId);
    if (lane === undefined) return fail('unknown-lane');
    while (lane.turn !== undefined) await lane.turn;
    const { menu, newId } = this.#deps;
    const before = lane.state.ticket;
    const reduced = reduceTicket(before, command, { menu: menu(), newId });
    if (!reduced.ok) return fail('refused');
    lane.history = changed(lane.history, before);
    const saved = await this.#change(lane, { ...lane.state, ticket: reduced.value });
    return saved.ok ? reduced : saved;
  }

  async undo(
    laneId: LaneId,
  ): Promise<Result<Ticket, 'unknown-lane' | 'nothing-to-undo' | 'cannot-save'>> {
    return this.#step(laneId, undo, 'nothing-to-undo');
  }

  async redo(
    laneId: LaneId,
  ): Promise<Result<Ticket, 'unknown-lane' | 'nothing-to-redo' | 'cannot-save'>> {
    return this.#step(laneId, redo, 'nothing-to-redo');
  }

  async setOrderType(
    laneId: LaneId,
    orderType: OrderType,
  ): Promise<Result<undefined, 'unknown-lane' | 'cannot-save'>> {
    const lane = this.#lanes.get(laneId);
    if (lane === undefined) return fail('unknown-lane');
    while (lane.turn !== undefined) await lane.turn;
    return this.#change(lane, { ...lane.state, orderType });
  }

  /** Takes an utterance's result, once however often it comes. Ok means that it is on disk. */
  async deliver(laneId: LaneId, result: UtteranceResult): Promise<Saved> {
    const lane = this.#lanes.get(laneId);
    if (lane === undefined) return this.#keepMissedWords(laneId, result);
    while (lane.turn !== undefined) await lane.turn;
    const outcome = takeWords(lane.state, result, { ...this.#deps, menu: this.#deps.menu() });
    switch (outcome.kind) {
      case 'wordless':
        return ok(undefined);
      case 'repeated':
        return this.#save(lane); // the first delivery may still be on its way to the disk
      case 'missed': {
        const kept = await this.#keepMissedWords(laneId, result);
        if (!kept.ok) return kept;
        lane.state = remember(lane.state, result.utteranceId);
        return this.#save(lane);
      }
      case 'taken':
        lane.history = changed(lane.history, lane.state.ticket);
        return this.#change(lane, outcome.state);
    }
  }

  /** Archives the ticket and begins an empty one in a new session, whose id it answers. */
  async nextGuest(laneId: LaneId): Promise<Result<SessionId, 'unknown-lane' | 'cannot-save'>> {
    return this.#inTurn(laneId, async (lane) => {
      const { ticket } = lane.state;
      if (!isEmpty(ticket)) {
        const kept = await this.#append('archive', { laneId, ticket });
        if (!kept.ok) return kept;
      }
      const saved = await this.#begin(lane);
      return saved.ok ? ok(lane.state.ticket.sessionId) : saved;
    });
  }

  /** Drops the ticket; the archive keeps it with the reason. */
  async void(
    laneId: LaneId,
    reason: string,
  ): Promise<Result<undefined, 'unknown-lane' | 'nothing-to-void' | 'cannot-save'>> {
    return this.#inTurn(laneId, async (lane) => {
      const { ticket } = lane.state;
      if (isEmpty(ticket)) return fail('nothing-to-void');
      const kept = await this.#append('archive', { laneId, ticket, voidReason: reason });
      return kept.ok ? this.#begin(lane) : kept;
    });
  }

  async hold(
    laneId: LaneId,
    label: string,
  ): Promise<Result<undefined, 'unknown-lane' | 'nothing-to-hold' | 'cannot-save'>> {
    return this.#inTurn(laneId, async (lane) => {
      const { ticket, orderId } = lane.state;
      if (isEmpty(ticket)) return fail('nothing-to-hold');
      const { held, onHeld, wallMs } = this.#deps;
      const put = await held.put({
        format: 1,
        ticket,
        label,
        heldAtMs: wallMs(),
        orderType: orderTypeOf(lane.state),
        ...(orderId !== undefined && { orderId }),
      });
      if (!put.ok) return put;
      onHeld(held.list());
      return this.#begin(lane);
    });
  }

  /** The held ticket goes on in the lane's session: what is said there belongs to it. */
  async recall(
    laneId: LaneId,
    ticketId: TicketId,
  ): Promise<Result<Ticket, 'unknown-lane' | 'unknown-ticket' | 'ticket-open' | 'cannot-save'>> {
    return this.#inTurn(laneId, async (lane) => {
      if (!isEmpty(lane.state.ticket)) return fail('ticket-open');
      const { held, onHeld, menu } = this.#deps;
      const file = held.take(ticketId);
      if (file === undefined) return fail('unknown-ticket');
      const { sessionId } = lane.state.ticket;
      const ticket = repriceTicket({ ...file.ticket, sessionId }, menu());
      const { orderType, orderId } = file;
      lane.history = NO_HISTORY;
      const state = { ...lane.state, ticket, orderType, orderId };
      const saved = await this.#change(lane, state);
      onHeld(held.list());
      if (!saved.ok) return saved;
      await held.forget(ticketId);
      return ok(ticket);
    });
  }

  /**
   * The ticket becomes an order. Its id is on disk with the ticket before the order is written, so that a
   * ticket whose order is there is never open again, and one whose order is not there stays open.
   */
  async commit(
    laneId: LaneId,
    tender: Tender,
  ): Promise<Result<OrderView, 'unknown-lane' | CommitFailure | 'cannot-save'>> {
    return this.#inTurn(laneId, async (lane) => {
      const { orders, menu, newId, wallMs } = this.#deps;
      const orderId = lane.state.orderId ?? orderIdSchema.parse(newId());
      const asked = {
        orderId,
        laneId,
        orderType: orderTypeOf(lane.state),
        tender,
        placedAtMs: wallMs(),
        menu: menu(),
      };
      const tried = commitTicket(lane.state.ticket, { ...asked, orderNumber: 'A-000' });
      if (!tried.ok) return tried;
      lane.state = { ...lane.state, orderId };
      const saved = await this.#save(lane);
      if (!saved.ok) return saved;
      const order = { ...tried.value.order, orderNumber: orders.nextNumber() };
      const placed = await orders.place(order, tried.value.changeCents);
      if (!placed.ok) return placed;
      // Should the disk refuse this one, the next start finds the order and begins an empty ticket.
      await this.#begin(lane);
      return placed;
    });
  }

  /** Resolves when no write is under way. */
  async settled(): Promise<void> {
    await Promise.all(
      [...this.#lanes.values()].map(async ({ turn }) => {
        await turn;
      }),
    );
    await Promise.all([...this.#lanes.values()].map(({ writer }) => writer.settled()));
  }

  async #step<Nothing extends string>(
    laneId: LaneId,
    step: (history: TicketHistory, now: Ticket) => Step | undefined,
    nothing: Nothing,
  ): Promise<Result<Ticket, 'unknown-lane' | Nothing | 'cannot-save'>> {
    const lane = this.#lanes.get(laneId);
    if (lane === undefined) return fail('unknown-lane');
    while (lane.turn !== undefined) await lane.turn;
    const done = step(lane.history, lane.state.ticket);
    if (done === undefined) return fail(nothing);
    lane.history = done.history;
    const saved = await this.#change(lane, { ...lane.state, ticket: done.ticket });
    return saved.ok ? ok(done.ticket) : saved;
  }

  async #inTurn<Answer>(
    laneId: LaneId,
    work: (lane: Lane) => Promise<Answer>,
  ): Promise<Answer | Failed<'unknown-lane'>> {
    const lane = this.#lanes.get(laneId);
    if (lane === undefined) return fail('unknown-lane');
    while (lane.turn !== undefined) await lane.turn;
    const turn = work(lane).finally(() => {
      lane.turn = undefined;
    });
    lane.turn = turn.catch(() => undefined);
    return turn;
  }

  /** An empty ticket in a new session. */
  #begin(lane: Lane): Promise<Saved> {
    lane.history = NO_HISTORY;
    return this.#change(lane, this.#fresh(lane.state));
  }

  #fresh({ format, laneId, applied }: Omit<LaneState, 'ticket'>): LaneState {
    return { format, laneId, applied, ticket: newTicket(this.#deps) };
  }

  /** Killed after the order was written: the ticket is done, an empty one takes its place. */
  #isCommitted({ orderId }: LaneState): boolean {
    return orderId !== undefined && this.#deps.orders.has(orderId);
  }

  /** In memory and on the screen at once, on disk when it resolves. */
  #change(lane: Lane, state: LaneState): Promise<Saved> {
    lane.state = state;
    this.#tell(lane);
    return this.#save(lane);
  }

  #tell(lane: Lane): void {
    this.#deps.onTicket(viewOf(lane));
  }

  async #save(lane: Lane): Promise<Saved> {
    const { laneId } = lane.state;
    const saved = await lane.writer.save(lane.state);
    if (lane.isUnsaved === saved.ok) {
      this.#deps.onDisk({ kind: saved.ok ? 'saved-again' : 'cannot-save', laneId });
    }
    lane.isUnsaved = !saved.ok;
    return saved;
  }

  #keepMissedWords(laneId: LaneId, result: UtteranceResult): Promise<Saved> {
    const { utteranceId, sessionId, finalTranscription: text } = result;
    return this.#append('missed-words', { laneId, utteranceId, sessionId, text });
  }

  #append(folder: string, record: object): Promise<Saved> {
    const at = new Date(this.#deps.wallMs()).toISOString();
    const path = join(this.#deps.directory, folder, `${at.slice(0, 10)}.jsonl`);
    return appendDurably(path, JSON.stringify({ at, ...record }));
  }

  #pathOf(laneId: LaneId): string {
    return join(this.#deps.directory, 'open', `${laneId}.json`);
  }
}

function viewOf({ state, history }: Lane): LaneTicket {
  return {
    laneId: state.laneId,
    ticket: state.ticket,
    orderType: orderTypeOf(state),
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
  };
}

function orderTypeOf({ laneId, orderType }: LaneState): OrderType {
  return orderType ?? (laneId.startsWith('lane') ? 'drive-thru' : 'takeout');
}

function isEmpty({ lines, questions }: Ticket): boolean {
  return lines.length === 0 && questions.length === 0;
}

function newTicket({ menu, newId }: Pick<TicketsDeps, 'menu' | 'newId'>): Ticket {
  const ids = {
    ticketId: ticketIdSchema.parse(newId()),
    sessionId: sessionIdSchema.parse(newId()),
  };
  return emptyTicket(ids, menu());
}
