/** Both stores that a relay can have: the same tests, told apart by name. */
import { afterAll, beforeAll, describe } from 'vitest';
import type { StoreServer } from '../../../src/relay/store/postgres.ts';
import { postgresPrograms, PostgresServer } from '../../support/postgres-server.ts';

/** Undefined: the embedded store. */
export type NewStore = () => Promise<StoreServer | undefined>;

/** `tests` with each store; every call of `newStore` gives an empty one. */
export function describeWithEachStore(name: string, tests: (newStore: NewStore) => void): void {
  describe(`${name}, store embedded`, () => tests(() => Promise.resolve(undefined)));
  describe.skipIf(postgresPrograms() === undefined)(`${name}, store in PostgreSQL`, () => {
    let server: PostgresServer | null = null;
    beforeAll(async () => {
      server = await PostgresServer.start();
    });
    afterAll(() => server?.stop());
    tests(async () => server?.newDatabase());
  });
}
