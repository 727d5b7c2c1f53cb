/**
 * BuildPanel's HTTP calls: paths, limits, deadlines and answers, as seen live or expected by earlier
 * clients. Decide by status and content type: JSON arriving with 200 where an MP3 was expected broke
 * playback for days.
 */
import { z } from 'zod';

export const BUILDPANEL_PATHS = {
  health: '/api/health',
  voice: '/api/voice-chat',
  voiceMetadata: '/api/voice-chat-metadata',
  voiceRealtime: '/api/voice-chat-realtime',
  chat: '/api/chatbot',
  menu: '/api/menu',
  orders: '/api/orders',
  socket: '/realtime-voice',
} as const;

export const DEFAULT_BUILDPANEL_URL = 'http://localhost:3003';
/** Larger uploads are answered 413. */
export const MAX_UPLOAD_BYTES = 25 * 1024 * 1024;
/** How long earlier clients waited for a whole utterance. */
export const VOICE_DEADLINE_MS = 30_000;

export type BuildPanelEndpoints = Readonly<Record<keyof typeof BUILDPANEL_PATHS, string>>;

/** The overrides that earlier clients knew: a path or a whole URL each. */
export type EndpointOverrides = {
  readonly chat?: string | undefined;
  readonly voice?: string | undefined;
  readonly voiceMetadata?: string | undefined;
};

/** Absolute URLs of every call; `socket` with `ws:` or `wss:`. */
export function endpointsOf(
  baseUrl: string,
  overrides: EndpointOverrides = {},
): BuildPanelEndpoints {
  const base = baseUrl.replace(/\/+$/, '');
  const url = (path: string) =>
    /^https?:\/\//.test(path) ? path : `${base}${path.startsWith('/') ? '' : '/'}${path}`;
  return {
    health: url(BUILDPANEL_PATHS.health),
    voice: url(overrides.voice ?? BUILDPANEL_PATHS.voice),
    voiceMetadata: url(overrides.voiceMetadata ?? BUILDPANEL_PATHS.voiceMetadata),
    voiceRealtime: url(BUILDPANEL_PATHS.voiceRealtime),
    chat: url(overrides.chat ?? BUILDPANEL_PATHS.chat),
    menu: url(BUILDPANEL_PATHS.menu),
    orders: url(BUILDPANEL_PATHS.orders),
    socket: url(BUILDPANEL_PATHS.socket).replace(/^http/, 'ws'),
  };
}

export const healthAnswerSchema = z.object({ status: z.literal('OK') });

export const metadataAnswerSchema = z.object({
  transcription: z.string().max(10_000),
  response: z.string().max(10_000),
  audioUrl: z.string().optional(),
  /** base64 of an MP3. */
  audioBuffer: z.string().optional(),
  /** Untrusted; parse it with `parseOrderData`. */
  orderData: z.unknown().optional(),
  /** Beyond the documented fields: sent by the local BuildPanel. */
  confidence: z.number().min(0).max(1).optional(),
  notSpeech: z.boolean().optional(),
});
export type MetadataAnswer = z.infer<typeof metadataAnswerSchema>;

const upstreamMenuItemSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  name: z.string(),
  available: z.boolean().optional(),
});

/** BuildPanel's menu is never trusted: only its size and names are looked at. Both seen shapes. */
export const menuAnswerSchema = z
  .union([
    z.object({ items: z.array(upstreamMenuItemSchema) }).transform((menu) => menu.items),
    z.array(upstreamMenuItemSchema),
  ])
  .readonly();

/** Whether an answer is what `/api/voice-chat` promises: a whole MP3 (its frame sync or ID3 tag is looked at). */
export function isSpokenReply(
  status: number,
  contentType: string | null,
  body: Uint8Array,
): boolean {
  if (status !== 200 || contentType?.startsWith('audio/') !== true) return false;
  const [first = 0, second = 0, third = 0] = body;
  const hasId3Tag = first === 0x49 && second === 0x44 && third === 0x33;
  return hasId3Tag || (first === 0xff && (second & 0xe0) === 0xe0);
}

/**
 * HTTP counts as streaming when the content type says `stream` or the transfer is chunked. A web page is
 * often chunked and never an answer.
 */
export function isStreamedAnswer(
  status: number,
  contentType: string | null,
  transferEncoding: string | null,
): boolean {
  if (status !== 200 || contentType?.startsWith('text/html') === true) return false;
  return contentType?.includes('stream') === true || transferEncoding?.includes('chunked') === true;
}
