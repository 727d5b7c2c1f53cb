/** The one file that knows multipart: an upload's `audio` part and the text parts beside it. */
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { MAX_UPLOAD_BYTES } from '../../shared/buildpanel/rest.ts';
import { fail, ok, type Result } from '../../shared/result.ts';

/** A menu goes along as text. */
const MAX_FIELD_BYTES = 1024 * 1024;
const MAX_PARTS = 20;

export type Upload = {
  readonly audio: Uint8Array;
  readonly fields: Readonly<Record<string, string>>;
};

export async function acceptUploads(app: FastifyInstance): Promise<void> {
  await app.register(multipart, {
    throwFileSizeLimit: false,
    limits: { fileSize: MAX_UPLOAD_BYTES, fieldSize: MAX_FIELD_BYTES, parts: MAX_PARTS },
  });
}

/** `no-audio`: no such part, it is empty, or this is no multipart body at all. */
export async function readUpload(
  request: FastifyRequest,
): Promise<Result<Upload, 'no-audio' | 'too-large'>> {
  if (!request.isMultipart()) return fail('no-audio');
  let audio: Uint8Array | null = null;
  let isTooLarge = false;
  const fields: Record<string, string> = {};
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      if (typeof part.value === 'string') fields[part.fieldname] = part.value;
      continue;
    }
    // Every file has to be read, or the parts after it never come.
    const bytes = await part.toBuffer();
    isTooLarge ||= part.file.truncated;
    if (part.fieldname === 'audio') audio = bytes;
  }
  if (isTooLarge) return fail('too-large');
  return audio === null || audio.length === 0 ? fail('no-audio') : ok({ audio, fields });
}
