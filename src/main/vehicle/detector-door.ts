/**
 * Where a vehicle detector on this machine says who is at a lane: `PUT /v1/lanes/{laneId}/vehicle` with
 * `{"present": true}`, on the loopback address alone and with a bearer token out of a private file.
 */
import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { laneIdSchema, type LaneId } from '../../shared/ids.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { parseJson } from '../parse-json.ts';

const LOOPBACK = '127.0.0.1';
const PATH = /^\/v1\/lanes\/([^/?]+)\/vehicle$/;
const MAX_BODY_BYTES = 1_024;
const MAX_CONNECTIONS = 16;
const REQUEST_DEADLINE_MS = 2_000;
const bodySchema = z.strictObject({ present: z.boolean() });

type Deps = {
  readonly token: string;
  readonly set: (laneId: LaneId, isPresent: boolean) => Result<undefined, 'unknown-lane'>;
};

export class DetectorDoor {
  readonly #deps: Deps;
  readonly #server: Server;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#server = createServer((request, response) => {
      void this.#statusOf(request).then(
        (status) => response.writeHead(status, { connection: 'close' }).end(),
        () => response.destroy(),
      );
    });
    this.#server.maxConnections = MAX_CONNECTIONS;
    this.#server.requestTimeout = REQUEST_DEADLINE_MS;
    this.#server.headersTimeout = REQUEST_DEADLINE_MS;
  }

  /** Resolves to the port; 0 takes a free one. */
  open(port: number): Promise<Result<number, 'port-taken'>> {
    return new Promise((opened) => {
      this.#server.once('error', () => opened(fail('port-taken')));
      this.#server.listen(port, LOOPBACK, () => opened(ok(portOf(this.#server.address(), port))));
    });
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #statusOf(request: IncomingMessage): Promise<number> {
    if (!this.#isKnown(request.headers.authorization)) return 401;
    const [, lane] = PATH.exec(request.url ?? '') ?? [];
    if (lane === undefined) return 404;
    if (request.method !== 'PUT') return 405;
    const text = await bodyOf(request);
    if (text === undefined) return 413;
    const body = bodySchema.safeParse(parseJson(text));
    if (!body.success) return 400;
    const laneId = laneIdSchema.safeParse(lane);
    if (!laneId.success) return 404;
    return this.#deps.set(laneId.data, body.data.present).ok ? 204 : 404;
  }

  #isKnown(authorization: string | undefined): boolean {
    const given = Buffer.from(authorization ?? '');
    const wanted = Buffer.from(`Bearer ${this.#deps.token}`);
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  }
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  let text = '';
  request.setEncoding('utf8');
  for await (const piece of request) {
    text += z.string().parse(piece);
    if (text.length > MAX_BODY_BYTES) return undefined;
  }
  return text;
}

function portOf(address: string | AddressInfo | null, wanted: number): number {
  return typeof address === 'object' && address !== null ? address.port : wanted;
}
