/** The identity as this part needs it; credentials keep it sealed on disk. */
import type { Result } from '../../shared/result.ts';
import type { EnrolAnswer, PublicKey } from '../../shared/wire/http.ts';

export type PrivateKey = PublicKey & { readonly d: string };

export type Identity =
  | { readonly state: 'pending'; readonly privateKey: PrivateKey }
  | ({
      readonly state: 'enrolled';
      readonly privateKey: PrivateKey;
      /** Stations enrolled before there were orders have none. */
      readonly orderPrefix?: string | undefined;
    } & Omit<EnrolAnswer, 'orderPrefix'>);

export type EnrolledIdentity = Extract<Identity, { state: 'enrolled' }>;

export type IdentityStore = {
  readonly current: () => Identity | undefined;
  /** Resolves when the identity is on disk. */
  readonly save: (identity: Identity) => Promise<Result<undefined, 'cannot-save'>>;
};
