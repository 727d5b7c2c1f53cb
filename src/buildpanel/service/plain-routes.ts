/** The calls that take no sound: health, menu, chat. There is no orders call: it was never seen to work. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { BUILDPANEL_PATHS } from '../../shared/buildpanel/rest.ts';
import type { ServiceDeps } from './deps.ts';
import { EMPTY_MENU } from './menu-answer.ts';

const chatRequestSchema = z.object({ message: z.string().max(2_000) });

export function addPlainRoutes(app: FastifyInstance, deps: ServiceDeps): void {
  app.get(BUILDPANEL_PATHS.health, () => ({ status: 'OK' }));
  app.get(BUILDPANEL_PATHS.menu, () => {
    switch (deps.behaviour.current.menu) {
      case 'empty':
        return EMPTY_MENU;
      case 'served':
        return deps.menu;
      case 'bare':
        return deps.menu.items;
    }
  });
  app.post(BUILDPANEL_PATHS.chat, (request, reply) => {
    if (!deps.behaviour.current.chatbot) {
      reply.callNotFound();
      return;
    }
    const parsed = chatRequestSchema.safeParse(request.body);
    if (!parsed.success) return reply.code(400).send({ error: 'Message is required' });
    const { response, order } = deps.understanding.understand(parsed.data.message);
    return reply.send({ message: response, ...(order !== null && { orderData: order }) });
  });
}
