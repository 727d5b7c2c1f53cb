/** Stations tell that somebody pressed “Something went wrong”. */
import type { FastifyInstance } from 'fastify';
import { supportCallSchema } from '../../shared/wire/support-call.ts';
import { stationAuthentication } from './authentication.ts';
import type { HttpDeps } from './ports.ts';
import { refuse } from './refusal.ts';

const MAX_BODY_BYTES = 4 * 1024;

export function addSupportRoutes(app: FastifyInstance, deps: HttpDeps): void {
  const { authenticate, identityOf } = stationAuthentication(deps);
  app.post(
    '/v1/support-calls',
    { onRequest: authenticate, bodyLimit: MAX_BODY_BYTES },
    async (request, reply) => {
      const body = supportCallSchema.safeParse(request.body);
      if (!body.success) return refuse(reply, { code: 'bad-request' });
      const identity = identityOf(request);
      if (!identity.laneIds.has(body.data.laneId)) return refuse(reply, { code: 'wrong-lane' });
      await deps.takeSupportCall(identity, body.data);
      return reply.send({ callId: body.data.callId });
    },
  );
}
