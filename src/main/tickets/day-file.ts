/** What is only ever added to, one file a day: closed tickets, and words that came too late. */
import { join } from 'node:path';
import type { LaneId } from '../../shared/ids.ts';
import type { Ticket } from '../../shared/order/ticket.ts';
import type { UtteranceResult } from '../../shared/wire/down.ts';
import { appendDurably } from '../durable-file.ts';
import type { Saved } from './open-lane.ts';

export type TicketArchive = {
  /** A ticket that was voided has its reason; the last line of a ticketId counts. */
  readonly keep: (closed: ClosedTicket) => Promise<Saved>;
};
export type ClosedTicket = {
  readonly laneId: LaneId;
  readonly ticket: Ticket;
  readonly voidReason?: string;
};

export function openTicketArchive(directory: string, wallMs: () => number): TicketArchive {
  return { keep: (closed) => appendToDay(directory, wallMs(), closed) };
}

export type MissedWords = {
  readonly keep: (laneId: LaneId, result: UtteranceResult) => Promise<Saved>;
};

export function openMissedWords(directory: string, wallMs: () => number): MissedWords {
  return {
    keep: (laneId, { utteranceId, sessionId, finalTranscription: text }) =>
      appendToDay(directory, wallMs(), { laneId, utteranceId, sessionId, text }),
  };
}

function appendToDay(directory: string, wallMs: number, record: object): Promise<Saved> {
  const at = new Date(wallMs).toISOString();
  const path = join(directory, `${at.slice(0, 10)}.jsonl`);
  return appendDurably(path, JSON.stringify({ at, ...record }));
}
