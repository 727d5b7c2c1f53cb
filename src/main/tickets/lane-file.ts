/** One lane's open ticket on disk. Writes are whole and durable; a burst of changes shares one write. */
import { z } from 'zod';
import { laneIdSchema, utteranceIdSchema } from '../../shared/ids.ts';
import { orderIdSchema, orderSchema, orderTypeSchema } from '../../shared/order/order.ts';
import { ticketSchema } from '../../shared/order/ticket.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { readTextIfThere, writeDurably } from '../durable-file.ts';
import { parseSealed, sealedJson, type WordsSeal } from '../words-at-rest.ts';
import { takeoversSchema } from './takeover.ts';

/** Enough for every utterance that a relay can still send again. */
export const MAX_APPLIED = 1_000;

export const laneStateSchema = z.strictObject({
  format: z.literal(1),
  laneId: laneIdSchema,
  ticket: ticketSchema,
  /** Utterances whose result is on a ticket already, newest last: a result sent again changes nothing. */
  applied: z.array(utteranceIdSchema).max(MAX_APPLIED).readonly(),
  /** Absent: the lane's default. */
  orderType: orderTypeSchema.optional(),
  /** Minted when the ticket is first committed: the order of this id is this ticket, and there is one. */
  orderId: orderIdSchema.optional(),
  /** This guest's; they end with the guest. */
  takeovers: takeoversSchema.optional(),
  /** The guest knows what it costs: what is taken off now leaves a trace. */
  isTotalTold: z.literal(true).optional(),
  /** The ticket is more for an order that was placed. */
  addsTo: orderSchema.shape.addsTo,
});

export type LaneState = z.infer<typeof laneStateSchema>;

export async function readLaneState(
  path: string,
  words: WordsSeal,
): Promise<Result<LaneState | undefined, 'corrupt'>> {
  const text = await readTextIfThere(path);
  if (!text.ok) return fail('corrupt');
  if (text.value === undefined) return ok(undefined);
  try {
    return ok(laneStateSchema.parse(parseSealed(text.value, words, '')));
  } catch {
    return fail('corrupt');
  }
}

export type LaneWriter = {
  /** Resolves when this state, or one that came after it, is on disk. */
  readonly save: (state: LaneState) => Promise<Result<undefined, 'cannot-save'>>;
  readonly settled: () => Promise<unknown>;
};

export function createLaneWriter(path: string, words: WordsSeal): LaneWriter {
  let newest: LaneState | undefined;
  let running: Promise<Result<undefined, 'cannot-save'>> = Promise.resolve(ok(undefined));
  let next: Promise<Result<undefined, 'cannot-save'>> | undefined;

  const writeNewest = () => {
    next = undefined;
    return newest === undefined
      ? Promise.resolve(ok(undefined))
      : writeDurably(path, sealedJson(newest, words));
  };
  return {
    save: (state) => {
      newest = state;
      if (next === undefined) {
        next = running.then(writeNewest);
        running = next;
      }
      return next;
    },
    settled: () => running,
  };
}
