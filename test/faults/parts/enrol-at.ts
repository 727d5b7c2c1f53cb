import type { EnrolledIdentity, Identity } from '../../../src/main/relay-client/identity-port.ts';
import { createRelayClient } from '../../../src/main/relay-client/relay-client.ts';
import { ok } from '../../../src/shared/result.ts';

/** A new identity at the relay of that address. */
export async function enrolAt(relayUrl: string, code: string): Promise<EnrolledIdentity> {
  let identity: Identity | undefined;
  const client = createRelayClient({
    baseUrl: relayUrl,
    identity: {
      current: () => identity,
      save: (next) => {
        identity = next;
        return Promise.resolve(ok(undefined));
      },
    },
    fetch,
    wallMs: Date.now,
    nowMs: () => performance.now(),
  });
  const enrolled = await client.enrol(code, 'Fault lab');
  if (!enrolled.ok) throw new Error(`the relay refused a station: ${enrolled.failure}`);
  return enrolled.value;
}
