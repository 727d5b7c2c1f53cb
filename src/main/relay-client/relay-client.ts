/** What the station asks of its relay over HTTP. Owns the access token; started by the composition root. */
import { fail, ok, type Result } from '../../shared/result.ts';
import { menuSchema, type Menu } from '../../shared/menu/menu.ts';
import type { OrderEvent } from '../../shared/order/order-event.ts';
import type { Order, OrderId } from '../../shared/order/order.ts';
import {
  configAnswerSchema,
  eventAnswerSchema,
  orderAnswerSchema,
  orderStateSchema,
  type ConfigAnswer,
  type EventAnswer,
  type OrderAnswer,
  type OrderState,
} from '../../shared/wire/http.ts';
import {
  kitchenFeedSchema,
  kitchenMoveAnswerSchema,
  type KitchenFeed,
  type KitchenMove,
} from '../../shared/wire/kitchen.ts';
import {
  soldOutAnswerSchema,
  type SoldOutAnswer,
  type SoldOutRequest,
} from '../../shared/wire/sold-out.ts';
import {
  supportCallAnswerSchema,
  type SupportCall,
  type SupportCallAnswer,
} from '../../shared/wire/support-call.ts';
import type { z } from 'zod';
import type { RelayFetch } from '../relay-line.ts';
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
  /** As often as need be: the relay takes a change once. */
  readonly postSupportCall: (call: SupportCall) => Promise<Result<SupportCallAnswer, TokenFailure>>;
  readonly postSoldOut: (request: SoldOutRequest) => Promise<Result<SoldOutAnswer, TokenFailure>>;
  /** As often as need be: the relay takes an order once. */
  readonly postOrder: (order: Order) => Promise<Result<OrderAnswer, TokenFailure>>;
  /** As often as need be, after its order. */
  readonly postOrderEvent: (event: OrderEvent) => Promise<Result<EventAnswer, TokenFailure>>;
  /** Where the kitchen is with an order of the restaurant. */
  readonly orderState: (orderId: OrderId) => Promise<Result<OrderState, TokenFailure>>;
  /** What the restaurant's kitchen has to do. */
  readonly kitchenFeed: () => Promise<Result<KitchenFeed, TokenFailure>>;
  /** As often as need be: an order that is there already stays there. */
  readonly moveInKitchen: (
    orderId: OrderId,
    move: KitchenMove,
  ) => Promise<Result<unknown, TokenFailure>>;
};

export function createRelayClient(deps: {
  readonly baseUrl: string;
  readonly identity: IdentityStore;
  readonly fetch: RelayFetch;
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

  const post = async <Answer>(path: string, body: object, schema: z.ZodType<Answer>) =>
    answerOf(
      await askAsStation(
        {
          method: 'POST',
          path,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        },
        schema,
      ),
    );

  return {
    enrol: async (code, stationName) => {
      const enrolled = await enrol(code, stationName, { http, identity: deps.identity });
      tokens.forget();
      return enrolled;
    },
    accessToken: tokens.accessToken,
    forgetToken: tokens.forget,
    fetchConfig: async () =>
      answerOf(await askAsStation({ method: 'GET', path: '/v1/config' }, configAnswerSchema)),
    fetchMenu: (etag) =>
      askAsStation(
        {
          method: 'GET',
          path: '/v1/menu',
          headers: etag === undefined ? {} : { 'if-none-match': etag },
        },
        menuSchema,
      ),
    postSoldOut: (request) => post('/v1/sold-out', request, soldOutAnswerSchema),
    postSupportCall: (call) => post('/v1/support-calls', call, supportCallAnswerSchema),
    postOrder: (order) => post('/v1/orders', order, orderAnswerSchema),
    postOrderEvent: (event) => post(`/v1/orders/${event.orderId}/events`, event, eventAnswerSchema),
    kitchenFeed: async () =>
      answerOf(
        await askAsStation({ method: 'GET', path: '/v1/kitchen/orders' }, kitchenFeedSchema),
      ),
    moveInKitchen: (orderId, move) =>
      post(`/v1/kitchen/orders/${orderId}/status`, move, kitchenMoveAnswerSchema),
    orderState: async (orderId) =>
      answerOf(
        await askAsStation({ method: 'GET', path: `/v1/orders/${orderId}` }, orderStateSchema),
      ),
  };
}

/** Where nothing was asked conditionally, only an answer is one. */
function answerOf<Answer>(
  got: Result<RelayAnswer<Answer>, TokenFailure>,
): Result<Answer, TokenFailure> {
  if (!got.ok) return got;
  return got.value.kind === 'answer' ? ok(got.value.answer) : fail('bad-answer');
}
