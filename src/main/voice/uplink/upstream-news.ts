/**
 * What stands behind the relay: asked with each new connection and whenever the relay says that it changed.
 * Until the answer is here nobody knows whether words can be had, so the screen says "connecting".
 */
import { configAnswerSchema, type ConfigAnswer } from '../../../shared/wire/http.ts';
import type { RelayFetch } from '../../relay-line.ts';
import type { Cancel, Clock } from '../clock.ts';
import { drop, type Log } from '../log.ts';
import type { Tokens } from '../tokens.ts';

const ASK_DEADLINE_MS = 5_000;
const ASK_AGAIN_MS = 2_000;

export type UpstreamState = ConfigAnswer['streaming'];

export type UpstreamNewsDeps = {
  /** `http(s)://…` of the relay. */
  readonly url: string;
  readonly fetch: RelayFetch;
  readonly tokens: Tokens;
  readonly clock: Clock;
  readonly log: Log;
  readonly onNews: (upstream: UpstreamState) => void;
};

export class UpstreamNews {
  readonly #deps: UpstreamNewsDeps;
  #question = 0;
  #cancel: Cancel = () => undefined;

  constructor(deps: UpstreamNewsDeps) {
    this.#deps = deps;
  }

  /** Keeps asking until there is an answer, or `stop`. */
  ask(): void {
    this.stop();
    drop(this.#ask(this.#question), this.#deps.log);
  }

  stop(): void {
    this.#question += 1;
    this.#cancel();
  }

  async #ask(question: number): Promise<void> {
    const upstream = await this.#fetch();
    if (question !== this.#question) return;
    if (upstream !== undefined) {
      this.#deps.onNews(upstream);
      return;
    }
    this.#cancel = this.#deps.clock.after(ASK_AGAIN_MS, () => this.ask());
  }

  async #fetch(): Promise<UpstreamState | undefined> {
    const { url, tokens } = this.#deps;
    const token = await tokens.current();
    if (!token.ok) return undefined;
    try {
      const response = await this.#deps.fetch(`${url}/v1/config`, {
        headers: { authorization: `Bearer ${token.value}`, accept: 'application/json' },
        redirect: 'error',
        signal: AbortSignal.timeout(ASK_DEADLINE_MS),
      });
      if (response.status === 401) tokens.forget();
      const config = configAnswerSchema.safeParse(await response.json());
      return response.ok && config.success ? config.data.streaming : undefined;
    } catch {
      return undefined;
    }
  }
}
