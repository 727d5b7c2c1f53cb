/** Who may come in: enrols stations, grants them tokens, and checks what a bearer shows. */
import { v7 as uuidv7 } from 'uuid';
import {
  stationIdSchema,
  type LaneId,
  type RestaurantId,
  type StationId,
} from '../../shared/ids.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { EnrolAnswer, EnrolRequest, PublicKey } from '../../shared/wire/http.ts';
import type { AccessTokens, TokenFailure, VerifiedToken } from './access-tokens.ts';
import { verifyClientAssertion } from './client-assertions.ts';
import { enrolmentCodeHash } from './enrolment-code.ts';
import { ReplayGuard } from './replay-guard.ts';

type EnrolledStation = {
  readonly stationId: StationId;
  readonly restaurantId: RestaurantId;
  readonly publicKey: PublicKey;
  readonly orderPrefix: string;
  readonly lanes: { laneId: LaneId; name: string }[];
  readonly rolloutBucket: number;
  readonly isRevoked: boolean;
};

type EnrolFailure = 'code-unknown' | 'code-expired' | 'code-used';

export type GateDeps = {
  readonly stations: {
    find(stationId: StationId): Promise<EnrolledStation | null>;
    redeem(
      codeHash: string,
      station: { stationId: StationId; name: string; publicKey: PublicKey },
      nowMs: number,
    ): Promise<Result<EnrolledStation, EnrolFailure>>;
  };
  readonly restaurantName: (restaurantId: RestaurantId) => string;
  readonly tokens: AccessTokens;
  readonly isRevoked: (stationId: StationId) => boolean;
  /** False for an assertion that any relay of the store has taken before. */
  readonly useAssertion: (assertionId: string, expiresAtMs: number) => Promise<boolean>;
  readonly onRefusedCode: (why: EnrolFailure) => Promise<void>;
  readonly wallMs: () => number;
};

export class Gate {
  readonly #deps: GateDeps;
  readonly #replays = new ReplayGuard();

  constructor(deps: GateDeps) {
    this.#deps = deps;
  }

  async enrol({
    code,
    stationName,
    publicKey,
  }: EnrolRequest): Promise<Result<EnrolAnswer, EnrolFailure>> {
    const { stations, restaurantName, onRefusedCode, wallMs } = this.#deps;
    const stationId = stationIdSchema.parse(uuidv7());
    const enrolled = await stations.redeem(
      enrolmentCodeHash(code),
      { stationId, name: stationName, publicKey },
      wallMs(),
    );
    if (!enrolled.ok) {
      await onRefusedCode(enrolled.failure);
      return enrolled;
    }
    const { restaurantId, orderPrefix, lanes } = enrolled.value;
    return ok({
      stationId: enrolled.value.stationId,
      restaurantId,
      restaurantName: restaurantName(restaurantId),
      orderPrefix,
      lanes,
    });
  }

  async grantToken(
    assertion: string,
  ): Promise<
    Result<{ token: string; expiresInS: number }, 'bad-token' | 'revoked' | 'too-many-requests'>
  > {
    const { stations, tokens, wallMs } = this.#deps;
    const deps = {
      findStation: (id: StationId) => stations.find(id),
      isRevoked: this.#deps.isRevoked,
      replays: this.#replays,
      useAssertion: this.#deps.useAssertion,
    };
    const station = await verifyClientAssertion(assertion, deps, wallMs());
    if (!station.ok) return station;
    const { stationId, restaurantId, lanes, rolloutBucket } = station.value;
    const laneIds = new Set(lanes.map(({ laneId }) => laneId));
    return ok(await tokens.issue({ stationId, restaurantId, laneIds, rolloutBucket }, wallMs()));
  }

  async checkToken(token: string): Promise<Result<VerifiedToken, TokenFailure | 'revoked'>> {
    const { tokens, isRevoked, wallMs } = this.#deps;
    const verified = await tokens.verify(token, wallMs());
    return verified.ok && isRevoked(verified.value.identity.stationId) ? fail('revoked') : verified;
  }
}
