/** What the HTTP side needs of the rest of the relay; `relay.ts` connects it. */
import type { Verdict } from '../../shared/buildpanel/verdict.ts';
import type { LaneId, RestaurantId, SessionId, StationId, UtteranceId } from '../../shared/ids.ts';
import type { Menu } from '../../shared/menu/menu.ts';
import type { KitchenStatus, Order, OrderId } from '../../shared/order/order.ts';
import type { OrderEvent } from '../../shared/order/order-event.ts';
import type { PrivacyPolicy } from '../../shared/privacy/privacy-policy.ts';
import type { Result } from '../../shared/result.ts';
import type { UtteranceResult } from '../../shared/wire/down.ts';
import type { Codec } from '../../shared/wire/frame-message.ts';
import type {
  ConfigAnswer,
  EnrolAnswer,
  EnrolRequest,
  EventAnswer,
  OrderAnswer,
  ProblemCode,
  UploadPriority,
} from '../../shared/wire/http.ts';
import type { KitchenMove, KitchenFeed, KitchenTokenAnswer } from '../../shared/wire/kitchen.ts';
import type { SoldOutAnswer, SoldOutRequest } from '../../shared/wire/sold-out.ts';
import type { Log } from '../log.ts';
import type { Operator } from '../operator-scopes.ts';
import type { SupportCall } from '../../shared/wire/support-call.ts';
import type { StationIdentity } from '../station-identity.ts';
import type { FlagScope, FlagSettings } from '../streaming-flags.ts';

type Limiter = {
  mayTry(key: string): boolean;
  charge(key: string): void;
  retryAfterMs(key: string): number;
};

export type HttpFailure = { readonly code: ProblemCode; readonly retryAfterMs?: number };

/** What operators do over HTTP. Answers are JSON as they stand: nothing in them is secret. */
export type Operations = {
  readonly operatorOf: (token: string) => Promise<Operator | null>;
  readonly stations: () => Promise<object>;
  /** False when there is no such station. */
  readonly revoke: (stationId: StationId, operator: Operator) => Promise<boolean>;
  readonly flags: () => Promise<object>;
  /** False when there is no such restaurant. */
  readonly setFlags: (
    scope: FlagScope,
    settings: Partial<FlagSettings>,
    by: { readonly operator: Operator; readonly reason: string },
  ) => Promise<boolean>;
  readonly status: () => Promise<object>;
  /** As HTML, with the policy that it is served under. */
  readonly page: () => Promise<{ readonly html: string; readonly policy: string }>;
  readonly reportCsv: () => Promise<string>;
  /** Newest first. */
  readonly audit: (limit: number) => Promise<object>;
};

export type HttpDeps = {
  readonly enrol: (
    request: EnrolRequest,
  ) => Promise<Result<EnrolAnswer, 'code-unknown' | 'code-expired' | 'code-used'>>;
  readonly grantToken: (
    assertion: string,
  ) => Promise<
    Result<{ token: string; expiresInS: number }, 'bad-token' | 'revoked' | 'too-many-requests'>
  >;
  readonly checkToken: (
    token: string,
  ) => Promise<Result<{ identity: StationIdentity }, 'bad-token' | 'token-expired' | 'revoked'>>;
  /** What the station may still ask. */
  readonly limitsOf: (identity: StationIdentity) => {
    take(limited: 'uploads' | 'requests'): boolean;
    waitMs(limited: 'uploads' | 'requests'): number;
  };
  /** Whether an address is a proxy whose `X-Forwarded-For` counts. */
  readonly isTrustedProxy: (address: string) => boolean;
  readonly jwks: () => object;
  readonly menuOf: (restaurantId: RestaurantId) => Menu | null;
  readonly privacyOf: (restaurantId: RestaurantId) => PrivacyPolicy;
  readonly lanesOf: (stationId: StationId) => Promise<ConfigAnswer['lanes'] | null>;
  readonly streamingOf: (identity: StationIdentity) => {
    readonly enabled: boolean;
    readonly verdict: Verdict;
  };
  readonly upload: (
    identity: StationIdentity,
    upload: {
      readonly utteranceId: UtteranceId;
      readonly sessionId: SessionId;
      readonly laneId: LaneId;
      readonly priority: UploadPriority;
      readonly codec: Codec;
      /** 16 kHz mono s16le, whatever it came in. */
      readonly pcm: Uint8Array;
    },
  ) => Promise<Result<UtteranceResult, HttpFailure>>;
  readonly takeOrder: (
    identity: StationIdentity,
    order: Order,
  ) => Promise<Result<OrderAnswer, ProblemCode>>;
  readonly takeEvent: (
    identity: StationIdentity,
    event: OrderEvent,
  ) => Promise<Result<EventAnswer, ProblemCode>>;
  readonly kitchenStatusOf: (
    restaurantId: RestaurantId,
    orderId: OrderId,
  ) => Promise<KitchenStatus | null>;
  readonly putSoldOut: (
    restaurantId: RestaurantId,
    origin: StationId,
    request: SoldOutRequest,
  ) => Promise<Result<SoldOutAnswer, 'item-unknown'>>;
  readonly takeSupportCall: (identity: StationIdentity, call: SupportCall) => Promise<void>;
  readonly kitchen: {
    readonly page: readonly { path: string; type: string; text: string }[];
    readonly exchangeCode: (code: string) => Promise<KitchenTokenAnswer | null>;
    /** Whose kitchen a kitchen page's token opens. One that is used does not run out. */
    readonly restaurantOf: (token: string) => Promise<RestaurantId | null>;
    readonly feedOf: (restaurantId: RestaurantId) => Promise<KitchenFeed>;
    readonly move: (
      restaurantId: RestaurantId,
      orderId: OrderId,
      move: KitchenMove,
    ) => Promise<Result<KitchenStatus, 'not-found' | 'bad-request' | 'moved-already'>>;
  };
  readonly operations: Operations;
  readonly readiness: () => {
    /** It answers, and what is known of it is its present state. */
    readonly store: boolean;
    /** Every relay has the same one. */
    readonly isStoreShared: boolean;
    readonly isDraining: boolean;
    readonly pressure: string;
  };
  readonly metrics: {
    readonly contentType: string;
    text(): Promise<string>;
    refused(code: string): void;
  };
  readonly verdict: () => Verdict;
  /** Before authentication, by address. */
  readonly limits: {
    readonly enrol: Limiter;
    readonly token: Limiter;
    readonly kitchen: Limiter;
    readonly operator: Limiter;
  };
  readonly log: Log;
};
