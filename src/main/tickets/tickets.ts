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

export type Tickets = {
  /** Opens the lane's ticket from disk, or an empty one, and tells its session. An open lane stays as it is. */
  readonly openLane: (laneId: LaneId) => Promise<SessionId>;
  readonly list: () => readonly LaneTicket[];
  readonly sessionOf: (laneId: LaneId) => SessionId | undefined;
  readonly apply: (
    laneId: LaneId,
    command: TicketCommand,
  ) => Promise<Result<Ticket, 'unknown-lane' | 'refused' | 'cannot-save'>>;
  /** Takes an utterance's result, once however often it comes. Ok means that it is on disk. */
  readonly deliver: (
    laneId: LaneId,
    result: UtteranceResult,
  ) => Promise<Result<undefined, 'cannot-save'>>;
  /** Archives the ticket and begins an empty one in a new session, whose id it answers. */
  readonly nextGuest: (
    laneId: LaneId,
  ) => Promise<Result<SessionId, 'unknown-lane' | 'cannot-save'>>;
  /** Resolves when no write is under way. */
  readonly settled: () => Promise<void>;
};

type Lane = { state: LaneState; isUnsaved: boolean; readonly writer: LaneWriter };

export function createTickets(deps: TicketsDeps): Tickets {
  const lanes = new Map<LaneId, Lane>();

  /** In memory and on the screen at once, on disk when it resolves. */
  const change = async (
    lane: Lane,
    state: LaneState,
  ): Promise<Result<undefined, 'cannot-save'>> => {
    lane.state = state;
    deps.onTicket({ laneId: state.laneId, ticket: state.ticket });
    return save(lane);
  };

  const save = async (lane: Lane): Promise<Result<undefined, 'cannot-save'>> => {
    const { laneId } = lane.state;
    const saved = await lane.writer.save(lane.state);
    if (lane.isUnsaved === saved.ok) {
      deps.onDisk({ kind: saved.ok ? 'saved-again' : 'cannot-save', laneId });
    }
    lane.isUnsaved = !saved.ok;
    return saved;
  };

  const append = (folder: string, record: object) => {
    const at = new Date(deps.wallMs()).toISOString();
    const path = join(deps.directory, folder, `${at.slice(0, 10)}.jsonl`);
    return appendDurably(path, JSON.stringify({ at, ...record }));
  };

  const keepMissedWords = (laneId: LaneId, result: UtteranceResult) => {
    const { utteranceId, sessionId, finalTranscription } = result;
    return append('missed-words', { laneId, utteranceId, sessionId, text: finalTranscription });
  };

  return {
    openLane: async (laneId) => {
      const open = lanes.get(laneId);
      if (open !== undefined) return open.state.ticket.sessionId;
      const path = join(deps.directory, 'open', `${laneId}.json`);
      const found = await readLaneState(path);
      if (!found.ok) {
        deps.onDisk({ kind: 'corrupt', laneId, keptAs: await setAside(path, deps.wallMs()) });
      }
      const known = found.ok ? found.value : undefined;
      const state = known ?? { format: 1, laneId, ticket: newTicket(deps), applied: [] };
      const lane: Lane = { state, isUnsaved: false, writer: createLaneWriter(path) };
      lanes.set(laneId, lane);
      deps.onTicket({ laneId, ticket: state.ticket });
      // A session that no disk knows would be another one after a restart, and its late words lost.
      if (known === undefined) await save(lane);
      return state.ticket.sessionId;
    },

    list: () => [...lanes].map(([laneId, { state }]) => ({ laneId, ticket: state.ticket })),
    sessionOf: (laneId) => lanes.get(laneId)?.state.ticket.sessionId,

    apply: async (laneId, command) => {
      const lane = lanes.get(laneId);
      if (lane === undefined) return fail('unknown-lane');
      const { menu, newId } = deps;
      const reduced = reduceTicket(lane.state.ticket, command, { menu: menu(), newId });
      if (!reduced.ok) return fail('refused');
      const saved = await change(lane, { ...lane.state, ticket: reduced.value });
      return saved.ok ? reduced : saved;
    },

    deliver: async (laneId, result) => {
      const lane = lanes.get(laneId);
      if (lane === undefined) return keepMissedWords(laneId, result);
      const outcome = takeWords(lane.state, result, { ...deps, menu: deps.menu() });
      switch (outcome.kind) {
        case 'wordless':
          return ok(undefined);
        case 'repeated':
          return save(lane); // the first delivery may still be on its way to the disk
        case 'missed': {
          const kept = await keepMissedWords(laneId, result);
          if (!kept.ok) return kept;
          lane.state = remember(lane.state, result.utteranceId);
          return save(lane);
        }
        case 'taken':
          return change(lane, outcome.state);
      }
    },

    nextGuest: async (laneId) => {
      const lane = lanes.get(laneId);
      if (lane === undefined) return fail('unknown-lane');
      // Words may still arrive while the archive is written: what is closed is what was archived.
      for (let archived: Ticket | undefined; archived !== lane.state.ticket;) {
        archived = lane.state.ticket;
        if (isEmpty(archived)) break;
        const kept = await append('archive', { laneId, ticket: archived });
        if (!kept.ok) return kept;
      }
      const fresh = newTicket(deps);
      const saved = await change(lane, { ...lane.state, ticket: fresh });
      return saved.ok ? ok(fresh.sessionId) : saved;
    },

    settled: async () => {
      await Promise.all([...lanes.values()].map(({ writer }) => writer.settled()));
    },
  };
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
