/** The way between stations, kitchen and relay, with all that goes wrong on one: cut, late, twice, half. */
import { Agent, createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';

/** Of a hundred requests as many meet each fault. */
const PERCENT = {
  'cut-before': 3,
  'cut-after': 4,
  'cut-within': 2,
  twice: 5,
  late: 3,
  'answered-500': 2,
} as const;
export type LinkFault = keyof typeof PERCENT;

const LATE_MS = 200;
const ANSWER_DEADLINE_MS = 5_000;

type Answer = { readonly status: number; readonly type: string; readonly body: Buffer };

export class FaultyLink {
  readonly faults: Record<LinkFault, number> = {
    'cut-before': 0,
    'cut-after': 0,
    'cut-within': 0,
    twice: 0,
    late: 0,
    'answered-500': 0,
  };
  requests = 0;
  readonly #relayPort: number;
  readonly #chance: () => number;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 });
  readonly #server: Server;

  private constructor(relayPort: number, chance: () => number) {
    this.#relayPort = relayPort;
    this.#chance = chance;
    this.#server = createServer((asked, answer) => {
      const cut = () => answer.socket?.destroy();
      this.#carry(asked)
        .then(async (carried) => {
          if (carried === 'cut') return cut();
          const { status, type, body, isHalf } = carried;
          answer.writeHead(status, { 'content-type': type, 'content-length': body.length });
          if (!isHalf) return void answer.end(body);
          answer.write(body.subarray(0, Math.floor(body.length / 2)));
          await wait(1);
          return cut();
        })
        .catch(cut);
    });
  }

  static async open(relayPort: number, chance: () => number): Promise<FaultyLink> {
    const link = new FaultyLink(relayPort, chance);
    await new Promise<void>((resolve) => link.#server.listen(0, '127.0.0.1', resolve));
    return link;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
    this.#agent.destroy();
  }

  async #carry(asked: IncomingMessage): Promise<'cut' | (Answer & { readonly isHalf?: boolean })> {
    this.requests += 1;
    const fault = this.#draw();
    if (fault !== undefined) this.faults[fault] += 1;
    const body = await buffer(asked);
    if (fault === 'cut-before') return 'cut';
    if (fault === 'answered-500') {
      return { status: 500, type: 'text/plain', body: Buffer.from('no') };
    }
    if (fault === 'late') await wait(this.#chance() * LATE_MS);
    const first = this.#forward(asked, body);
    const [answer] = await Promise.all([
      fault === 'twice' ? this.#forward(asked, body) : first,
      first.catch(() => undefined),
    ]);
    if (fault === 'cut-after') return 'cut';
    return fault === 'cut-within' ? { ...answer, isHalf: true } : answer;
  }

  #draw(): LinkFault | undefined {
    let left = this.#chance() * 100;
    for (const fault of Object.keys(PERCENT) as LinkFault[]) {
      left -= PERCENT[fault];
      if (left < 0) return fault;
    }
    return undefined;
  }

  #forward({ method, url, headers }: IncomingMessage, body: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const onward = request(
        {
          agent: this.#agent,
          host: '127.0.0.1',
          port: this.#relayPort,
          timeout: ANSWER_DEADLINE_MS,
          method,
          path: url,
          headers: { ...headers, host: 'relay' },
        },
        (answer) => {
          const type = answer.headers['content-type'] ?? 'application/json';
          const status = answer.statusCode ?? 502;
          buffer(answer).then((bytes) => resolve({ status, type, body: bytes }), reject);
        },
      );
      onward.on('error', reject);
      onward.on('timeout', () => onward.destroy(new Error('late')));
      onward.end(body);
    });
  }
}
