/**
 * Operators' tokens, which have nothing to do with stations': as a bearer for programs, as the password of HTTP
 * Basic for a browser. Never in a URL.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Operator, OperatorScope } from '../operator-scopes.ts';
import { bearerOf } from './authentication.ts';
import type { HttpDeps } from './ports.ts';
import { refuse, refuseScope } from './refusal.ts';

export function operatorAuthentication({ operations, limits }: HttpDeps) {
  const operators = new WeakMap<FastifyRequest, Operator>();
  return {
    /** For `onRequest`: lets in who has the scope. */
    operator: (scope: OperatorScope) => async (request: FastifyRequest, reply: FastifyReply) => {
      const limiter = limits.operator;
      const address = request.ip;
      if (!limiter.mayTry(address)) {
        const retryAfterMs = limiter.retryAfterMs(address);
        return refuse(reply, { code: 'too-many-requests', retryAfterMs });
      }
      const token = bearerOf(request) ?? passwordOf(request);
      const operator = token === undefined ? null : await operations.operatorOf(token);
      if (operator === null) {
        if (token !== undefined) limiter.charge(address);
        reply.header('www-authenticate', 'Basic realm="BuildPanel relay operations"');
        return refuse(reply, { code: 'bad-token' });
      }
      if (!operator.scopes.includes(scope)) return refuseScope(reply);
      operators.set(request, operator);
      return undefined;
    },
    operatorOf: (request: FastifyRequest): Operator => {
      const operator = operators.get(request);
      if (operator === undefined) throw new Error('an operator route without authentication');
      return operator;
    },
  };
}

/** Whatever the name, the token is the password. */
function passwordOf(request: FastifyRequest): string | undefined {
  const basic = /^Basic ([\w+/=]+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (basic === undefined) return undefined;
  const text = Buffer.from(basic, 'base64').toString();
  return text.slice(text.indexOf(':') + 1);
}
