/**
 * What the station itself has to say in a line of the audit trail, as codes: each screen says it in its own
 * language. What people wrote and what things are called stays text.
 */
import { z } from 'zod';
import { roleSchema } from '../people/person.ts';

/** What of a person's entry was changed. */
export const PERSON_CHANGES = ['added', 'name', 'role', 'language', 'pin', 'left', 'back'] as const;
export type PersonChanges = readonly (typeof PERSON_CHANGES)[number][];

export const AUDIT_REMARKS = [
  'cleared',
  'next-guest',
  'idle',
  'amount-off',
  'gone-from-menu',
  'paid-in',
  'paid-out',
  'no-tips',
  'no-printers',
  'set-aside',
] as const;

export const auditRemarkSchema = z.discriminatedUnion('code', [
  z.strictObject({ code: z.enum(AUDIT_REMARKS) }),
  z.strictObject({ code: z.literal('percent-off'), basisPoints: z.number().int() }),
  z.strictObject({ code: z.literal('orders'), count: z.number().int().min(0) }),
  z.strictObject({
    code: z.literal('person'),
    role: roleSchema,
    changes: z.array(z.enum(PERSON_CHANGES)).readonly(),
  }),
  z.strictObject({
    code: z.literal('printers'),
    receipt: z.string().max(200).optional(),
    kitchen: z.string().max(200).optional(),
  }),
]);
export type AuditRemark = z.infer<typeof auditRemarkSchema>;
