/** Orders come in from stations, and what happens to them later: each once. */
import type { FastifyInstance } from 'fastify';
import { orderEventSchema } from '../../shared/order/order-event.ts';
import { orderIdSchema, orderSchema } from '../../shared/order/order.ts';
import { stationAuthentication } from './authentication.ts';
import type { HttpDeps } from './ports.ts';
import { refuse } from './refusal.ts';

/** Sixty lines with long notes and every modifier fit. */
const MAX_ORDER_BYTES = 256 * 1024;
const MAX_EVENT_BYTES = 16 * 1024;

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

  app.post<{ Params: { orderId: string } }>(
    '/v1/orders/:orderId/events',
    { onRequest: authenticate, bodyLimit: MAX_EVENT_BYTES },
    async (request, reply) => {
      const event = orderEventSchema.safeParse(request.body);
      if (!event.success || event.data.orderId !== request.params.orderId) {
        return refuse(reply, { code: 'bad-request' });
      }
      const taken = await deps.takeEvent(identityOf(request), event.data);
      if (!taken.ok) return refuse(reply, { code: taken.failure });
      return reply.code(taken.value.isRepeated ? 200 : 201).send(taken.value);
    },
  );

  app.get<{ Params: { orderId: string } }>(
    '/v1/orders/:orderId',
    { onRequest: authenticate },
    async (request, reply) => {
      const orderId = orderIdSchema.safeParse(request.params.orderId);
      if (!orderId.success) return refuse(reply, { code: 'bad-request' });
      const { restaurantId } = identityOf(request);
      const kitchenStatus = await deps.kitchenStatusOf(restaurantId, orderId.data);
      if (kitchenStatus === null) return refuse(reply, { code: 'order-unknown' });
      return reply.send({ orderId: orderId.data, kitchenStatus });
    },
  );
}
