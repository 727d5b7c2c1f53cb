/** One HTTP call to BuildPanel: bounded in time and size, and never an exception for what the network does. */
import { fail, ok, type Result } from '../../shared/result.ts';
import { deadlineSignal } from './deadline-signal.ts';

/** Nothing of BuildPanel's answered: nobody there, too late, cut, or more than we take. */
export type CallFailure = 'refused' | 'timeout' | 'cut' | 'too-large';

export type CallAnswer = {
  readonly status: number;
  readonly contentType: string | null;
  readonly transferEncoding: string | null;
  readonly body: Uint8Array;
};

export type Call = {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly form?: FormData;
  readonly deadlineMs: number;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
};

export type OpenAnswer = Omit<CallAnswer, 'body'> & { readonly pieces: AsyncIterable<Uint8Array> };

/** The answer with its whole body. */
export async function call(request: Call): Promise<Result<CallAnswer, CallFailure>> {
  const opened = await openCall(request);
  if (!opened.ok) return opened;
  const { pieces, ...head } = opened.value;
  const parts: Uint8Array[] = [];
  let sizeBytes = 0;
  try {
    for await (const piece of pieces) {
      sizeBytes += piece.length;
      if (sizeBytes > request.maxBytes) return fail('too-large');
      parts.push(piece);
    }
  } catch (error) {
    return fail(failureOf(error) === 'timeout' ? 'timeout' : 'cut');
  }
  return ok({ ...head, body: Buffer.concat(parts) });
}

/** The answer's head; the body is read by the caller, who also guards `maxBytes`. The deadline holds to its end. */
export async function openCall({
  url,
  method,
  headers,
  form,
  deadlineMs,
  signal,
}: Call): Promise<Result<OpenAnswer, CallFailure>> {
  const ending = deadlineSignal(deadlineMs, signal);
  try {
    const response = await fetch(url, {
      method,
      headers: { ...headers },
      ...(form !== undefined && { body: form }),
      redirect: 'error',
      signal: ending,
    });
    return ok({
      status: response.status,
      contentType: response.headers.get('content-type'),
      transferEncoding: response.headers.get('transfer-encoding'),
      pieces: response.body === null ? noPieces() : piecesOf(response.body, ending),
    });
  } catch (error) {
    return fail(failureOf(error));
  }
}

/** Watches the signal itself: Node 20's fetch may forget it once the head has come. */
async function* piecesOf(
  body: ReadableStream<Uint8Array>,
  ending: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  const ended = new Promise<never>((_resolve, reject) => {
    ending.addEventListener('abort', () => reject(reasonOf(ending)), { once: true });
    if (ending.aborted) reject(reasonOf(ending));
  });
  ended.catch(() => undefined);
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), ended]);
      if (done) return;
      yield value;
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

function reasonOf({ reason }: AbortSignal): Error {
  return reason instanceof Error ? reason : new Error('stopped');
}

async function* noPieces(): AsyncGenerator<Uint8Array> {
  // An answer without a body.
}

function failureOf(error: unknown): CallFailure {
  if (error instanceof Error && error.name === 'TimeoutError') return 'timeout';
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EHOSTUNREACH'
    ? 'refused'
    : 'cut';
}
