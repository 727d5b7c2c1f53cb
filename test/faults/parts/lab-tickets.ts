/**
 * The tickets of a station in the lab: the product's own, so that whether a result was delivered before is the
 * product's judgement. What it made of each delivery is written down beside them, for the books to judge.
 */
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { HeldTickets } from '../../../src/main/tickets/held-tickets.ts';
import { MissedWords } from '../../../src/main/tickets/missed-words.ts';
import { Tickets } from '../../../src/main/tickets/tickets.ts';
import { createWordsSeal } from '../../../src/main/words-at-rest.ts';
import type { DeliveredResult } from '../../../src/main/voice/voice-deps.ts';
import type { LaneId, SessionId } from '../../../src/shared/ids.ts';
import { importMenu } from '../../../src/shared/menu/import-menu.ts';
import { fail, ok, type Result } from '../../../src/shared/result.ts';
import { NOTHING_SOLD_OUT } from '../../../src/shared/sold-out/sold-out.ts';
import { MENU_SOURCE } from '../../support/relay-menu.ts';
import { LAB_STATION_KEY, stationFiles } from './station-files.ts';
import type { TicketLine } from './ticket-book.ts';

/** Every other life begins with another guest: what was said before then belongs to one who has left. */
const GUEST_LIVES = 2;

export class LabTickets {
  readonly #tickets: Tickets;
  readonly #log: string;
  readonly #hasNewGuest: boolean;

  private constructor(tickets: Tickets, at: { log: string; life: number }) {
    this.#tickets = tickets;
    this.#log = at.log;
    this.#hasNewGuest = at.life % GUEST_LIVES === 0;
  }

  static async open(folder: string, life: number): Promise<LabTickets> {
    const { tickets: log, ticketBook: directory } = stationFiles(folder);
    const menu = importMenu(MENU_SOURCE);
    if (!menu.ok) throw new Error(menu.failure.text);
    const words = createWordsSeal();
    words.useKey(LAB_STATION_KEY);
    const disk = { words, wallMs: Date.now };
    const tickets = new Tickets({
      ...disk,
      directory,
      held: await HeldTickets.open(join(directory, 'held'), {
        words,
        wallMs: Date.now(),
        onCorrupt: () => undefined,
      }),
      missed: await MissedWords.open({
        ...disk,
        directory: join(directory, 'missed-words'),
        onChange: () => undefined,
      }),
      menu: () => menu.value,
      soldOut: () => NOTHING_SOLD_OUT,
      compile: () => ({ edits: [], questions: [] }),
      orders: { has: () => false, nextNumber: notSold, place: notSold },
      cards: { charge: notSold, booked: notSold, letGo: notSold },
      approve: () => Promise.resolve(fail('needs-approval')),
      stamp: () => undefined,
      record: () => Promise.resolve(ok(undefined)),
      onVoid: () => Promise.resolve(),
      newId: v7,
      onTicket: () => undefined,
      onHeld: () => undefined,
      onDisk: () => undefined,
    });
    return new LabTickets(tickets, { log, life });
  }

  /** The session in which the lane goes on. */
  async openLane(laneId: LaneId): Promise<SessionId> {
    const sessionId = await this.#tickets.openLane(laneId);
    if (!this.#hasNewGuest) return sessionId;
    const next = await this.#tickets.nextGuest(laneId);
    return next.ok ? next.value : sessionId;
  }

  /** A digest is taken as words, as those of a guest would be. */
  async deliver(result: DeliveredResult): Promise<Result<undefined, 'cannot-save'>> {
    const { utteranceId, finalTranscription: text, laneId, said } = result;
    const delivered = await this.#tickets.deliver(laneId, { ...result, words: 'available' }, said);
    if (!delivered.ok) return delivered;
    const line: TicketLine = { utteranceId, text, became: delivered.value ?? null };
    appendSynced(this.#log, `${JSON.stringify(line)}\n`);
    return ok(undefined);
  }
}

function notSold(): never {
  throw new Error('nothing is sold in the lab');
}

function appendSynced(path: string, line: string): void {
  const file = openSync(path, 'a');
  writeSync(file, line);
  fsyncSync(file);
  closeSync(file);
}
