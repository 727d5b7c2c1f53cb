/** The relay's HTTP server: routes, body kinds, and problems for everything that goes wrong. */
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { fastify, type FastifyError, type FastifyInstance } from 'fastify';
import { UPLOAD_TYPE } from '../../shared/wire/http.ts';
import { errorName } from '../log.ts';
import { z } from 'zod';
import { addIdentityRoutes } from './identity-routes.ts';
import { addKitchenRoutes } from './kitchen-routes.ts';
import { addOperationsRoutes } from './operations-routes.ts';
import { addOrderRoutes } from './order-routes.ts';
import type { HttpDeps } from './ports.ts';
import { refuse } from './refusal.ts';
import { addSoldOutRoutes } from './sold-out-routes.ts';
import { addStationRoutes } from './station-routes.ts';
import { addSupportRoutes } from './support-routes.ts';

/** A client that dribbles its headers, or its upload, is cut. */
const HEADERS_DEADLINE_MS = 5_000;
const REQUEST_DEADLINE_MS = 60_000;
/** Node looks at those deadlines only every so often: by itself every 30 s. */
const CHECK_DEADLINES_MS = 1_000;

export type TlsFiles = { readonly cert: Buffer; readonly key: Buffer };

export function createHttp(deps: HttpDeps, tls: TlsFiles | null): FastifyInstance {
  const app = fastify({
    logger: false,
    requestTimeout: REQUEST_DEADLINE_MS,
    forceCloseConnections: true,
    trustProxy: (address) => deps.isTrustedProxy(address),
    serverFactory: (handler): Server => {
      const options = { connectionsCheckingInterval: CHECK_DEADLINES_MS };
      const server =
        tls === null
          ? createServer(options, handler)
          : createTlsServer({ ...options, ...tls }, handler);
      server.headersTimeout = HEADERS_DEADLINE_MS;
      return server;
    },
  });
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => {
      done(null, Object.fromEntries(new URLSearchParams(body.toString())));
    },
  );
  app.addContentTypeParser(
    [...Object.values(UPLOAD_TYPE), 'audio/x-wav', 'audio/wave', 'application/octet-stream'],
    { parseAs: 'buffer' },
    (_request, body, done) => {
      done(null, body);
    },
  );
  app.setNotFoundHandler((_request, reply) => refuse(reply, { code: 'not-found' }));
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return refuse(reply, { code: 'too-large' });
    if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
      return refuse(reply, { code: request.method === 'PUT' ? 'not-a-wav' : 'bad-request' });
    if (error.statusCode !== undefined && error.statusCode < 500)
      return refuse(reply, { code: 'bad-request' });
    deps.log.error(
      { route: request.routeOptions.url ?? '', error: errorName(error) },
      'a request failed',
    );
    return refuse(reply, { code: 'internal' });
  });
  app.addHook('onResponse', (request, reply, done) => {
    deps.log.debug(
      {
        method: request.method,
        route: request.routeOptions.url ?? '',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
    done();
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (reply.statusCode >= 400) deps.metrics.refused(codeIn(payload));
    done();
  });
  addIdentityRoutes(app, deps);
  addStationRoutes(app, deps);
  addOrderRoutes(app, deps);
  addSoldOutRoutes(app, deps);
  addSupportRoutes(app, deps);
  addKitchenRoutes(app, deps);
  addOperationsRoutes(app, deps);
  return app;
}

const codedSchema = z.object({ code: z.string() });

/** Of a problem that is about to be sent. */
function codeIn(payload: unknown): string {
  if (typeof payload !== 'string') return 'other';
  try {
    return codedSchema.safeParse(JSON.parse(payload)).data?.code ?? 'other';
  } catch {
    return 'other';
  }
}
