/** Sends a problem; every refusal of the HTTP side goes through here. */
import type { FastifyReply } from 'fastify';
import type { ProblemCode } from '../../shared/wire/http.ts';
import { problemOf } from '../problem.ts';
import type { HttpFailure } from './ports.ts';

const STATUS: Readonly<Record<ProblemCode, number>> = {
  'bad-request': 400,
  'code-unknown': 404,
  'code-expired': 410,
  'code-used': 409,
  'bad-token': 401,
  'token-expired': 401,
  'wrong-tenant': 403,
  'wrong-lane': 403,
  revoked: 403,
  'not-found': 404,
  'too-large': 413,
  'not-a-wav': 415,
  'not-opus': 415,
  'menu-unknown': 422,
  'item-unknown': 422,
  'totals-differ': 422,
  'order-differs': 409,
  'order-unknown': 404,
  'event-differs': 409,
  'nothing-left': 409,
  'moved-already': 409,
  'too-many-requests': 429,
  'upstream-away': 503,
  'upstream-failed': 502,
  'upstream-timeout': 504,
  'utterance-timeout': 504,
  busy: 503,
  internal: 500,
};

export function refuse(reply: FastifyReply, { code, retryAfterMs }: HttpFailure): FastifyReply {
  const status = STATUS[code];
  if (status === 401 && !reply.hasHeader('www-authenticate'))
    reply.header('www-authenticate', 'Bearer');
  if (retryAfterMs !== undefined) reply.header('retry-after', Math.ceil(retryAfterMs / 1_000));
  return reply
    .code(status)
    .type('application/problem+json')
    .send(JSON.stringify(problemOf(code, status, retryAfterMs)));
}

/** An operator who may not do this; stations never get it. */
export function refuseScope(reply: FastifyReply): FastifyReply {
  const problem = {
    type: 'urn:buildpanel-relay:problem:wrong-scope',
    title: 'wrong scope',
    status: 403,
    code: 'wrong-scope',
    detail: 'This operator token is not for that: make one with the scope.',
  };
  return reply.code(403).type('application/problem+json').send(JSON.stringify(problem));
}
