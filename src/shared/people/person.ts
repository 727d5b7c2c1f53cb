/** Who works at the station. PINs and their hashes never leave main: a screen knows names and roles. */
import { z } from 'zod';

export const personIdSchema = z.uuid().brand<'PersonId'>();
export type PersonId = z.infer<typeof personIdSchema>;

/** From least to most trusted. */
export const ROLES = ['crew', 'lead', 'manager'] as const;
export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

export const LANGUAGES = ['en', 'es'] as const;
export const languageSchema = z.enum(LANGUAGES);
export type Language = z.infer<typeof languageSchema>;

export const personNameSchema = z.string().trim().min(1).max(40);

export const personSchema = z.strictObject({
  personId: personIdSchema,
  name: personNameSchema,
  role: roleSchema,
  /** Of the screens while this person is signed in. */
  language: languageSchema,
});
export type Person = z.infer<typeof personSchema>;

/** Who did or allowed something, as orders, tickets and the audit trail keep it. */
export const personStampSchema = z.strictObject({
  personId: personIdSchema,
  name: personNameSchema,
});
export type PersonStamp = z.infer<typeof personStampSchema>;
