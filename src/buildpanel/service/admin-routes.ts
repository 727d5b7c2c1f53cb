/** Ours, not BuildPanel's: looks into the service and changes how it behaves while it runs. Loopback only. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { BehaviourSwitch } from './behaviour.ts';
import type { Stats } from './stats.ts';

export const ADMIN_PREFIX = '/__admin';

const refuseSchema = z.strictObject({ forMs: z.number().int().min(1).max(600_000) });
const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

export type AdminDeps = {
  readonly behaviour: BehaviourSwitch;
  readonly stats: Stats;
  /** Cuts every connection and refuses new ones for so long. */
  readonly refuseFor: (forMs: number) => void;
};

export function addAdminRoutes(app: FastifyInstance, deps: AdminDeps): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith(ADMIN_PREFIX)) return;
    if (!LOOPBACK.has(request.socket.remoteAddress ?? '')) reply.callNotFound();
  });
  app.get(`${ADMIN_PREFIX}/behaviour`, () => deps.behaviour.current);
  app.post(`${ADMIN_PREFIX}/behaviour`, (request, reply) => {
    const changed = deps.behaviour.change(request.body);
    return changed.ok
      ? reply.send(changed.value)
      : reply.code(400).send({ error: changed.failure });
  });
  app.get(`${ADMIN_PREFIX}/stats`, () => deps.stats.snapshot());
  app.post(`${ADMIN_PREFIX}/refuse`, (request, reply) => {
    const parsed = refuseSchema.safeParse(request.body);
    if (!parsed.success) return reply.code(400).send({ error: z.prettifyError(parsed.error) });
    reply.raw.once('close', () => deps.refuseFor(parsed.data.forMs));
    return reply.header('connection', 'close').send({ refusingForMs: parsed.data.forMs });
  });
}
