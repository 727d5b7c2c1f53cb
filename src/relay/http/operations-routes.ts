/** For those who run the relay: is it alive, may it have work, and its figures. */
import type { FastifyInstance } from 'fastify';
import type { HttpDeps } from './ports.ts';

export function addOperationsRoutes(app: FastifyInstance, deps: HttpDeps): void {
  app.get('/healthz', () => ({ status: 'ok' }));

  /** Ready means that stations can be served; the upstream being away is told, but stations keep working without it. */
  app.get('/readyz', async (_request, reply) => {
    const isStoreReady = await deps.isStoreReady();
    const body = {
      status: isStoreReady ? 'ready' : 'not-ready',
      store: isStoreReady,
      upstream: deps.verdict(),
    };
    return reply.code(isStoreReady ? 200 : 503).send(body);
  });

  app.get('/metrics', async (_request, reply) =>
    reply.type(deps.metrics.contentType).send(await deps.metrics.text()),
  );
}
