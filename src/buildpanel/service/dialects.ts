/**
 * What a client's messages mean in each dialect, and how each says words back. Pure. Which dialect a
 * client speaks is told by its first message.
 */
import {
  d1UpSchema,
  d2UpSchema,
  d3UpSchema,
  type Dialect,
} from '../../shared/buildpanel/dialects.ts';
import { fail, ok, type Result } from '../../shared/result.ts';

export type Heard = {
  readonly text: string;
  /** 0 to 1; null when nothing was heard. */
  readonly confidence: number | null;
  readonly isFinal: boolean;
  readonly isSpeech: boolean;
};

/** A piece of audio's place among the others, where the dialect numbers them. */
export type UpEvent =
  | {
      readonly type: 'hello';
      readonly restaurantId: string;
      readonly userId: string;
      readonly sessionId: string | null;
    }
  | { readonly type: 'start' }
  | { readonly type: 'header'; readonly sequence: number }
  | { readonly type: 'audio'; readonly pcm: Uint8Array; readonly sequence: number }
  | { readonly type: 'stop' };

export function dialectOf(json: unknown): Dialect | null {
  const d1 = d1UpSchema.safeParse(json);
  if (d1.success) return d1.data.type === 'connect' ? 'd1' : null;
  const d2 = d2UpSchema.safeParse(json);
  if (d2.success) return d2.data.type === 'start_session' ? 'd2' : null;
  return d3UpSchema.safeParse(json).success ? 'd3' : null;
}

export function readUp(dialect: Dialect, json: unknown): Result<UpEvent, 'not-understood'> {
  switch (dialect) {
    case 'd1':
      return readD1(json);
    case 'd2':
      return readD2(json);
    case 'd3':
      return readD3(json);
  }
}

function readD1(json: unknown): Result<UpEvent, 'not-understood'> {
  const message = d1UpSchema.safeParse(json);
  if (!message.success) return fail('not-understood');
  switch (message.data.type) {
    case 'connect': {
      const { restaurantId, userId } = message.data;
      return ok({ type: 'hello', restaurantId, userId, sessionId: null });
    }
    case 'start_recording':
      return ok({ type: 'start' });
    case 'stop_recording':
      return ok({ type: 'stop' });
  }
}

function readD2(json: unknown): Result<UpEvent, 'not-understood'> {
  const message = d2UpSchema.safeParse(json);
  if (!message.success) return fail('not-understood');
  if (message.data.type === 'audio_chunk')
    return ok({ type: 'header', sequence: message.data.sequenceNumber });
  const { restaurantId, userId, sessionId } = message.data;
  return ok({ type: 'hello', restaurantId, userId, sessionId });
}

function readD3(json: unknown): Result<UpEvent, 'not-understood'> {
  const message = d3UpSchema.safeParse(json);
  if (!message.success) return fail('not-understood');
  const { data, sequence } = message.data;
  return ok({ type: 'audio', pcm: Buffer.from(data, 'base64'), sequence });
}

/**
 * Beyond the documents: D1's words say whether they are final, for a client that has just sent
 * `stop_recording` can't tell a late partial from the final by anything else.
 */
export function sayWords(dialect: Dialect, heard: Heard, sessionId: string | null): string {
  const { text, isFinal, isSpeech } = heard;
  const confidence = heard.confidence === null ? {} : { confidence: heard.confidence };
  const mark = isSpeech ? {} : { notSpeech: true };
  switch (dialect) {
    case 'd1':
      return JSON.stringify({
        type: 'transcription_result',
        transcription: text,
        isFinal,
        ...confidence,
        ...mark,
      });
    case 'd2':
      return JSON.stringify({
        type: 'transcription_update',
        sessionId,
        text,
        isFinal,
        ...confidence,
        ...mark,
      });
    case 'd3':
      return JSON.stringify({
        type: 'partial_transcript',
        text,
        is_final: isFinal,
        ...confidence,
        ...mark,
      });
  }
}

/** D1 wraps its spoken reply in JSON; the others send it as bare binary messages, each at most `pieceBytes`. */
export function sayReply(
  dialect: Dialect,
  pcm: Uint8Array,
  pieceBytes: number,
): (string | Uint8Array)[] {
  if (dialect === 'd1') {
    const audioData = Buffer.from(pcm.buffer, pcm.byteOffset, pcm.length).toString('base64');
    return [JSON.stringify({ type: 'audio_response', audioData })];
  }
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < pcm.length; at += pieceBytes)
    pieces.push(pcm.subarray(at, at + pieceBytes));
  return pieces;
}
