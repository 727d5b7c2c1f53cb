/** BuildPanel's HTTP and WebSocket server: all calls on one port, faults before everything but the admin call. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { fastify, type FastifyError, type FastifyInstance } from 'fastify';
import { BUILDPANEL_PATHS } from '../../shared/buildpanel/rest.ts';
import { drop, errorName } from '../log.ts';
import { addAdminRoutes, ADMIN_PREFIX } from './admin-routes.ts';
import { CALLS, type Call } from './behaviour.ts';
import type { ServiceDeps } from './deps.ts';
import { ERROR_ANSWERS, faultOnCall } from './faults.ts';
import { addPlainRoutes } from './plain-routes.ts';
import { SocketCall } from './socket.ts';
import { acceptUploads } from './upload.ts';
import { addVoiceRoutes } from './voice-routes.ts';

const HEADERS_DEADLINE_MS = 5_000;
const REQUEST_DEADLINE_MS = 60_000;

/** One listening service; `listen` rejects with Node's own error when the port can't be had. */
export class Service {
  readonly #deps: ServiceDeps;
  readonly #server: Server;
  readonly #app: FastifyInstance;
  readonly #socketCall: SocketCall;
  readonly #stopped = new AbortController();
  #address = { host: '', port: 0 };

  private constructor(deps: ServiceDeps) {
    this.#deps = deps;
    this.#socketCall = new SocketCall(deps);
    this.#server = createServer();
    this.#server.headersTimeout = HEADERS_DEADLINE_MS;
    this.#server.on('upgrade', (request, socket, head) =>
      this.#socketCall.upgrade(request, socket, head),
    );
    this.#app = fastify({
      logger: false,
      requestTimeout: REQUEST_DEADLINE_MS,
      forceCloseConnections: true,
      serverFactory: (handler) => this.#server.on('request', handler),
    });
  }

  static async create(deps: ServiceDeps): Promise<Service> {
    const service = new Service(deps);
    await service.#addCalls();
    return service;
  }

  /** Resolves with the port. */
  async listen(host: string, port: number): Promise<number> {
    await this.#app.listen({ host, port });
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('no address');
    this.#address = { host, port: address.port };
    return address.port;
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    this.#socketCall.stop();
    await this.#app.close();
    this.#socketCall.cutAll();
  }

  async #addCalls(): Promise<void> {
    const app = this.#app;
    app.addHook('onRequest', async (request, reply) => {
      this.#deps.stats.request();
      if (request.url.startsWith(ADMIN_PREFIX)) return;
      const { behaviour } = this.#deps;
      await delay(behaviour.current.slowMs);
      const call = callOf(request.url);
      const fault = call === null ? null : behaviour.faultOn(call);
      if (fault !== null) await faultOnCall(fault, request, reply);
    });
    app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'Not found' }));
    app.setErrorHandler((error: FastifyError, request, reply) => {
      const status = error.statusCode ?? 500;
      if (status < 500) return reply.code(status).send({ error: 'Bad request' });
      this.#deps.log.error(
        { route: request.routeOptions.url ?? '', error: errorName(error) },
        'a call failed',
      );
      return reply.code(500).send(ERROR_ANSWERS[500]);
    });
    await acceptUploads(app);
    // Whatever else comes is for the call to judge.
    app.addContentTypeParser('*', (_request, body, done) => {
      body.resume();
      done(null);
    });
    addPlainRoutes(app, this.#deps);
    addVoiceRoutes(app, this.#deps);
    addAdminRoutes(app, {
      ...this.#deps,
      refuseFor: (forMs) => drop(this.#refuseFor(forMs), this.#deps.log),
    });
  }

  async #refuseFor(forMs: number): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    this.#socketCall.cutAll();
    await delay(forMs, undefined, { signal: this.#stopped.signal }).catch(() => undefined);
    if (this.#stopped.signal.aborted) return;
    this.#server.listen(this.#address.port, this.#address.host);
    await once(this.#server, 'listening');
  }
}

function callOf(url: string): Call | null {
  const path = url.split('?')[0];
  return CALLS.find((call) => BUILDPANEL_PATHS[call] === path) ?? null;
}
