/** One lane's open ticket in memory: its history, whose turn it is, and what the disk knows of it. */
import type { RecordAudit } from '../../shared/day/audit-entry.ts';
import { sessionIdSchema, ticketIdSchema, type SessionId } from '../../shared/ids.ts';
import { MAX_NOT_ON_MENU, type LaneTicket } from '../../shared/ipc/views.ts';
import type { Menu } from '../../shared/menu/menu.ts';
import type { OrderType } from '../../shared/order/order.ts';
import { emptyTicket } from '../../shared/order/reduce-ticket.ts';
import type { Ticket } from '../../shared/order/ticket.ts';
import type { Result } from '../../shared/result.ts';
import type { UtteranceResult } from '../../shared/wire/down.ts';
import type { WordsSeal } from '../words-at-rest.ts';
import { createLaneWriter, type LaneState, type LaneWriter } from './lane-file.ts';
import { removedLines } from './removed-lines.ts';
import { isTakenOver } from './takeover.ts';
import { NO_HISTORY, type TicketHistory } from './ticket-history.ts';

export type Saved = Result<undefined, 'cannot-save'>;

export type OpenLaneDeps = {
  readonly path: string;
  readonly words: WordsSeal;
  readonly onTicket: (laneTicket: LaneTicket) => void;
  /** The disk refuses the ticket, or takes it again; told once at each turn of events. */
  readonly onSaved: (isSaved: boolean) => void;
  readonly record: RecordAudit;
};

/**
 * A change of several writes holds its lane's `turn`. Who wants to change the lane waits in a loop of its
 * own and goes on in the same tick, so that two never go on together.
 */
export class OpenLane {
  state: LaneState;
  history: TicketHistory = NO_HISTORY;
  /** A change of several writes is under way: others wait for it. */
  turn: Promise<unknown> | undefined;
  readonly #deps: OpenLaneDeps;
  readonly #writer: LaneWriter;
  #isUnsaved = false;
  /** Said by the guest of this session; a sign on the screen and nothing to keep. */
  #notOnMenu:
    (NonNullable<LaneTicket['notOnMenu']> & { readonly sessionId: SessionId }) | undefined;

  constructor(state: LaneState, deps: OpenLaneDeps) {
    this.state = state;
    this.#deps = deps;
    this.#writer = createLaneWriter(deps.path, deps.words);
  }

  get view(): LaneTicket {
    return {
      laneId: this.state.laneId,
      ticket: this.state.ticket,
      orderType: orderTypeOf(this.state),
      takenOver: isTakenOver(this.state.takeovers),
      ...this.#sign(),
      ...(this.state.addsTo !== undefined && { addsTo: this.state.addsTo }),
      canUndo: this.history.past.length > 0,
      canRedo: this.history.future.length > 0,
    };
  }

  /** Food that the guest asked for in these words; the next change tells. */
  heardNotOnMenu(
    { utteranceId, sessionId }: Pick<UtteranceResult, 'utteranceId' | 'sessionId'>,
    words: readonly string[],
  ): void {
    if (words.length === 0) return;
    this.#notOnMenu = { utteranceId, sessionId, words: words.slice(0, MAX_NOT_ON_MENU) };
  }

  forgetNotOnMenu(): void {
    this.#notOnMenu = undefined;
  }

  /** Does `work` when nothing else of several writes is under way, and holds the turn until it is done. */
  async inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    while (this.turn !== undefined) await this.turn;
    const turn = work().finally(() => {
      this.turn = undefined;
    });
    this.turn = turn.catch(() => undefined);
    return turn;
  }

  /** In memory and on the screen at once, on disk when it resolves. */
  async change(state: LaneState): Promise<Saved> {
    const removed = removedLines(this.state, state);
    this.state = state;
    this.tell();
    const saved = await this.save();
    for (const note of removed) await this.#deps.record(note);
    return saved;
  }

  #sign(): Pick<LaneTicket, 'notOnMenu'> {
    if (this.#notOnMenu?.sessionId !== this.state.ticket.sessionId) return {};
    const { utteranceId, words } = this.#notOnMenu;
    return { notOnMenu: { utteranceId, words } };
  }

  tell(): void {
    this.#deps.onTicket(this.view);
  }

  async save(): Promise<Saved> {
    const saved = await this.#writer.save(this.state);
    if (this.#isUnsaved === saved.ok) this.#deps.onSaved(saved.ok);
    this.#isUnsaved = !saved.ok;
    return saved;
  }

  /** Resolves when no write is under way. */
  async settled(): Promise<void> {
    await this.turn;
    await this.#writer.settled();
  }
}

type FreshDeps = { readonly menu: () => Menu; readonly newId: () => string };

/** An empty ticket in a new session; what the lane has heard already stays known. */
export function freshState(
  { format, laneId, applied }: Pick<LaneState, 'format' | 'laneId' | 'applied'>,
  { menu, newId }: FreshDeps,
): LaneState {
  const ids = {
    ticketId: ticketIdSchema.parse(newId()),
    sessionId: sessionIdSchema.parse(newId()),
  };
  return { format, laneId, applied, ticket: emptyTicket(ids, menu()) };
}

export function orderTypeOf({ laneId, orderType }: LaneState): OrderType {
  return orderType ?? (laneId.startsWith('lane') ? 'drive-thru' : 'takeout');
}

export function isEmpty({ lines, questions }: Ticket): boolean {
  return lines.length === 0 && questions.length === 0;
}
