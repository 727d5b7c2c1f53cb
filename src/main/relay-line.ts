/**
 * The station's way to its relay, the same for the WebSocket and for HTTP calls. Made by the composition root,
 * used by the relay client and the voice part.
 */
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP, type Socket } from 'node:net';
import { pipeline, Readable } from 'node:stream';
import { connect as secure } from 'node:tls';
import { RelayConnect, type FindAddresses, type Place } from './relay-connect.ts';

export type RelayRequest = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  /** Instead of `body`: sent as they come; the headers tell their length. */
  readonly pieces?: AsyncIterable<Uint8Array>;
  /** A relay does not send its stations elsewhere. */
  readonly redirect: 'error';
  readonly signal: AbortSignal;
};

/** As much of `fetch` as the station needs. */
export type RelayFetch = (url: string, request: RelayRequest) => Promise<Response>;

type Connected = (error: Error | null, socket?: Socket) => void;
/** As an agent is told it. */
type Asked = { readonly host: string; readonly port: number | string };

export class RelayLine {
  readonly #connect: RelayConnect;
  readonly #http = new HttpAgent({ keepAlive: true });
  readonly #https = new HttpsAgent({ keepAlive: true });

  constructor(findAddresses?: FindAddresses) {
    this.#connect = new RelayConnect(findAddresses);
    Object.assign(this.#http, {
      createConnection: (asked: Asked, done: Connected) =>
        this.#connect.connect(placeOf(asked), done),
    });
    Object.assign(this.#https, {
      createConnection: (asked: Asked, done: Connected) =>
        this.#connectSecurely(placeOf(asked), done),
    });
  }

  /** For `url`, which may be `ws(s)` or `http(s)`. */
  agentFor(url: string): HttpAgent {
    return isSecure(url) ? this.#https : this.#http;
  }

  /** The line has turned out to be dead: calls under way fail now, and none goes over an old connection. */
  cutCalls(): void {
    this.#http.destroy();
    this.#https.destroy();
  }

  readonly fetch: RelayFetch = (url, { method, headers, body, pieces, signal }) =>
    new Promise((resolve, reject) => {
      const ask = isSecure(url) ? httpsRequest : httpRequest;
      const asked = ask(url, {
        method: method ?? 'GET',
        headers: { ...headers },
        agent: this.agentFor(url),
        signal,
      });
      asked.on('error', reject);
      asked.on('response', (answer) => {
        if (isRedirect(answer)) asked.destroy(new Error('the relay does not redirect'));
        else resolve(responseOf(answer));
      });
      if (pieces === undefined) asked.end(body);
      // Its errors are the request's.
      else pipeline(Readable.from(pieces), asked, () => undefined);
    });

  #connectSecurely(place: Place, done: Connected): void {
    this.#connect.connect(place, (error, socket) => {
      if (socket === undefined) {
        done(error);
        return;
      }
      // A certificate for a bare address is checked against `host`.
      const { host } = place;
      done(null, secure({ socket, host, ...(isIP(host) === 0 && { servername: host }) }));
    });
  }
}

function placeOf({ host, port }: Asked): Place {
  return { host, port: Number(port) };
}

function isSecure(url: string): boolean {
  return /^(https|wss):/.test(url);
}

function isRedirect({ statusCode = 0 }: IncomingMessage): boolean {
  return statusCode >= 300 && statusCode < 400 && statusCode !== 304;
}

function responseOf(answer: IncomingMessage): Response {
  const { statusCode: status = 0, headers } = answer;
  const told = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  const hasBody = status !== 204 && status !== 304;
  if (!hasBody) answer.resume();
  return new Response(hasBody ? answer : null, { status, headers: told });
}
