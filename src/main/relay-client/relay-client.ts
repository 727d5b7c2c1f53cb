/** What the station asks of its relay over HTTP. Owns the access token; started by the composition root. */
import { fail, ok, type Result } from '../../shared/result.ts';
import { menuSchema, type Menu } from '../../shared/menu/menu.ts';
import { configAnswerSchema, type ConfigAnswer } from '../../shared/wire/http.ts';
import type { z } from 'zod';
import { createAccessTokens, type AccessTokens, type TokenFailure } from './access-tokens.ts';
import { enrol, type EnrolFailure } from './enrol.ts';
import type { EnrolledIdentity, IdentityStore } from './identity-port.ts';
import { createRelayHttp, type RelayAnswer } from './relay-http.ts';

export type RelayClient = {
  readonly enrol: (
    code: string,
    stationName: string,
  ) => Promise<Result<EnrolledIdentity, EnrolFailure>>;
  readonly accessToken: AccessTokens['accessToken'];
  /** The next access token is a new one. */
  readonly forgetToken: () => void;
  readonly fetchConfig: () => Promise<Result<ConfigAnswer, TokenFailure>>;
  /** `not-modified`: the menu of that ETag is still the one. */
  readonly fetchMenu: (
    etag: string | undefined,
  ) => Promise<Result<RelayAnswer<Menu>, TokenFailure>>;
};

export function createRelayClient(deps: {
  readonly baseUrl: string;
  readonly identity: IdentityStore;
  readonly fetch: typeof fetch;
  readonly wallMs: () => number;
  readonly nowMs: () => number;
}): RelayClient {
  const http = createRelayHttp(deps.baseUrl, deps.fetch);
  const tokens = createAccessTokens({ ...deps, http });

  /** A token refused once may be one that a restarted relay no longer knows: asked again with a new one. */
  const getAsStation = async <Answer>(
    path: string,
    schema: z.ZodType<Answer>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Result<RelayAnswer<Answer>, TokenFailure>> => {
    const get = async () => {
      const token = await tokens.accessToken();
      if (!token.ok) return token;
      const authorization = `Bearer ${token.value}`;
      return http({ method: 'GET', path, headers: { ...headers, authorization } }, schema);
    };
    const first = await get();
    if (first.ok || (first.failure !== 'bad-token' && first.failure !== 'token-expired')) {
      return first;
    }
    tokens.forget();
    return get();
  };

  return {
    enrol: async (code, stationName) => {
      const enrolled = await enrol(code, stationName, { http, identity: deps.identity });
      tokens.forget();
      return enrolled;
    },
    accessToken: tokens.accessToken,
    forgetToken: tokens.forget,
    fetchConfig: async () => {
      const config = await getAsStation('/v1/config', configAnswerSchema);
      if (!config.ok) return config;
      return config.value.kind === 'answer' ? ok(config.value.answer) : fail('bad-answer');
    },
    fetchMenu: (etag) =>
      getAsStation('/v1/menu', menuSchema, etag === undefined ? {} : { 'if-none-match': etag }),
  };
}
