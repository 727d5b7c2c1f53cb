/** The kitchen: its page, its token for a code, its orders, and how they move on. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RestaurantId } from '../../shared/ids.ts';
import { orderIdSchema } from '../../shared/order/order.ts';
import { kitchenMoveSchema, kitchenTokenRequestSchema } from '../../shared/wire/kitchen.ts';
import { bearerOf } from './authentication.ts';
import type { HttpDeps } from './ports.ts';
import { refuse } from './refusal.ts';

const MAX_BODY_BYTES = 4 * 1024;
const PAGE_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
};

export function addKitchenRoutes(app: FastifyInstance, deps: HttpDeps): void {
  const { page, restaurantOf, exchangeCode } = deps.kitchen;
  if (page.length === 0) deps.log.warn({}, 'there is no kitchen page: the app is not built');
  else app.get('/kitchen', (_request, reply) => reply.redirect('kitchen/'));
  for (const { path, type, text } of page) {
    app.get(path, (_request, reply) => reply.headers(PAGE_HEADERS).type(type).send(text));
  }

  app.post('/v1/kitchen/token', { bodyLimit: MAX_BODY_BYTES }, async (request, reply) => {
    const limiter = deps.limits.kitchen;
    if (!limiter.mayTry(request.ip)) {
      const retryAfterMs = limiter.retryAfterMs(request.ip);
      return refuse(reply, { code: 'too-many-requests', retryAfterMs });
    }
    const body = kitchenTokenRequestSchema.safeParse(request.body);
    const token = body.success ? await exchangeCode(body.data.code) : null;
    if (token !== null) return reply.header('cache-control', 'no-store').send(token);
    limiter.charge(request.ip);
    return refuse(reply, { code: body.success ? 'code-unknown' : 'bad-request' });
  });

  /** A kitchen page, or a station of the restaurant. Undefined: the refusal is sent. */
  const askedBy = async (
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<RestaurantId | undefined> => {
    const bearer = bearerOf(request);
    const asPage = bearer === undefined ? null : await restaurantOf(bearer);
    if (asPage !== null) return asPage;
    const station = bearer === undefined ? null : await deps.checkToken(bearer);
    if (station?.ok === true) return station.value.identity.restaurantId;
    await refuse(reply, { code: station?.failure ?? 'bad-token' });
    return undefined;
  };

  app.get('/v1/kitchen/orders', async (request, reply) => {
    const restaurantId = await askedBy(request, reply);
    if (restaurantId === undefined) return reply;
    const feed = await deps.kitchen.feedOf(restaurantId);
    return reply.header('cache-control', 'no-store').send(feed);
  });

  app.post<{ Params: { orderId: string } }>(
    '/v1/kitchen/orders/:orderId/status',
    { bodyLimit: MAX_BODY_BYTES },
    async (request, reply) => {
      const restaurantId = await askedBy(request, reply);
      if (restaurantId === undefined) return reply;
      const orderId = orderIdSchema.safeParse(request.params.orderId);
      const body = kitchenMoveSchema.safeParse(request.body);
      if (!orderId.success || !body.success) return refuse(reply, { code: 'bad-request' });
      const moved = await deps.kitchen.move(restaurantId, orderId.data, body.data);
      if (!moved.ok) return refuse(reply, { code: moved.failure });
      return reply.send({ orderId: orderId.data, kitchenStatus: moved.value });
    },
  );
}
