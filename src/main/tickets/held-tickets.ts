/** Tickets set aside for guests who will be back, one durable file each. Any lane of the station takes one. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { SessionId, TicketId } from '../../shared/ids.ts';
import { heldTicketSchema, type HeldTicket } from '../../shared/ipc/views.ts';
import { orderIdSchema, orderSchema, orderTypeSchema } from '../../shared/order/order.ts';
import { ticketSchema } from '../../shared/order/ticket.ts';
import { ok, type Result } from '../../shared/result.ts';
import { parseSealed, sealedJson, type WordsSeal } from '../words-at-rest.ts';
import { withoutWords } from './without-words.ts';
import { namesIn, readTextIfThere, setAside, writeDurably } from '../durable-file.ts';

const heldFileSchema = z.strictObject({
  format: z.literal(1),
  ticket: ticketSchema,
  label: heldTicketSchema.shape.label,
  heldAtMs: heldTicketSchema.shape.heldAtMs,
  orderType: orderTypeSchema,
  orderId: orderIdSchema.optional(),
  isTotalTold: z.literal(true).optional(),
  addsTo: orderSchema.shape.addsTo,
});
export type HeldFile = z.infer<typeof heldFileSchema>;

export class HeldTickets {
  readonly #directory: string;
  readonly #words: WordsSeal;
  readonly #files = new Map<TicketId, HeldFile>();

  private constructor(directory: string, words: WordsSeal, files: readonly HeldFile[]) {
    this.#directory = directory;
    this.#words = words;
    for (const file of files) this.#files.set(file.ticket.ticketId, file);
  }

  /** What can't be read is set aside and told. */
  static async open(
    directory: string,
    at: {
      readonly wallMs: number;
      readonly words: WordsSeal;
      readonly onCorrupt: (keptAs: string | undefined) => void;
    },
  ): Promise<HeldTickets> {
    const files: HeldFile[] = [];
    for (const name of await namesIn(directory, '.json')) {
      const path = join(directory, name);
      const text = await readTextIfThere(path);
      const file = text.ok ? heldFileOf(text.value ?? '', at.words) : undefined;
      if (file !== undefined) files.push(file);
      else at.onCorrupt(await setAside(path, at.wallMs));
    }
    return new HeldTickets(directory, at.words, files);
  }

  /** Oldest first. */
  list(): readonly HeldTicket[] {
    return [...this.#files.values()]
      .sort((a, b) => a.heldAtMs - b.heldAtMs)
      .map(({ ticket, label, heldAtMs }) => ({
        ticketId: ticket.ticketId,
        label,
        heldAtMs,
        itemCount: ticket.lines.reduce((sum, { quantity }) => sum + quantity, 0),
        totalCents: ticket.totals.totalCents,
      }));
  }

  async put(file: HeldFile): Promise<Result<undefined, 'cannot-save'>> {
    const saved = await writeDurably(
      this.#path(file.ticket.ticketId),
      sealedJson(file, this.#words),
    );
    if (saved.ok) this.#files.set(file.ticket.ticketId, file);
    return saved;
  }

  /** The words of the session go; what was ordered stays. */
  async eraseWords(sessionId: SessionId): Promise<Result<undefined, 'cannot-save'>> {
    const those = [...this.#files.values()].filter(({ ticket }) => ticket.sessionId === sessionId);
    for (const file of those) {
      const saved = await this.put({ ...file, ticket: withoutWords(file.ticket) });
      if (!saved.ok) return saved;
    }
    return ok(undefined);
  }

  /** Takes it off the list, so that no other lane gets it; its file stays until `forget`. */
  take(ticketId: TicketId): HeldFile | undefined {
    const file = this.#files.get(ticketId);
    this.#files.delete(ticketId);
    return file;
  }

  /** A lane has the ticket on disk. A file that can't be removed is removed when the lane opens again. */
  async forget(ticketId: TicketId): Promise<void> {
    this.#files.delete(ticketId);
    await rm(this.#path(ticketId), { force: true }).catch(() => undefined);
  }

  #path(ticketId: TicketId): string {
    return join(this.#directory, `${ticketId}.json`);
  }
}

function heldFileOf(text: string, words: WordsSeal): HeldFile | undefined {
  try {
    return heldFileSchema.parse(parseSealed(text, words, ''));
  } catch {
    return undefined;
  }
}
