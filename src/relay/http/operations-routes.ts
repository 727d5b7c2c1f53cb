/** For those who run the relay: is it alive, may it have work, its figures, its flags, its stations. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { stationIdSchema } from '../../shared/ids.ts';
import { flagScopeSchema } from '../streaming-flags.ts';
import { operatorAuthentication } from './operator-authentication.ts';
import type { HttpDeps } from './ports.ts';
import { refuse } from './refusal.ts';

const MAX_BODY_BYTES = 4 * 1024;

/** What is left out stays as it is; null leaves the flag to the wider scope. */
const flagsBodySchema = z.strictObject({
  isStreamingEnabled: z.boolean().nullable().exactOptional(),
  rolloutPercentage: z.number().int().min(0).max(100).nullable().exactOptional(),
  fallsBackOnError: z.boolean().nullable().exactOptional(),
  reason: z.string().trim().min(1).max(200),
});
const auditQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
});

export function addOperationsRoutes(app: FastifyInstance, deps: HttpDeps): void {
  const { operator, operatorOf } = operatorAuthentication(deps);
  const { operations } = deps;
  app.get('/healthz', () => ({ status: 'ok' }));

  /**
   * Ready means that new stations can be served: a balancer sends them here. The upstream being away is told, but stations keep
   * working without it; so is a store that relays share: it is away for all of them, and speech goes on.
   */
  app.get('/readyz', (_request, reply) => {
    const { store, isStoreShared, isDraining, pressure } = deps.readiness();
    const isReady = (store || isStoreShared) && !isDraining && pressure !== 'shedding';
    const status = isReady ? 'ready' : 'not-ready';
    const body = { status, store, isDraining, pressure, upstream: deps.verdict() };
    return reply.code(isReady ? 200 : 503).send(body);
  });

  app.get('/metrics', { onRequest: operator('read') }, async (_request, reply) =>
    reply.type(deps.metrics.contentType).send(await deps.metrics.text()),
  );

  app.get('/admin/status', { onRequest: operator('read') }, () => operations.status());

  app.get('/operations', { onRequest: operator('read') }, async (_request, reply) => {
    const { html, policy } = await operations.page();
    return reply
      .headers({ 'content-security-policy': policy, 'x-content-type-options': 'nosniff' })
      .headers({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' })
      .type('text/html; charset=utf-8')
      .send(html);
  });

  app.get('/operations/report.csv', { onRequest: operator('read') }, async (_request, reply) =>
    reply
      .header('content-disposition', 'attachment; filename="report.csv"')
      .type('text/csv; charset=utf-8')
      .send(await operations.reportCsv()),
  );

  app.get('/admin/stations', { onRequest: operator('read') }, () => operations.stations());

  app.post<{ Params: { stationId: string } }>(
    '/admin/stations/:stationId/revoke',
    { onRequest: operator('stations'), bodyLimit: MAX_BODY_BYTES },
    async (request, reply) => {
      const stationId = stationIdSchema.safeParse(request.params.stationId);
      if (!stationId.success) return refuse(reply, { code: 'bad-request' });
      const isKnown = await operations.revoke(stationId.data, operatorOf(request));
      return isKnown
        ? reply.send({ stationId: stationId.data, isRevoked: true })
        : refuse(reply, { code: 'not-found' });
    },
  );

  app.get('/admin/flags', { onRequest: operator('read') }, () => operations.flags());

  app.put<{ Params: { scope: string } }>(
    '/admin/flags/:scope',
    { onRequest: operator('flags'), bodyLimit: MAX_BODY_BYTES },
    async (request, reply) => {
      const scope = flagScopeSchema.safeParse(request.params.scope);
      const body = flagsBodySchema.safeParse(request.body);
      if (!scope.success || !body.success) return refuse(reply, { code: 'bad-request' });
      const { reason, ...settings } = body.data;
      const by = { operator: operatorOf(request), reason };
      const isKnown = await operations.setFlags(scope.data, settings, by);
      return isKnown ? reply.send(await operations.flags()) : refuse(reply, { code: 'not-found' });
    },
  );

  app.get('/admin/audit', { onRequest: operator('read') }, async (request, reply) => {
    const query = auditQuerySchema.safeParse(request.query);
    if (!query.success) return refuse(reply, { code: 'bad-request' });
    return reply.send(await operations.audit(query.data.limit));
  });
}
