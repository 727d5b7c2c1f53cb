/**
 * The audit trail: what a restaurant wants to know about later, with who did it, who allowed it, when and
 * why. What people wrote is kept as it was; what the station says itself is a `remark`, worded by the screen.
 */
import { z } from 'zod';
import { personStampSchema } from '../people/person.ts';
import { auditRemarkSchema } from './audit-remark.ts';

export const AUDIT_KINDS = [
  'signed-in',
  'signed-out',
  'wrong-pin',
  'pin-locked',
  'people-changed',
  'people-file-lost',
  'shift-opened',
  'shift-closed',
  'cash-moved',
  'ticket-voided',
  'comped',
  'discounted',
  'price-changed',
  'refunded',
  'drawer-opened',
  'sold-out-sold',
  'sold-out-marked',
  'back-on-sale',
  'line-removed',
  'tips-changed',
  'reports-exported',
  'recordings-exported',
  'printers-changed',
  'training-started',
  'training-ended',
  'words-erased',
] as const;
export const auditKindSchema = z.enum(AUDIT_KINDS);
export type AuditKind = z.infer<typeof auditKindSchema>;

/** What a part of main tells; the trail adds the time and who is signed in. */
export const auditNoteSchema = z.strictObject({
  kind: auditKindSchema,
  /** Who did it; absent: whoever is signed in, if anybody. */
  by: personStampSchema.optional(),
  approvedBy: personStampSchema.optional(),
  reason: z.string().max(100).optional(),
  /** Lines of before remarks were codes have it in English in `about` or `reason`. */
  remark: auditRemarkSchema.optional(),
  /** What it was about, for people: an order's number, an item, a person's name. */
  about: z.string().max(200).optional(),
  /** What it was about, for machines: the id of an order, ticket, line or person. */
  subjectId: z.string().max(64).optional(),
  amountCents: z.number().int().optional(),
});
export type AuditNote = z.infer<typeof auditNoteSchema>;

export const auditEntrySchema = z.strictObject({
  ...auditNoteSchema.shape,
  /** Counts up over all days: a gap is a lost line. */
  sequence: z.number().int().min(1),
  /** Wall clock of the station, milliseconds since 1970. */
  atMs: z.number().int().min(0),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** How a part of main tells; ok means that it is on disk. A disk that refuses is told by the trail itself. */
export type RecordAudit = (note: AuditNote) => Promise<{ readonly ok: boolean }>;
