/** What an authenticated station asks over HTTP: its config, its menu, and whole utterances. */
import type { FastifyInstance } from 'fastify';
import { laneIdSchema, sessionIdSchema, utteranceIdSchema } from '../../shared/ids.ts';
import { MAX_UPLOAD_BYTES, UPLOAD_HEADERS, type ConfigAnswer } from '../../shared/wire/http.ts';
import { parseUtteranceWav } from '../wav.ts';
import { stationAuthentication } from './authentication.ts';
import type { HttpDeps } from './ports.ts';
import { refuse } from './refusal.ts';

export function addStationRoutes(app: FastifyInstance, deps: HttpDeps): void {
  const { authenticate, identityOf } = stationAuthentication(deps);

  app.get('/v1/config', { onRequest: authenticate }, async (request, reply) => {
    const { stationId, restaurantId } = identityOf(request);
    const menu = deps.menuOf(restaurantId);
    const lanes = await deps.lanesOf(stationId);
    if (menu === null || lanes === null) return refuse(reply, { code: 'not-found' });
    const answer: ConfigAnswer = {
      restaurantName: menu.restaurant.name,
      lanes,
      streaming: deps.streamingOf(stationId),
      menuVersion: menu.version,
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
      const utteranceId = utteranceIdSchema.safeParse(request.params.utteranceId);
      const sessionId = sessionIdSchema.safeParse(request.headers[UPLOAD_HEADERS.sessionId]);
      const laneId = laneIdSchema.safeParse(request.headers[UPLOAD_HEADERS.laneId]);
      if (!utteranceId.success || !sessionId.success || !laneId.success)
        return refuse(reply, { code: 'bad-request' });
      const wav = request.body instanceof Uint8Array ? parseUtteranceWav(request.body) : null;
      if (wav?.ok !== true) return refuse(reply, { code: 'not-a-wav' });
      const answer = await deps.upload(identityOf(request), {
        utteranceId: utteranceId.data,
        sessionId: sessionId.data,
        laneId: laneId.data,
        pcm: wav.value,
      });
      return answer.ok ? reply.send(answer.value) : refuse(reply, answer.failure);
    },
  );
}
