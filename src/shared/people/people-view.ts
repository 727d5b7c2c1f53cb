/** What the screen knows of the people: who is signed in, and whether anybody could approve. Never a PIN. */
import { z } from 'zod';
import { personSchema } from './person.ts';

/** Minutes without a touch or a key until the till signs out by itself; 0 is never. */
export const MAX_IDLE_LOCK_MINUTES = 60;
export const idleLockMinutesSchema = z.number().int().min(0).max(MAX_IDLE_LOCK_MINUTES);

export const peopleViewSchema = z.strictObject({
  /** Absent: nobody; the till sells, with the rights of crew. */
  signedIn: personSchema.optional(),
  /** Without one, what needs a manager offers to set up the first. */
  hasManager: z.boolean(),
  idleLockMinutes: idleLockMinutesSchema,
  /** Too many wrong PINs: none is taken for this long from now. */
  pinLockedForMs: z.number().int().min(1).optional(),
});
export type PeopleView = z.infer<typeof peopleViewSchema>;

/** One row of the manager's list; who left is kept, for the audit trail names them. */
export const staffSchema = z.strictObject({ ...personSchema.shape, isActive: z.boolean() });
export type Staff = z.infer<typeof staffSchema>;

/** More than any restaurant has; a PIN is compared with each of them. */
export const MAX_PEOPLE = 60;
