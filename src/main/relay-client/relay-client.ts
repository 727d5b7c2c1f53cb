/** What the station asks of its relay over HTTP. Owns the access token; started by the composition root. */
import { fail, ok, type Result } from '../../shared/result.ts';
import { menuSchema, type Menu } from '../../shared/menu/menu.ts';
import type { Order } from '../../shared/order/order.ts';
import {
  configAnswerSchema,
  orderAnswerSchema,
  type ConfigAnswer,
  type OrderAnswer,
} from '../../shared/wire/http.ts';
import type { z } from 'zod';
import { createAccessTokens, type AccessTokens, type TokenFailure } from './access-tokens.ts';
import { enrol, type EnrolFailure } from './enrol.ts';
import type { EnrolledIdentity, IdentityStore } from './identity-port.ts';
import { createRelayHttp, type RelayAnswer, type RelayCall } from './relay-http.ts';

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
  /** As often as need be: the relay takes an order once. */
  readonly postOrder: (order: Order) => Promise<Result<OrderAnswer, TokenFailure>>;
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
  const askAsStation = async <Answer>(
    call: RelayCall,
    schema: z.ZodType<Answer>,
  ): Promise<Result<RelayAnswer<Answer>, TokenFailure>> => {
    const ask = async () => {
      const token = await tokens.accessToken();
      if (!token.ok) return token;
      const authorization = `Bearer ${token.value}`;
      return http({ ...call, headers: { ...call.headers, authorization } }, schema);
    };
    const first = await ask();
    if (first.ok || (first.failure !== 'bad-token' && first.failure !== 'token-expired')) {
      return first;
    }
    tokens.forget();
    return ask();
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
      const config = await askAsStation({ method: 'GET', path: '/v1/config' }, configAnswerSchema);
      if (!config.ok) return config;
      return config.value.kind === 'answer' ? ok(config.value.answer) : fail('bad-answer');
    },
    fetchMenu: (etag) =>
      askAsStation(
        {
          method: 'GET',
          path: '/v1/menu',
          headers: etag === undefined ? {} : { 'if-none-match': etag },
        },
        menuSchema,
      ),
    postOrder: async (order) => {
      const posted = await askAsStation(
        {
          method: 'POST',
          path: '/v1/orders',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(order),
        },
        orderAnswerSchema,
      );
      if (!posted.ok) return posted;
      return posted.value.kind === 'answer' ? ok(posted.value.answer) : fail('bad-answer');
    },
  };
}
