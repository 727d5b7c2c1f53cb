/** The bearer of a request, checked before the body is read. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { StationIdentity } from '../station-identity.ts';
import type { HttpDeps } from './ports.ts';
import { refuse } from './refusal.ts';

export function bearerOf(request: FastifyRequest): string | undefined {
  return /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
}

/** `authenticate` goes into `onRequest`; `identityOf` then tells who asks. */
export function stationAuthentication({
  checkToken,
  limitsOf,
}: Pick<HttpDeps, 'checkToken' | 'limitsOf'>) {
  const identities = new WeakMap<FastifyRequest, StationIdentity>();
  return {
    authenticate: async (request: FastifyRequest, reply: FastifyReply) => {
      const token = bearerOf(request);
      const checked = token === undefined ? null : await checkToken(token);
      if (checked?.ok !== true) return refuse(reply, { code: checked?.failure ?? 'bad-token' });
      const { identity } = checked.value;
      const limits = limitsOf(identity);
      const limited = request.method === 'PUT' ? 'uploads' : 'requests';
      if (!limits.take(limited)) {
        const retryAfterMs = limits.waitMs(limited);
        return refuse(reply, { code: 'too-many-requests', retryAfterMs });
      }
      identities.set(request, identity);
      return undefined;
    },
    identityOf: (request: FastifyRequest): StationIdentity => {
      const identity = identities.get(request);
      if (identity === undefined) throw new Error('a station route without authentication');
      return identity;
    },
  };
}
