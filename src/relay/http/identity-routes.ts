/** Enrolment and tokens: the calls that need no token, so they are limited by address. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CLIENT_ASSERTION_TYPE, enrolRequestSchema } from '../../shared/wire/http.ts';
import type { HttpDeps } from './ports.ts';
import { refuse } from './refusal.ts';

const MAX_BODY_BYTES = 8 * 1024;

const tokenFormSchema = z.object({
  grant_type: z.literal('client_credentials'),
  client_assertion_type: z.literal(CLIENT_ASSERTION_TYPE),
  client_assertion: z.string().min(1).max(4_096),
});

export function addIdentityRoutes(app: FastifyInstance, deps: HttpDeps): void {
  const limited =
    (name: keyof HttpDeps['limits']) =>
    (request: FastifyRequest, reply: FastifyReply, next: () => void) => {
      const limiter = deps.limits[name];
      if (limiter.mayTry(request.ip)) next();
      else
        refuse(reply, {
          code: 'too-many-requests',
          retryAfterMs: limiter.retryAfterMs(request.ip),
        });
    };

  const charged =
    (name: keyof HttpDeps['limits']) =>
    (request: FastifyRequest, reply: FastifyReply, next: () => void) => {
      const { statusCode } = reply;
      if (statusCode >= 400 && statusCode < 500 && statusCode !== 429)
        deps.limits[name].charge(request.ip);
      next();
    };
  const limits = (name: keyof HttpDeps['limits']) => ({
    onRequest: limited(name),
    onResponse: charged(name),
  });

  app.post(
    '/v1/enrol',
    { bodyLimit: MAX_BODY_BYTES, ...limits('enrol') },
    async (request, reply) => {
      const body = enrolRequestSchema.safeParse(request.body);
      if (!body.success) return refuse(reply, { code: 'bad-request' });
      const enrolled = await deps.enrol(body.data);
      return enrolled.ok
        ? reply.code(201).send(enrolled.value)
        : refuse(reply, { code: enrolled.failure });
    },
  );

  app.post(
    '/oauth/token',
    { bodyLimit: MAX_BODY_BYTES, ...limits('token') },
    async (request, reply) => {
      const form = tokenFormSchema.safeParse(request.body);
      if (!form.success) return refuse(reply, { code: 'bad-request' });
      const granted = await deps.grantToken(form.data.client_assertion);
      if (!granted.ok) return refuse(reply, { code: granted.failure });
      const { token, expiresInS } = granted.value;
      return reply
        .header('cache-control', 'no-store')
        .send({ access_token: token, token_type: 'Bearer', expires_in: expiresInS });
    },
  );

  app.get('/.well-known/jwks.json', () => deps.jwks());
}
