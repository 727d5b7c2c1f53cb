/** The station's access token: fetched when needed, kept until shortly before it expires. */
import { randomUUID } from 'node:crypto';
import { fail, ok, type Result } from '../../shared/result.ts';
import { CLIENT_ASSERTION_TYPE, tokenAnswerSchema } from '../../shared/wire/http.ts';
import { clientAssertion } from './client-assertion.ts';
import type { IdentityStore } from './identity-port.ts';
import type { RelayFailure, RelayHttp } from './relay-http.ts';

/** A token is renewed when this much of its life is over, so that none expires on its way. */
const USABLE_SHARE = 0.8;

export type TokenFailure = RelayFailure | 'not-enrolled';

export type AccessTokens = {
  /** Callers at the same time share one request. */
  readonly accessToken: () => Promise<Result<string, TokenFailure>>;
  /** The relay refused the token: the next call gets a new one. */
  readonly forget: () => void;
};

export function createAccessTokens(deps: {
  readonly http: RelayHttp;
  readonly identity: Pick<IdentityStore, 'current'>;
  readonly wallMs: () => number;
  /** Monotonic, so that a corrected clock does not stretch a token's life. */
  readonly nowMs: () => number;
}): AccessTokens {
  let kept: { readonly token: string; readonly untilMs: number } | undefined;
  let asking: Promise<Result<string, TokenFailure>> | undefined;

  const ask = async (): Promise<Result<string, TokenFailure>> => {
    const identity = deps.identity.current();
    if (identity?.state !== 'enrolled') return fail('not-enrolled');
    const askedAtMs = deps.nowMs();
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: CLIENT_ASSERTION_TYPE,
      client_assertion: clientAssertion(identity.stationId, identity.privateKey, {
        wallMs: deps.wallMs(),
        jwtId: randomUUID(),
      }),
    });
    const answered = await deps.http(
      {
        method: 'POST',
        path: '/oauth/token',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: body.toString(),
      },
      tokenAnswerSchema,
    );
    if (!answered.ok) return answered;
    if (answered.value.kind !== 'answer') return fail('bad-answer');
    const { access_token: token, expires_in: seconds } = answered.value.answer;
    kept = { token, untilMs: askedAtMs + seconds * 1_000 * USABLE_SHARE };
    return ok(token);
  };

  return {
    accessToken: async () => {
      if (kept !== undefined && deps.nowMs() < kept.untilMs) return ok(kept.token);
      asking ??= ask().finally(() => {
        asking = undefined;
      });
      return asking;
    },
    forget: () => {
      kept = undefined;
    },
  };
}
