/** What an authenticated station asks over HTTP: its config, its menu, and whole utterances. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { laneIdSchema, sessionIdSchema, utteranceIdSchema } from '../../shared/ids.ts';
import {
  MAX_UPLOAD_BYTES,
  UPLOAD_HEADERS,
  uploadPrioritySchema,
  type ConfigAnswer,
} from '../../shared/wire/http.ts';
import { uploadedSound } from '../uploaded-sound.ts';
import { stationAuthentication } from './authentication.ts';
import type { HttpDeps } from './ports.ts';
import { refuse } from './refusal.ts';

const uploadHeadSchema = z.object({
  utteranceId: utteranceIdSchema,
  sessionId: sessionIdSchema,
  laneId: laneIdSchema,
  priority: uploadPrioritySchema.default('live'),
});

export function addStationRoutes(app: FastifyInstance, deps: HttpDeps): void {
  const { authenticate, identityOf } = stationAuthentication(deps);

  app.get('/v1/config', { onRequest: authenticate }, async (request, reply) => {
    const identity = identityOf(request);
    const { stationId, restaurantId } = identity;
    const menu = deps.menuOf(restaurantId);
    const lanes = await deps.lanesOf(stationId);
    if (menu === null || lanes === null) return refuse(reply, { code: 'not-found' });
    const answer: ConfigAnswer = {
      restaurantName: menu.restaurant.name,
      lanes,
      streaming: deps.streamingOf(identity),
      menuVersion: menu.version,
      privacy: deps.privacyOf(restaurantId),
    };
    return reply.send(answer);
  });

  app.get('/v1/menu', { onRequest: authenticate }, (request, reply) => {
    const menu = deps.menuOf(identityOf(request).restaurantId);
    if (menu === null) return refuse(reply, { code: 'not-found' });
    const etag = `"${menu.version}"`;
    reply.header('etag', etag).header('cache-control', 'private, no-cache');
    return request.headers['if-none-match'] === etag ? reply.code(304).send() : reply.send(menu);
  });

  app.put<{ Params: { utteranceId: string } }>(
    '/v1/utterances/:utteranceId',
    { onRequest: authenticate, bodyLimit: MAX_UPLOAD_BYTES },
    async (request, reply) => {
      const head = uploadHeadSchema.safeParse({
        utteranceId: request.params.utteranceId,
        sessionId: request.headers[UPLOAD_HEADERS.sessionId],
        laneId: request.headers[UPLOAD_HEADERS.laneId],
        priority: request.headers[UPLOAD_HEADERS.priority],
      });
      if (!head.success) return refuse(reply, { code: 'bad-request' });
      if (!(request.body instanceof Uint8Array)) return refuse(reply, { code: 'not-a-wav' });
      const sound = await uploadedSound(request.headers['content-type'], request.body);
      if (!sound.ok) return refuse(reply, { code: sound.failure });
      const answer = await deps.upload(identityOf(request), { ...head.data, ...sound.value });
      return answer.ok ? reply.send(answer.value) : refuse(reply, answer.failure);
    },
  );
}
