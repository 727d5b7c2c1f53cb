/** Who works here, as the screen asks for it. PINs go in and never come out. */
import { z } from 'zod';
import { APPROVAL_FAILURES, approvalSchema, pinSchema } from '../people/approval.ts';
import { idleLockMinutesSchema, staffSchema } from '../people/people-view.ts';
import {
  languageSchema,
  personIdSchema,
  personNameSchema,
  personSchema,
  roleSchema,
} from '../people/person.ts';

const nothing = z.undefined();
const approved = { approval: approvalSchema.optional() };

export const peopleCalls = {
  /** The PIN alone says who it is. In place of somebody else, too: the open tickets stay. */
  signIn: {
    request: z.strictObject({ pin: pinSchema }),
    reply: personSchema,
    failures: ['wrong-pin', 'pin-locked'],
  },
  signOut: {
    request: z.strictObject({ why: z.enum(['asked', 'idle']) }),
    reply: nothing,
    failures: [],
  },
  /** Only while there is no manager. */
  setUpManager: {
    request: z.strictObject({ name: personNameSchema, pin: pinSchema }),
    reply: nothing,
    failures: ['manager-exists', 'pin-taken', 'cannot-save'],
  },
  listPeople: {
    request: z.strictObject(approved),
    reply: z.array(staffSchema).readonly(),
    failures: APPROVAL_FAILURES,
  },
  addPerson: {
    request: z.strictObject({
      name: personNameSchema,
      role: roleSchema,
      language: languageSchema,
      pin: pinSchema,
      ...approved,
    }),
    reply: nothing,
    failures: [...APPROVAL_FAILURES, 'pin-taken', 'too-many-people', 'cannot-save'],
  },
  /** What is named is changed. Who leaves is made inactive, never deleted. */
  changePerson: {
    request: z.strictObject({
      personId: personIdSchema,
      name: personNameSchema.optional(),
      role: roleSchema.optional(),
      language: languageSchema.optional(),
      pin: pinSchema.optional(),
      isActive: z.boolean().optional(),
      ...approved,
    }),
    reply: nothing,
    failures: [...APPROVAL_FAILURES, 'unknown-person', 'pin-taken', 'last-manager', 'cannot-save'],
  },
  setOwnLanguage: {
    request: z.strictObject({ language: languageSchema }),
    reply: nothing,
    failures: ['nobody-signed-in', 'cannot-save'],
  },
  setIdleLock: {
    request: z.strictObject({ minutes: idleLockMinutesSchema, ...approved }),
    reply: nothing,
    failures: [...APPROVAL_FAILURES, 'cannot-save'],
  },
} as const;
