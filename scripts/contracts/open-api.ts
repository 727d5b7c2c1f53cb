/** The relay's HTTP calls for stations and kitchens as an OpenAPI 3.1 document. */
import { z } from 'zod';
import { menuSchema } from '../../src/shared/menu/menu.ts';
import { orderEventSchema } from '../../src/shared/order/order-event.ts';
import { orderSchema } from '../../src/shared/order/order.ts';
import { utteranceResultSchema } from '../../src/shared/wire/down.ts';
import * as http from '../../src/shared/wire/http.ts';
import * as kitchen from '../../src/shared/wire/kitchen.ts';
import { PROTOCOL_VERSION } from '../../src/shared/wire/protocol-version.ts';
import { soldOutAnswerSchema, soldOutRequestSchema } from '../../src/shared/wire/sold-out.ts';
import { supportCallAnswerSchema, supportCallSchema } from '../../src/shared/wire/support-call.ts';
import { schemaOf, type Json } from './schema-document.ts';

const SCHEMAS = {
  EnrolRequest: http.enrolRequestSchema,
  EnrolAnswer: http.enrolAnswerSchema,
  TokenAnswer: http.tokenAnswerSchema,
  ConfigAnswer: http.configAnswerSchema,
  Menu: menuSchema,
  UtteranceResult: utteranceResultSchema,
  Order: orderSchema,
  OrderAnswer: http.orderAnswerSchema,
  OrderEvent: orderEventSchema,
  EventAnswer: http.eventAnswerSchema,
  OrderState: http.orderStateSchema,
  SoldOutRequest: soldOutRequestSchema,
  SoldOutAnswer: soldOutAnswerSchema,
  SupportCall: supportCallSchema,
  SupportCallAnswer: supportCallAnswerSchema,
  KitchenTokenRequest: kitchen.kitchenTokenRequestSchema,
  KitchenTokenAnswer: z.strictObject({ token: z.string(), expiresInS: z.number().int() }),
  KitchenFeed: kitchen.kitchenFeedSchema,
  KitchenMove: kitchen.kitchenMoveSchema,
  KitchenMoveAnswer: kitchen.kitchenMoveAnswerSchema,
  Problem: http.problemSchema,
} as const;

type Name = keyof typeof SCHEMAS;

const ref = (name: Name) => ({ $ref: `#/components/schemas/${name}` });
const json = (name: Name) => ({ 'application/json': { schema: ref(name) } });
const inPath = (name: string) => ({
  name,
  in: 'path',
  required: true,
  schema: { type: 'string', format: 'uuid' },
});
const inHeader = (name: string, schema: Json, required: boolean) => ({
  name,
  in: 'header',
  required,
  schema,
});
const PROBLEM = {
  description: 'A refusal: `code` decides, `detail` is for people, `Retry-After` says when.',
  content: { 'application/problem+json': { schema: ref('Problem') } },
};

type Call = {
  readonly summary: string;
  readonly body?: Name;
  readonly answers: Readonly<Record<number, Name>>;
  readonly parameters?: readonly Json[];
  readonly isOpen?: true;
};

function operation({ summary, body, answers, parameters, isOpen }: Call): Json {
  const good = Object.entries(answers).map(
    ([status, name]) => [status, { description: name, content: json(name) }] as const,
  );
  return {
    summary,
    ...(isOpen === true && { security: [] }),
    ...(parameters !== undefined && { parameters }),
    ...(body !== undefined && { requestBody: { required: true, content: json(body) } }),
    responses: { ...Object.fromEntries(good), default: PROBLEM },
  };
}

const tokenCall = {
  ...operation({
    summary: `OAuth 2 client_credentials with private_key_jwt. The assertion is an EdDSA JWT signed with the enrolled key: iss = sub = stationId, aud = "${http.RELAY_ISSUER}", a fresh jti (8 to 128 characters), exp at most 300 s ahead. Good once.`,
    answers: { 200: 'TokenAnswer' },
    isOpen: true,
  }),
  requestBody: {
    required: true,
    content: {
      'application/x-www-form-urlencoded': {
        schema: {
          type: 'object',
          required: ['grant_type', 'client_assertion_type', 'client_assertion'],
          properties: {
            grant_type: { const: 'client_credentials' },
            client_assertion_type: { const: http.CLIENT_ASSERTION_TYPE },
            client_assertion: { type: 'string', maxLength: 4_096 },
          },
        },
      },
    },
  },
};

