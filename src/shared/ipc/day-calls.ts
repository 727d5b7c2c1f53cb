/** The shift, its reports and the audit trail, as the screen asks for them. */
import { z } from 'zod';
import { auditEntrySchema } from '../day/audit-entry.ts';
import { dayReportSchema } from '../day/day-report.ts';
import { tipPercentsSchema } from '../day/tips.ts';
import { drawerCentsSchema } from '../day/shift-view.ts';
import { APPROVAL_FAILURES, approvalSchema } from '../people/approval.ts';

const nothing = z.undefined();
const approved = { approval: approvalSchema.optional() };
const since = z.strictObject({ sinceMs: z.number().int().min(0), ...approved });

export const dayCalls = {
  /** With everything that is in the drawer now. */
  openShift: {
    request: z.strictObject({ floatCents: drawerCentsSchema }),
    reply: nothing,
    failures: ['shift-open', 'cannot-save'],
  },
  /** With what was counted; the answer is the Z, and the first word of what should have been there. */
  closeShift: {
    request: z.strictObject({ countedCents: drawerCentsSchema, ...approved }),
    reply: dayReportSchema,
    failures: [...APPROVAL_FAILURES, 'no-shift', 'cannot-save'],
  },
  moveCash: {
    request: z.strictObject({
      direction: z.enum(['in', 'out']),
      amountCents: drawerCentsSchema.min(1).max(10_000_000),
      reason: z.string().trim().min(1).max(100),
      ...approved,
    }),
    reply: nothing,
    failures: [...APPROVAL_FAILURES, 'no-shift', 'cannot-save'],
  },
  /** The X: how the shift stands. */
  getReport: {
    request: z.strictObject(approved),
    reply: dayReportSchema,
    failures: APPROVAL_FAILURES,
  },
  /** The Zs of shifts that were closed, newest first. */
  listReports: {
    request: z.strictObject(approved),
    reply: z.array(dayReportSchema).readonly(),
    failures: APPROVAL_FAILURES,
  },
  /** The shares that are offered as a tip; none offers none. */
  setTips: {
    request: z.strictObject({ percents: tipPercentsSchema, ...approved }),
    reply: nothing,
    failures: [...APPROVAL_FAILURES, 'cannot-save'],
  },
  /** Newest first; not whole: lines were changed or taken out. */
  readAudit: {
    request: since,
    reply: z.strictObject({ entries: z.array(auditEntrySchema).readonly(), isWhole: z.boolean() }),
    failures: APPROVAL_FAILURES,
  },
  /** Writes them to a file for a spreadsheet and answers its path. */
  exportAudit: {
    request: since,
    reply: z.strictObject({ path: z.string() }),
    failures: [...APPROVAL_FAILURES, 'cannot-save'],
  },
} as const;
