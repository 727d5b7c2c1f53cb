/** Enrolment: a one-time code and the station's public key for an identity. */
import { fail, ok, type Result } from '../../shared/result.ts';
import { enrolAnswerSchema, enrolRequestSchema } from '../../shared/wire/http.ts';
import { generatePrivateKey } from './client-assertion.ts';
import type { EnrolledIdentity, IdentityStore } from './identity-port.ts';
import type { RelayFailure, RelayHttp } from './relay-http.ts';

export type EnrolFailure =
  | 'code-malformed'
  | 'code-unknown'
  | 'code-expired'
  | 'code-used'
  | 'too-many-requests'
  | 'relay-away'
  | 'cannot-store-credentials';

/**
 * The key pair is stored before the relay sees its public half: a disk or keyring that refuses must not
 * cost the code. An earlier attempt's pair is used again.
 */
export async function enrol(
  code: string,
  stationName: string,
  { http, identity }: { readonly http: RelayHttp; readonly identity: IdentityStore },
): Promise<Result<EnrolledIdentity, EnrolFailure>> {
  const known = identity.current();
  const privateKey = known?.state === 'pending' ? known.privateKey : generatePrivateKey();
  const { kty, crv, x } = privateKey;
  const request = enrolRequestSchema.safeParse({
    code: readCode(code),
    stationName,
    publicKey: { kty, crv, x },
  });
  if (!request.success) return fail('code-malformed');

  if (known?.state !== 'enrolled') {
    const pending = await identity.save({ state: 'pending', privateKey });
    if (!pending.ok) return fail('cannot-store-credentials');
  }
  const answered = await http(
    {
      method: 'POST',
      path: '/v1/enrol',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request.data),
    },
    enrolAnswerSchema,
  );
  if (!answered.ok) return fail(enrolFailure(answered.failure));
  if (answered.value.kind !== 'answer') return fail('relay-away');
  const enrolled = { state: 'enrolled', privateKey, ...answered.value.answer } as const;
  const saved = await identity.save(enrolled);
  return saved.ok ? ok(enrolled) : fail('cannot-store-credentials');
}

/** People type codes in small letters, with spaces or without dashes. */
function readCode(typed: string): string {
  const letters = typed.toUpperCase().replaceAll(/[\s-]/g, '');
  return letters.replaceAll(/(.{4})(?=.)/g, '$1-');
}

/** What has nothing to do with the code is the relay not being itself. */
function enrolFailure(failure: RelayFailure): EnrolFailure {
  if (failure === 'bad-request') return 'code-malformed';
  const isAboutCode =
    failure === 'code-unknown' ||
    failure === 'code-expired' ||
    failure === 'code-used' ||
    failure === 'too-many-requests';
  return isAboutCode ? failure : 'relay-away';
}
