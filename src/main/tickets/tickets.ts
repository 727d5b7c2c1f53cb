/**
 * The open ticket of each lane. What is acknowledged is on disk; what the disk refuses stays in memory
 * and is told. Touch and voice change the same ticket, one change after the other.
 *
 * On disk: `open/<lane>.json`, `held/<ticket>.json`, `archive/<day>.jsonl` (closed tickets; the last line
 * of a ticketId counts) and `missed-words/<day>.jsonl` (the last line of an utteranceId counts).
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LaneId, SessionId, TicketId, UtteranceId } from '../../shared/ids.ts';
import type { HeldTicket, LaneTicket, WordsBecame } from '../../shared/ipc/views.ts';
import type { Order, OrderType, Tender } from '../../shared/order/order.ts';
import type { Approval } from '../../shared/people/approval.ts';
import { reduceTicket, type TicketContext } from '../../shared/order/reduce-ticket.ts';
import { refusalOf, type Refusal } from '../../shared/order/ticket-refusal.ts';
import { repriceTicket } from '../../shared/order/reprice-ticket.ts';
import type { TicketCommand } from '../../shared/order/ticket-command.ts';
import type { Ticket } from '../../shared/order/ticket.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { bringsSoldOut } from '../../shared/sold-out/sold-out-lines.ts';
import type { UtteranceResult } from '../../shared/wire/down.ts';
import { readTextIfThere, setAside } from '../durable-file.ts';
import { commitLane } from './commit-lane.ts';
import { dropNote, hasConfirmed } from './dropped-ticket.ts';
import { hold, nextGuest, recall, voidTicket } from './end-ticket.ts';
import { readLaneState, type LaneState } from './lane-file.ts';
import { freshState, OpenLane, type Saved } from './open-lane.ts';
import type { Said } from './takeover.ts';
import { openTicketArchive, type TicketArchive } from './ticket-archive.ts';
import { WordsOnTicket } from './words-on-ticket.ts';
import { eraseFromLanes } from './erase-from-lanes.ts';
import type { TicketsDeps } from './tickets-deps.ts';
import {
  changed,
  NO_HISTORY,
  redo,
  undo,
  type Step,
  type TicketHistory,
} from './ticket-history.ts';

type LaneSaved = Result<undefined, 'unknown-lane' | 'cannot-save'>;
type Failed<Code> = { readonly ok: false; readonly failure: Code };

export class Tickets {
  readonly #deps: TicketsDeps;
  readonly #words: WordsOnTicket;
  readonly archive: TicketArchive;
  readonly #lanes = new Map<LaneId, OpenLane>();

  constructor(deps: TicketsDeps) {
    this.#deps = deps;
    this.#words = new WordsOnTicket(deps);
    this.archive = openTicketArchive({ ...deps, directory: join(deps.directory, 'archive') });
  }

  /** Opens the lane's ticket from disk, or an empty one, and tells its session. An open lane stays as it is. */
  async openLane(laneId: LaneId): Promise<SessionId> {
    const open = this.#lanes.get(laneId);
    if (open !== undefined) return open.state.ticket.sessionId;
    const { wallMs, onDisk, held, menu, words } = this.#deps;
    const path = this.#pathOf(laneId);
    const found = await readLaneState(path, words);
    if (!found.ok) onDisk({ kind: 'corrupt', laneId, keptAs: await setAside(path, wallMs()) });
    const stored = found.ok ? found.value : undefined;
    // Killed between the two writes of a hold or a recall: the lane's copy is the ticket.
    if (stored !== undefined) await held.forget(stored.ticket.ticketId);
    const known = stored && this.#isCommitted(stored) ? undefined : stored;
    const state = known
      ? { ...known, ticket: repriceTicket(known.ticket, menu()) }
      : freshState({ format: 1, laneId, applied: stored?.applied ?? [] }, this.#deps);
    const lane = new OpenLane(state, {
      path,
      words,
      onTicket: this.#deps.onTicket,
      record: this.#deps.record,
      onSaved: (isSaved) => onDisk({ kind: isSaved ? 'saved-again' : 'cannot-save', laneId }),
    });
    this.#lanes.set(laneId, lane);
    lane.tell();
    // A session that no disk knows would be another one after a restart, and its late words lost.
    if (known === undefined) await lane.save();
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
    return [...this.#lanes.values()].map(({ view }) => view);
  }

  held(): readonly HeldTicket[] {
    return this.#deps.held.list();
  }

  sessionOf(laneId: LaneId): SessionId | undefined {
    return this.#lanes.get(laneId)?.state.ticket.sessionId;
  }

  isTakenOver(laneId: LaneId): boolean {
    return this.#lanes.get(laneId)?.view.takenOver ?? false;
  }

  /** Another menu is in use: open tickets follow its prices, and what changed waits for a person's yes. */
  async menuChanged(): Promise<void> {
    const menu = this.#deps.menu();
    for (const lane of this.#lanes.values()) {
      while (lane.turn !== undefined) await lane.turn;
      const ticket = repriceTicket(lane.state.ticket, menu);
      if (ticket === lane.state.ticket) continue;
      lane.history = NO_HISTORY;
      await lane.change({ ...lane.state, ticket });
    }
  }

  /**
   * What is sold out comes on no ticket by a command: `sellAnyway` is the way for it. A clear leaves a line in
   * the audit trail only: the ticket goes on, and undo brings it back.
   */
  async apply(
    laneId: LaneId,
    command: TicketCommand,
  ): Promise<Result<Ticket, 'unknown-lane' | Refusal | 'sold-out' | 'cannot-save'>> {
    const cleared: Ticket[] = [];
    const applied = await this.change<Refusal | 'sold-out'>(laneId, (before, context) => {
      const reduced = reduceTicket(before, command, context);
      if (!reduced.ok) return fail(refusalOf(reduced.failure.code));
      if (command.kind === 'clear' && hasConfirmed(before)) cleared.push(before);
      const { soldOut } = this.#deps;
      const { menu } = context;
      const isThere = !bringsSoldOut(before.lines, reduced.value.lines, soldOut(), menu);
      return isThere ? reduced : fail('sold-out');
    });
    for (const ticket of cleared)
      await this.#deps.record(dropNote(ticket, { remark: { code: 'cleared' } }));
    return applied;
  }

  /** One step of undo: in memory and on the screen at once, on disk when it resolves. */
  async change<Failure extends string>(
    laneId: LaneId,
    decide: (ticket: Ticket, context: TicketContext) => Result<Ticket, Failure>,
  ): Promise<Result<Ticket, 'unknown-lane' | Failure | 'cannot-save'>> {
    const lane = this.#lanes.get(laneId);
    if (lane === undefined) return fail('unknown-lane');
    while (lane.turn !== undefined) await lane.turn;
    const { menu, newId } = this.#deps;
    const before = lane.state.ticket;
    const decided = decide(before, { menu: menu(), newId });
    if (!decided.ok) return decided;
    lane.history = changed(lane.history, before);
    const saved = await lane.change({ ...lane.state, ticket: decided.value });
    return saved.ok ? decided : saved;
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

  async setOrderType(laneId: LaneId, orderType: OrderType): Promise<LaneSaved> {
    const lane = this.#lanes.get(laneId);
    if (lane === undefined) return fail('unknown-lane');
    while (lane.turn !== undefined) await lane.turn;
    return lane.change({ ...lane.state, orderType });
  }

  /** The guest is told what the ticket costs. */
  async tellTotal(laneId: LaneId): Promise<LaneSaved> {
    return this.#inTurn(laneId, (lane) => lane.change({ ...lane.state, isTotalTold: true }));
  }

  /** What is on the lane's ticket is more for an order that was placed, until it ends or `undefined` is given. */
  async addTo(laneId: LaneId, addsTo: Order['addsTo']): Promise<LaneSaved> {
    return this.#inTurn(laneId, (lane) => lane.change({ ...lane.state, addsTo }));
  }

  async setTakenOver(laneId: LaneId, isTakenOver: boolean): Promise<LaneSaved> {
    const lane = this.#lanes.get(laneId);
    return lane === undefined ? fail('unknown-lane') : this.#words.setTakenOver(lane, isTakenOver);
  }

  /**
   * Takes an utterance's result, once however often it comes. Ok means that it is on disk; the value says
   * what became of its words, if it had any that were not taken before.
   */
  deliver(
    laneId: LaneId,
    result: UtteranceResult,
    said: Said = { fromMs: this.#deps.wallMs(), toMs: this.#deps.wallMs() },
  ): Promise<Result<WordsBecame | undefined, 'cannot-save'>> {
    const lane = this.#lanes.get(laneId);
    return lane === undefined
      ? this.#words.keepApart(laneId, result, said, 'missed')
      : this.#words.take(lane, result, said);
  }

  async putMissed(
    laneId: LaneId,
    utteranceId: UtteranceId,
  ): Promise<
    Result<Ticket, 'unknown-lane' | 'unknown-words' | 'no-order-in-words' | 'cannot-save'>
  > {
    const lane = this.#lanes.get(laneId);
    return lane === undefined ? fail('unknown-lane') : this.#words.putMissed(lane, utteranceId);
  }

  /** What was said in the session is erased from every ticket, open, held or closed; orders stay. */
  async eraseWords(sessionId: SessionId): Promise<Saved> {
    const erased = await eraseFromLanes([...this.#lanes.values()], sessionId);
    if (!erased.ok) return erased;
    const held = await this.#deps.held.eraseWords(sessionId);
    return held.ok ? this.archive.erase(sessionId) : held;
  }

  /** Archives the ticket and begins an empty one in a new session, whose id it answers; nobody has to allow it. */
  nextGuest(laneId: LaneId) {
    return this.#inTurn(laneId, (lane) => nextGuest(lane, this.#ending));
  }

  /** Drops the ticket; the archive keeps it with the reason, the audit trail with who allowed it. */
  void(laneId: LaneId, reason: string, approval: Approval | undefined) {
    return this.#inTurn(laneId, (lane) => voidTicket(lane, this.#ending, { reason, approval }));
  }

  hold(laneId: LaneId, label: string) {
    return this.#inTurn(laneId, (lane) => hold(lane, label, this.#deps));
  }

  /** The held ticket goes on in the lane's session: what is said there belongs to it. */
  recall(laneId: LaneId, ticketId: TicketId) {
    return this.#inTurn(laneId, (lane) => recall(lane, ticketId, this.#deps));
  }

  /** The ticket becomes an order, once. */
  commit(laneId: LaneId, tender: Tender) {
    return this.#inTurn(laneId, (lane) => commitLane(lane, tender, this.#deps));
  }

  /** Resolves when no write is under way. */
  async settled(): Promise<void> {
    await Promise.all([...this.#lanes.values()].map((lane) => lane.settled()));
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
    const saved = await lane.change({ ...lane.state, ticket: done.ticket });
    return saved.ok ? ok(done.ticket) : saved;
  }

  async #inTurn<Answer>(
    laneId: LaneId,
    work: (lane: OpenLane) => Promise<Answer>,
  ): Promise<Answer | Failed<'unknown-lane'>> {
    const lane = this.#lanes.get(laneId);
    return lane === undefined ? fail('unknown-lane') : lane.inTurn(() => work(lane));
  }

  get #ending() {
    return { ...this.#deps, archive: this.archive };
  }

  /** Killed after the order was written: the ticket is done, an empty one takes its place. */
  #isCommitted({ orderId }: LaneState): boolean {
    return orderId !== undefined && this.#deps.orders.has(orderId);
  }

  #pathOf(laneId: LaneId): string {
    return join(this.#deps.directory, 'open', `${laneId}.json`);
  }
}
