/** Stations say what is sold out and what is back. */
import type { FastifyInstance } from 'fastify';
import { soldOutRequestSchema } from '../../shared/wire/sold-out.ts';
import { stationAuthentication } from './authentication.ts';
import type { HttpDeps } from './ports.ts';
import { refuse } from './refusal.ts';

const MAX_BODY_BYTES = 4 * 1024;

export function addSoldOutRoutes(app: FastifyInstance, deps: HttpDeps): void {
  const { authenticate, identityOf } = stationAuthentication(deps);
  app.post(
    '/v1/sold-out',
    { onRequest: authenticate, bodyLimit: MAX_BODY_BYTES },
    async (request, reply) => {
      const body = soldOutRequestSchema.safeParse(request.body);
      if (!body.success) return refuse(reply, { code: 'bad-request' });
      const { restaurantId, stationId } = identityOf(request);
      const put = await deps.putSoldOut(restaurantId, stationId, body.data);
      return put.ok ? reply.send(put.value) : refuse(reply, { code: put.failure });
    },
  );
}
