/** One `PUT /v1/utterances/{id}`: idempotent, so that it may be tried as often as need be. */
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Codec } from '../../../shared/wire/frame-message.ts';
import {
  problemSchema,
  UPLOAD_HEADERS,
  UPLOAD_TYPE,
  type ProblemCode,
  type UploadPriority,
} from '../../../shared/wire/http.ts';
import { utteranceResultSchema, type UtteranceResult } from '../../../shared/wire/down.ts';
import type { LaneId, SessionId, UtteranceId } from '../../../shared/ids.ts';
import type { RelayFetch } from '../../relay-line.ts';

/** The answer waits for the upstream, which takes seconds for a long utterance. */
const UPLOAD_DEADLINE_MS = 60_000;
/** Small enough that a guest's frames wait for one no longer than 60 ms at 256 kbit/s. */
const PIECE_BYTES = 2 * 1024;
const MAX_ANSWER_BYTES = 256 * 1024;

export type UploadFailure = {
  /** `relay-away`: nothing answered in time, or what answered is not the relay. */
  readonly code: ProblemCode | 'relay-away' | 'bad-answer';
  readonly retryAfterMs: number | undefined;
};

export type UploadRequest = {
  /** `http(s)://…` of the relay. */
  readonly url: string;
  readonly token: string;
  readonly utteranceId: UtteranceId;
  readonly sessionId: SessionId;
  readonly laneId: LaneId;
  readonly priority: UploadPriority;
  readonly sound: { readonly codec: Codec; readonly bytes: Uint8Array<ArrayBuffer> };
  /** Resolves when so many more bytes may be handed to the line; absent: all at once. */
  readonly pace?: (sizeBytes: number) => Promise<void>;
  readonly onSent: (sentBytes: number) => void;
  readonly signal: AbortSignal;
};

const AWAY = fail({ code: 'relay-away', retryAfterMs: undefined } satisfies UploadFailure);

export type Upload = (request: UploadRequest) => Promise<Result<UtteranceResult, UploadFailure>>;

export function uploadsOver(line: { readonly fetch: RelayFetch }): Upload {
  return (request) => uploadOverHttp(line.fetch, request);
}

async function uploadOverHttp(
  fetch: RelayFetch,
  request: UploadRequest,
): Promise<Result<UtteranceResult, UploadFailure>> {
  // Held by this call: on Node 20 the garbage collector takes `AbortSignal.any` of a timeout, and the deadline
  // with it.
  const controller = new AbortController();
  const giveUp = () => controller.abort();
  // Ends the call by itself: Node 20's fetch may forget the signal once the head of the answer has come.
  const givenUp = new Promise<typeof AWAY>((resolve) => {
    controller.signal.addEventListener('abort', () => resolve(AWAY), { once: true });
  });
  const deadline = setTimeout(giveUp, UPLOAD_DEADLINE_MS);
  request.signal.addEventListener('abort', giveUp, { once: true });
  if (request.signal.aborted) giveUp();
  try {
    return await Promise.race([put(fetch, request, controller.signal), givenUp]);
  } catch {
    return AWAY;
  } finally {
    clearTimeout(deadline);
    request.signal.removeEventListener('abort', giveUp);
  }
}

async function put(
  fetch: RelayFetch,
  request: UploadRequest,
  signal: AbortSignal,
): Promise<Result<UtteranceResult, UploadFailure>> {
  const response = await fetch(`${request.url}/v1/utterances/${request.utteranceId}`, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${request.token}`,
      'content-type': UPLOAD_TYPE[request.sound.codec],
      'content-length': String(request.sound.bytes.length),
      [UPLOAD_HEADERS.priority]: request.priority,
      [UPLOAD_HEADERS.sessionId]: request.sessionId,
      [UPLOAD_HEADERS.laneId]: request.laneId,
    },
    pieces: pieces(request, signal),
    redirect: 'error',
    signal,
  });
  return readAnswer(response.status, await readBounded(response), request.utteranceId);
}

async function* pieces(
  { sound: { bytes }, pace, onSent }: UploadRequest,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length && !signal.aborted; at += PIECE_BYTES) {
    const piece = bytes.subarray(at, at + PIECE_BYTES);
    await pace?.(piece.length);
    yield piece;
    onSent(at + piece.length);
  }
}

function readAnswer(
  status: number,
  body: unknown,
  utteranceId: UtteranceId,
): Result<UtteranceResult, UploadFailure> {
  if (status >= 200 && status < 300) {
    const result = utteranceResultSchema.safeParse(body);
    return result.success && result.data.utteranceId === utteranceId
      ? ok(result.data)
      : fail({ code: 'bad-answer', retryAfterMs: undefined });
  }
  const problem = problemSchema.safeParse(body);
  if (problem.success) {
    return fail({ code: problem.data.code, retryAfterMs: problem.data.retryAfterMs });
  }
  return fail({ code: status >= 500 ? 'relay-away' : 'bad-answer', retryAfterMs: undefined });
}

async function readBounded(response: Response): Promise<unknown> {
  const pieces: Uint8Array[] = [];
  let sizeBytes = 0;
  const body: AsyncIterable<Uint8Array> | null = response.body;
  for await (const piece of body ?? []) {
    sizeBytes += piece.length;
    if (sizeBytes > MAX_ANSWER_BYTES) return undefined;
    pieces.push(piece);
  }
  try {
    return JSON.parse(Buffer.concat(pieces).toString('utf8'));
  } catch {
    return undefined;
  }
}
