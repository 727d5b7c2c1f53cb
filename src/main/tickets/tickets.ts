/**
 * The open ticket of each lane. What is acknowledged is on disk; what the disk refuses stays in memory
 * and is told. Touch and voice change the same ticket, one change after the other.
 *
 * On disk: `open/<lane>.json`, `archive/<day>.jsonl` (closed tickets; the last line of a ticketId counts)
 * and `missed-words/<day>.jsonl` (the last line of an utteranceId counts).
 */
import { join } from 'node:path';
import { sessionIdSchema, ticketIdSchema, type LaneId, type SessionId } from '../../shared/ids.ts';
import type { LaneTicket } from '../../shared/ipc/views.ts';
import type { Menu } from '../../shared/menu/menu.ts';
import { emptyTicket, reduceTicket } from '../../shared/order/reduce-ticket.ts';
import type { TicketCommand } from '../../shared/order/ticket-command.ts';
import type { Ticket } from '../../shared/order/ticket.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { UtteranceResult } from '../../shared/wire/down.ts';
import { appendDurably, setAside } from '../durable-file.ts';
import { createLaneWriter, readLaneState, type LaneState, type LaneWriter } from './lane-file.ts';
import { remember, takeWords, type CompileWords } from './take-words.ts';

export type TicketsDeps = {
  readonly directory: string;
  readonly menu: () => Menu;
  readonly compile: CompileWords;
  /** A new UUID at each call. */
  readonly newId: () => string;
  readonly wallMs: () => number;
  readonly onTicket: (laneTicket: LaneTicket) => void;
  readonly onDisk: (problem: TicketDiskProblem) => void;
};

export type TicketDiskProblem =
  | { readonly kind: 'cannot-save' | 'saved-again'; readonly laneId: LaneId }
  | { readonly kind: 'corrupt'; readonly laneId: LaneId; readonly keptAs: string | undefined };

type Saved = Result<undefined, 'cannot-save'>;
type Lane = { state: LaneState; isUnsaved: boolean; readonly writer: LaneWriter };

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
    const { directory, wallMs, onDisk, onTicket } = this.#deps;
    const path = join(directory, 'open', `${laneId}.json`);
    const found = await readLaneState(path);
    if (!found.ok) onDisk({ kind: 'corrupt', laneId, keptAs: await setAside(path, wallMs()) });
    const known = found.ok ? found.value : undefined;
    const state = known ?? { format: 1, laneId, ticket: newTicket(this.#deps), applied: [] };
    const lane: Lane = { state, isUnsaved: false, writer: createLaneWriter(path) };
    this.#lanes.set(laneId, lane);
    onTicket({ laneId, ticket: state.ticket });
    // A session that no disk knows would be another one after a restart, and its late words lost.
    if (known === undefined) await this.#save(lane);
    return state.ticket.sessionId;
  }

  list(): readonly LaneTicket[] {
    return [...this.#lanes].map(([laneId, { state }]) => ({ laneId, ticket: state.ticket }));
  }

  sessionOf(laneId: LaneId): SessionId | undefined {
    return this.#lanes.get(laneId)?.state.ticket.sessionId;
  }

  async apply(
    laneId: LaneId,
    command: TicketCommand,
  ): Promise<Result<Ticket, 'unknown-lane' | 'refused' | 'cannot-save'>> {
    const lane = this.#lanes.get(laneId);
    if (lane === undefined) return fail('unknown-lane');
    const { menu, newId } = this.#deps;
    const reduced = reduceTicket(lane.state.ticket, command, { menu: menu(), newId });
    if (!reduced.ok) return fail('refused');
    const saved = await this.#change(lane, { ...lane.state, ticket: reduced.value });
    return saved.ok ? reduced : saved;
  }

  /** Takes an utterance's result, once however often it comes. Ok means that it is on disk. */
  async deliver(laneId: LaneId, result: UtteranceResult): Promise<Saved> {
    const lane = this.#lanes.get(laneId);
    if (lane === undefined) return this.#keepMissedWords(laneId, result);
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
        return this.#change(lane, outcome.state);
    }
  }

  /** Archives the ticket and begins an empty one in a new session, whose id it answers. */
  async nextGuest(laneId: LaneId): Promise<Result<SessionId, 'unknown-lane' | 'cannot-save'>> {
    const lane = this.#lanes.get(laneId);
    if (lane === undefined) return fail('unknown-lane');
    // Words may still arrive while the archive is written: what is closed is what was archived.
    for (let archived: Ticket | undefined; archived !== lane.state.ticket;) {
      archived = lane.state.ticket;
      if (isEmpty(archived)) break;
      const kept = await this.#append('archive', { laneId, ticket: archived });
      if (!kept.ok) return kept;
    }
    const fresh = newTicket(this.#deps);
    const saved = await this.#change(lane, { ...lane.state, ticket: fresh });
    return saved.ok ? ok(fresh.sessionId) : saved;
  }

  /** Resolves when no write is under way. */
  async settled(): Promise<void> {
    await Promise.all([...this.#lanes.values()].map(({ writer }) => writer.settled()));
  }

  /** In memory and on the screen at once, on disk when it resolves. */
  #change(lane: Lane, state: LaneState): Promise<Saved> {
    lane.state = state;
    this.#deps.onTicket({ laneId: state.laneId, ticket: state.ticket });
    return this.#save(lane);
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
