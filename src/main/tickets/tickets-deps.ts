/** What the tickets need of the rest of main; the station's composition root connects it. */
import type { RecordAudit } from '../../shared/day/audit-entry.ts';
import type { LaneId, TicketId } from '../../shared/ids.ts';
import type { HeldTicket, LaneTicket, OrderView } from '../../shared/ipc/views.ts';
import type { Menu } from '../../shared/menu/menu.ts';
import type { Order, OrderId } from '../../shared/order/order.ts';
import type { Approve } from '../../shared/people/approval.ts';
import type { PersonStamp } from '../../shared/people/person.ts';
import type { Result } from '../../shared/result.ts';
import type { SoldOut } from '../../shared/sold-out/sold-out.ts';
import type { Cards } from '../card-terminal.ts';
import type { WordsSeal } from '../words-at-rest.ts';
import type { HeldTickets } from './held-tickets.ts';
import type { MissedWords } from './missed-words.ts';
import type { CompileWords } from './take-words.ts';

/** The order spool as tickets need it. */
export type OrderPlace = {
  readonly has: (orderId: OrderId) => boolean;
  /** Of the day on which the order is placed, however long its writing takes. */
  readonly nextNumber: (placedAtMs: number) => string;
  /** Ok means that the order is on disk; the same order again changes nothing. */
  readonly place: (order: Order, changeCents: number) => Promise<Result<OrderView, 'cannot-save'>>;
};

export type TicketsDeps = {
  readonly directory: string;
  readonly menu: () => Menu;
  readonly soldOut: () => SoldOut;
  readonly compile: CompileWords;
  readonly held: HeldTickets;
  readonly missed: MissedWords;
  readonly orders: OrderPlace;
  readonly cards: Omit<Cards, 'refund'>;
  readonly approve: Approve;
  /** Who is signed in: the order names them. */
  readonly stamp: () => PersonStamp | undefined;
  readonly record: RecordAudit;
  /** For the report of the shift. */
  readonly onVoid: (ticketId: TicketId, amountCents: number) => Promise<unknown>;
  /** A new UUID at each call. */
  readonly newId: () => string;
  readonly wallMs: () => number;
  /** How guests' words lie in the ticket's files. */
  readonly words: WordsSeal;
  readonly onTicket: (laneTicket: LaneTicket) => void;
  readonly onHeld: (held: readonly HeldTicket[]) => void;
  readonly onDisk: (problem: TicketDiskProblem) => void;
};

export type TicketDiskProblem =
  | { readonly kind: 'cannot-save' | 'saved-again'; readonly laneId: LaneId }
  | { readonly kind: 'corrupt'; readonly laneId: LaneId; readonly keptAs: string | undefined };
