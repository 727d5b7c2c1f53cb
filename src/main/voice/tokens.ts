/** The relay's bearer token, as the uplink and the uploader ask for it: with a deadline. */
import type { ProblemCode } from '../../shared/wire/http.ts';
import { fail, type Result } from '../../shared/result.ts';
import { within, type Clock } from './clock.ts';

const TOKEN_DEADLINE_MS = 12_000;

export type TokenFailure = ProblemCode | 'relay-away' | 'bad-answer' | 'not-enrolled';

/** What main provides. It keeps the token and replaces it well before it expires. */
export type TokenSource = {
  readonly accessToken: () => Promise<Result<string, TokenFailure>>;
  /** The relay refused it: the next `accessToken()` must be a new one. */
  readonly forgetToken: () => void;
};

export class Tokens {
  readonly #source: TokenSource;
  readonly #clock: Pick<Clock, 'after'>;

  constructor(source: TokenSource, clock: Pick<Clock, 'after'>) {
    this.#source = source;
    this.#clock = clock;
  }

  current(): Promise<Result<string, TokenFailure>> {
    const late = fail('relay-away' as const);
    return within(this.#clock, TOKEN_DEADLINE_MS, this.#source.accessToken(), late);
  }

  forget(): void {
    this.#source.forgetToken();
  }
}
