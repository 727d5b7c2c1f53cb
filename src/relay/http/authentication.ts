/** The bearer of a request, checked before the body is read. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { StationIdentity } from '../station-identity.ts';
import type { HttpDeps } from './ports.ts';
import { refuse } from './refusal.ts';

export function bearerOf(request: FastifyRequest): string | undefined {
  return /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
}

/** `authenticate` goes into `onRequest`; `identityOf` then tells who asks. */
export function stationAuthentication({ checkToken }: Pick<HttpDeps, 'checkToken'>) {
  const identities = new WeakMap<FastifyRequest, StationIdentity>();
  return {
    authenticate: async (request: FastifyRequest, reply: FastifyReply) => {
      const token = bearerOf(request);
      const checked = token === undefined ? null : await checkToken(token);
      if (checked?.ok === true) identities.set(request, checked.value.identity);
      else await refuse(reply, { code: checked?.failure ?? 'bad-token' });
    },
    identityOf: (request: FastifyRequest): StationIdentity => {
      const identity = identities.get(request);
      if (identity === undefined) throw new Error('a station route without authentication');
      return identity;
    },
  };
}
