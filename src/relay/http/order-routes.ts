/** Orders come in from stations, once each. */
import type { FastifyInstance } from 'fastify';
import { orderSchema } from '../../shared/order/order.ts';
import { stationAuthentication } from './authentication.ts';
import type { HttpDeps } from './ports.ts';
import { refuse } from './refusal.ts';

/** Sixty lines with long notes and every modifier fit. */
const MAX_ORDER_BYTES = 256 * 1024;

export function addOrderRoutes(app: FastifyInstance, deps: HttpDeps): void {
  const { authenticate, identityOf } = stationAuthentication(deps);
  app.post(
    '/v1/orders',
    { onRequest: authenticate, bodyLimit: MAX_ORDER_BYTES },
    async (request, reply) => {
      const order = orderSchema.safeParse(request.body);
      if (!order.success) return refuse(reply, { code: 'bad-request' });
      const taken = await deps.takeOrder(identityOf(request), order.data);
      if (!taken.ok) return refuse(reply, { code: taken.failure });
      return reply.code(taken.value.isRepeated ? 200 : 201).send(taken.value);
    },
  );
}