const uploadCall = {
  ...operation({
    summary: `An utterance whole, at most ${http.MAX_UPLOAD_BYTES} bytes. Idempotent by id: a result that exists is answered again.`,
    answers: { 200: 'UtteranceResult' },
    parameters: [
      inPath('utteranceId'),
      inHeader(http.UPLOAD_HEADERS.sessionId, { type: 'string', format: 'uuid' }, true),
      inHeader(http.UPLOAD_HEADERS.laneId, { type: 'string' }, true),
      inHeader(http.UPLOAD_HEADERS.priority, schemaOf(http.uploadPrioritySchema), false),
    ],
  }),
  requestBody: {
    required: true,
    content: {
      [http.UPLOAD_TYPE.pcm_s16le]: { schema: { description: 'WAV: 16 kHz, mono, 16 bit.' } },
      [http.UPLOAD_TYPE.opus]: {
        schema: { description: 'For our stations; others send WAV.' },
      },
    },
  },
};

const PATHS: Json = {
  '/v1/enrol': {
    post: operation({
      summary: 'A one-time code and a public key for an identity.',
      body: 'EnrolRequest',
      answers: { 201: 'EnrolAnswer' },
      isOpen: true,
    }),
  },
  '/oauth/token': { post: tokenCall },
  '/v1/config': {
    get: operation({ summary: 'The station’s settings.', answers: { 200: 'ConfigAnswer' } }),
  },
  '/v1/menu': {
    get: operation({
      summary: 'The menu. With If-None-Match of its ETag: 304 while it is the same.',
      answers: { 200: 'Menu' },
    }),
  },
  '/v1/utterances/{utteranceId}': { put: uploadCall },
  '/v1/orders': {
    post: operation({
      summary: 'An order, once: idempotent by orderId (200 when the relay had it).',
      body: 'Order',
      answers: { 200: 'OrderAnswer', 201: 'OrderAnswer' },
    }),
  },
  '/v1/orders/{orderId}': {
    get: operation({
      summary: 'Where the kitchen is with an order.',
      parameters: [inPath('orderId')],
      answers: { 200: 'OrderState' },
    }),
  },
  '/v1/orders/{orderId}/events': {
    post: operation({
      summary: 'What happened to an order later: idempotent by eventId.',
      parameters: [inPath('orderId')],
      body: 'OrderEvent',
      answers: { 200: 'EventAnswer', 201: 'EventAnswer' },
    }),
  },
  '/v1/sold-out': {
    post: operation({
      summary: 'Something is sold out, or back.',
      body: 'SoldOutRequest',
      answers: { 200: 'SoldOutAnswer' },
    }),
  },
  '/v1/support-calls': {
    post: operation({
      summary: 'Somebody pressed “Something went wrong”. Idempotent by callId.',
      body: 'SupportCall',
      answers: { 200: 'SupportCallAnswer' },
    }),
  },
  '/v1/kitchen/token': {
    post: operation({
      summary: 'A kitchen code for a token that is good for a shift.',
      body: 'KitchenTokenRequest',
      answers: { 200: 'KitchenTokenAnswer' },
      isOpen: true,
    }),
  },
  '/v1/kitchen/orders': {
    get: operation({ summary: 'What there is to cook.', answers: { 200: 'KitchenFeed' } }),
  },
  '/v1/kitchen/orders/{orderId}/status': {
    post: operation({
      summary: 'The kitchen moves an order on.',
      parameters: [inPath('orderId')],
      body: 'KitchenMove',
      answers: { 200: 'KitchenMoveAnswer' },
    }),
  },
};

export function openApi(): Json {
  const schemas = Object.entries(SCHEMAS).map(
    ([name, schema]) => [name, schemaOf(schema)] as const,
  );
  return {
    openapi: '3.1.0',
    info: {
      title: 'BuildPanel relay: HTTP for stations and kitchens',
      version: String(PROTOCOL_VERSION),
      description:
        'Generated by `npm run contracts`; do not edit. Speech streams over the WebSocket of asyncapi.json. What operators call is in docs/adr/0018-control-plane.md.',
    },
    security: [{ bearer: [] }],
    paths: PATHS,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: Object.fromEntries(schemas),
    },
  };
}
