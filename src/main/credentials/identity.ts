/** Who this station is to the relay: an Ed25519 key pair of its own, and what enrolment answered. */
import { z } from 'zod';
import { publicKeySchema, enrolAnswerSchema } from '../../shared/wire/http.ts';

/** RFC 8037 private JWK. */
export const privateKeySchema = publicKeySchema.extend({
  d: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
});

/** `pending`: the key pair is stored, the relay does not know it yet. */
export const identitySchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('pending'), privateKey: privateKeySchema }),
  z.strictObject({
    state: z.literal('enrolled'),
    privateKey: privateKeySchema,
    ...enrolAnswerSchema.shape,
    /** Stations enrolled before there were orders have none. */
    orderPrefix: enrolAnswerSchema.shape.orderPrefix.optional(),
  }),
]);

export type Identity = z.infer<typeof identitySchema>;
