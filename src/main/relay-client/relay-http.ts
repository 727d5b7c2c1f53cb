/** One HTTP call to the relay: a deadline, a bounded answer, and every refusal as a closed code. */
import type { z } from 'zod';
import { fail, ok, type Result } from '../../shared/result.ts';
import { problemSchema, type ProblemCode } from '../../shared/wire/http.ts';
import { parseJson } from '../parse-json.ts';
import type { RelayFetch } from '../relay-line.ts';

const CALL_DEADLINE_MS = 10_000;
/** A menu of ten thousand items fits several times. */
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

/** `relay-away`: nothing answered in time, or the relay is not itself; `bad-answer`: it said what the contract forbids. */
export type RelayFailure = ProblemCode | 'relay-away' | 'bad-answer';

export type RelayCall = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

export type RelayHttp = <Answer>(
  call: RelayCall,
  answer: z.ZodType<Answer>,
) => Promise<Result<RelayAnswer<Answer>, RelayFailure>>;

/** `not-modified` only where the call sent `if-none-match`. */
export type RelayAnswer<Answer> =
  | { readonly kind: 'not-modified' }
  | { readonly kind: 'answer'; readonly answer: Answer; readonly etag: string | undefined };

export function createRelayHttp(baseUrl: string, fetchFrom: RelayFetch): RelayHttp {
  return async (call, schema) => {
    try {
      const response = await fetchFrom(baseUrl + call.path, {
        method: call.method,
        headers: { accept: 'application/json', ...call.headers },
        redirect: 'error',
        signal: AbortSignal.timeout(CALL_DEADLINE_MS),
        ...(call.body !== undefined && { body: call.body }),
      });
      if (response.status === 304) return ok({ kind: 'not-modified' });
      const body = parseJson(await readBounded(response));
      if (!response.ok) return fail(failureOf(response.status, body));
      const parsed = schema.safeParse(body);
      if (!parsed.success) return fail('bad-answer');
      const etag = response.headers.get('etag') ?? undefined;
      return ok({ kind: 'answer', answer: parsed.data, etag });
    } catch {
      return fail('relay-away');
    }
  };
}

function failureOf(status: number, body: unknown): RelayFailure {
  const problem = problemSchema.safeParse(body);
  if (problem.success) return problem.data.code;
  return status >= 500 ? 'relay-away' : 'bad-answer';
}

async function readBounded(response: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let sizeBytes = 0;
  const body: AsyncIterable<Uint8Array> | null = response.body;
  if (body === null) return '';
  for await (const piece of body) {
    sizeBytes += piece.length;
    if (sizeBytes > MAX_ANSWER_BYTES) return '';
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}
