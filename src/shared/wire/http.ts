/** The relay's HTTP calls for stations: bodies, answers, and the problem that any refusal is told with. */
import { z } from 'zod';
import { verdictSchema } from '../buildpanel/verdict.ts';
import { kitchenStatusSchema, orderIdSchema } from '../order/order.ts';
import { laneIdSchema, restaurantIdSchema, stationIdSchema } from '../ids.ts';
import { DEFAULT_PRIVACY, privacyPolicySchema } from '../privacy/privacy-policy.ts';

/** Ed25519 public key as a JWK (RFC 8037). */
export const publicKeySchema = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
});

/** `POST /v1/enrol`: a one-time code and the station's public key for an identity. */
export const enrolRequestSchema = z.strictObject({
  code: z.string().regex(/^[A-Z0-9]{4}(-[A-Z0-9]{4}){2,5}$/),
  stationName: z.string().min(1).max(64),
  publicKey: publicKeySchema,
});

export const enrolAnswerSchema = z.strictObject({
  stationId: stationIdSchema,
  restaurantId: restaurantIdSchema,
  restaurantName: z.string(),
  /** The station's own prefix of order numbers, unique within the restaurant. */
  orderPrefix: z.string().regex(/^[A-Z0-9]{1,4}$/),
  lanes: z.array(z.strictObject({ laneId: laneIdSchema, name: z.string().max(64) })).min(1),
});

/**
 * `POST /oauth/token` (form encoded, RFC 6749 §4.4 with RFC 7523 `private_key_jwt`):
 * `grant_type=client_credentials`, `client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer`,
 * `client_assertion` an EdDSA JWT of the station with `iss` = `sub` = station id, `aud` = the relay's issuer, `jti`, `exp`.
 */
export const CLIENT_ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** `aud` of a client assertion and `iss` of the relay's tokens. */
export const RELAY_ISSUER = 'buildpanel-relay';

export const tokenAnswerSchema = z.strictObject({
  access_token: z.string().min(1).max(4_096),
  token_type: z.literal('Bearer'),
  /** Seconds. */
  expires_in: z.number().int().min(1),
});

/** `GET /v1/config` */
export const configAnswerSchema = z.strictObject({
  restaurantName: z.string(),
  lanes: z.array(z.strictObject({ laneId: laneIdSchema, name: z.string().max(64) })).min(1),
  streaming: z.strictObject({ enabled: z.boolean(), verdict: verdictSchema }),
  menuVersion: z.string(),
  /** Absent in what an older relay said: the usual policy. */
  privacy: privacyPolicySchema.default(DEFAULT_PRIVACY),
});

/** Headers of `PUT /v1/utterances/{id}`, whose body is the whole utterance: a WAV, or `opus-utterance`. */
export const UPLOAD_HEADERS = {
  sessionId: 'x-session-id',
  laneId: 'x-lane-id',
  /** `uploadPrioritySchema`; left out, someone waits for the answer. */
  priority: 'x-priority',
} as const;

/** `backlog`: its guest is served or gone; those who speak now go first. */
export const uploadPrioritySchema = z.enum(['live', 'backlog']);
export type UploadPriority = z.infer<typeof uploadPrioritySchema>;

export const UPLOAD_TYPE = { pcm_s16le: 'audio/wav', opus: 'audio/x-buildpanel-opus' } as const;

/** The longest utterance is 60 s of 16 kHz mono s16le, with its WAV header. */
export const MAX_UPLOAD_BYTES = 2 * 1024 * 1024;

/** RFC 9457 `application/problem+json`; `code` decides, `detail` is for people. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.enum([
    'bad-request',
    'code-unknown',
    'code-expired',
    'code-used',
    'bad-token',
    'token-expired',
    'wrong-tenant',
    'wrong-lane',
    'revoked',
    'not-found',
    'too-large',
    'not-a-wav',
    'not-opus',
    'menu-unknown',
    'item-unknown',
    'totals-differ',
    'order-differs',
    'order-unknown',
    'event-differs',
    'nothing-left',
    'moved-already',
    'too-many-requests',
    'upstream-away',
    'upstream-failed',
    'upstream-timeout',
    'utterance-timeout',
    'busy',
    'internal',
  ]),
  detail: z.string(),
  retryAfterMs: z.number().int().min(0).optional(),
});

export type EnrolRequest = z.infer<typeof enrolRequestSchema>;
export type EnrolAnswer = z.infer<typeof enrolAnswerSchema>;
export type ConfigAnswer = z.infer<typeof configAnswerSchema>;
export type PublicKey = z.infer<typeof publicKeySchema>;
export type Problem = z.infer<typeof problemSchema>;
export type ProblemCode = Problem['code'];

/**
 * `POST /v1/orders`: idempotent by `orderId`, tenancy from the token, every line checked against the menu
 * version it was made with, totals recomputed by the relay. The same order again gets the same answer.
 */
export const orderAnswerSchema = z.strictObject({
  orderId: orderIdSchema,
  kitchenStatus: kitchenStatusSchema,
  /** True when the relay had it already. */
  isRepeated: z.boolean(),
});
export type OrderAnswer = z.infer<typeof orderAnswerSchema>;

/**
 * `POST /v1/orders/{orderId}/events`: idempotent by `eventId`, only for an order of the restaurant, checked against
 * the order and the events before it. The same event again gets the same answer.
 */
export const eventAnswerSchema = z.strictObject({
  eventId: z.uuid(),
  kitchenStatus: kitchenStatusSchema,
  isRepeated: z.boolean(),
});
export type EventAnswer = z.infer<typeof eventAnswerSchema>;

/** `GET /v1/orders/{orderId}`: where the kitchen is with an order of the restaurant. */
export const orderStateSchema = z.strictObject({
  orderId: orderIdSchema,
  kitchenStatus: kitchenStatusSchema,
});
export type OrderState = z.infer<typeof orderStateSchema>;
