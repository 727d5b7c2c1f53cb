/** The screen's calls for what needs somebody's leave on a ticket, and for what is sold out. */
import { z } from 'zod';
import { laneIdSchema } from '../ids.ts';
import { wantedAdjustmentSchema } from '../order/adjustment.ts';
import { TICKET_LIMITS } from '../order/ticket-refusal.ts';
import { ticketSchema } from '../order/ticket.ts';
import { APPROVAL_FAILURES, approvalSchema } from '../people/approval.ts';
import { soldAnywaySchema } from '../sold-out/sell-anyway.ts';
import { soldOutStateSchema, soldOutSubjectSchema } from '../sold-out/sold-out.ts';

const nothing = z.undefined();
const lane = { laneId: laneIdSchema };
const approved = { approval: approvalSchema.optional() };

export const adjustCalls = {
  /** A discount, a comp or another price; part of undo and redo. */
  adjustTicket: {
    request: z.strictObject({ ...lane, adjustment: wantedAdjustmentSchema, ...approved }),
    reply: ticketSchema,
    failures: ['unknown-lane', 'refused', ...TICKET_LIMITS, 'cannot-save', ...APPROVAL_FAILURES],
  },
  removeAdjustment: {
    request: z.strictObject({ ...lane, adjustmentId: z.uuid() }),
    reply: ticketSchema,
    failures: ['unknown-lane', 'refused', ...TICKET_LIMITS, 'cannot-save'],
  },
  /** Marks something sold out at every station of the restaurant, or puts it back on sale. */
  setSoldOut: {
    request: z.strictObject({
      subject: soldOutSubjectSchema,
      state: soldOutStateSchema,
      ...approved,
    }),
    reply: nothing,
    failures: ['cannot-save', 'in-training', ...APPROVAL_FAILURES],
  },
  /** Somebody pressed “Something went wrong”: counted by restaurant and week. */
  reportTrouble: {
    request: z.strictObject(lane),
    reply: nothing,
    failures: ['cannot-save', 'in-training'],
  },
  /** Puts something sold out on the ticket, or keeps a line of it there. */
  sellAnyway: {
    request: z.strictObject({ ...lane, what: soldAnywaySchema, ...approved }),
    reply: ticketSchema,
    failures: ['unknown-lane', 'refused', ...TICKET_LIMITS, 'cannot-save', ...APPROVAL_FAILURES],
  },
} as const;
