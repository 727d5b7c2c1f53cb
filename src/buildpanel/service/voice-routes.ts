/** The calls that take a whole utterance: a spoken reply, words with it, or words as a stream. */
import { PassThrough, type Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { BUILDPANEL_PATHS } from '../../shared/buildpanel/rest.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { drop } from '../log.ts';
import type {
  PartialRecognition,
  Recognition,
  RecogniserFailure,
  RecognitionStream,
} from '../recognition.ts';
import { decodeSound } from './decode-sound.ts';
import type { ServiceDeps } from './deps.ts';
import { ERROR_ANSWERS } from './faults.ts';
import type { Asker, Way } from './stats.ts';
import { readUpload, type Upload } from './upload.ts';

/** Handed to the recogniser at once: one second. */
const PIECE_BYTES = 32_000;

type Refusal = 400 | 413 | 500 | 503;

export function addVoiceRoutes(app: FastifyInstance, deps: ServiceDeps): void {
  app.post(BUILDPANEL_PATHS.voice, async (request, reply) => {
    const heard = await hear(deps, 'voice', request);
    if (!heard.ok) return refuse(reply, heard.failure);
    if (isHungOn(deps, heard.value)) return reply.hijack();
    const { response } = deps.understanding.understand(wordsOf(heard.value));
    return sendMp3(deps, reply, response);
  });
  app.post(BUILDPANEL_PATHS.voiceMetadata, async (request, reply) => {
    if (!deps.behaviour.current.metadata) {
      reply.callNotFound();
      return;
    }
    const heard = await hear(deps, 'voiceMetadata', request);
    if (!heard.ok) return refuse(reply, heard.failure);
    if (isHungOn(deps, heard.value)) return reply.hijack();
    return reply.send(await metadataOf(deps, heard.value));
  });
  app.post(BUILDPANEL_PATHS.voiceRealtime, async (request, reply) => {
    const upload = await readUpload(request);
    if (!upload.ok) return refuse(reply, upload.failure === 'no-audio' ? 400 : 413);
    if (deps.behaviour.current.realtime === 'hang') return reply.hijack();
    const pcm = await decoded(deps, upload.value);
    if (!pcm.ok) return refuse(reply, pcm.failure);
    const asker = askerOf(request, upload.value);
    const words = streamWords(deps, { way: 'voiceRealtime', asker, pcm: pcm.value });
    return reply.type('text/event-stream').send(words);
  });
}

async function hear(
  deps: ServiceDeps,
  way: Way,
  request: FastifyRequest,
): Promise<Result<Recognition, Refusal>> {
  const upload = await readUpload(request);
  if (!upload.ok) return fail(upload.failure === 'no-audio' ? 400 : 413);
  const pcm = await decoded(deps, upload.value);
  if (!pcm.ok) return pcm;
  return recognise(deps, { way, asker: askerOf(request, upload.value), pcm: pcm.value });
}

async function decoded(deps: ServiceDeps, upload: Upload): Promise<Result<Uint8Array, Refusal>> {
  const pcm = await decodeSound(upload.audio);
  if (pcm.ok) return pcm;
  if (pcm.failure === 'missing')
    deps.log.error({}, 'sox or lame is missing: only 16 kHz mono WAV can be read');
  return fail(500);
}

type Utterance = { readonly way: Way; readonly asker: Asker; readonly pcm: Uint8Array };

async function recognise(
  deps: ServiceDeps,
  { way, asker, pcm }: Utterance,
  onPartial: (partial: PartialRecognition) => void = () => undefined,
): Promise<Result<Recognition, Refusal>> {
  const stream = await deps.recogniser.open((partial) => {
    deps.stats.partial();
    onPartial(partial);
  });
  const heard = stream.ok ? await endOf(stream.value, pcm) : stream;
  deps.stats.utterance(way, asker, pcm.length, heard.ok ? heard.value : heard.failure);
  if (heard.ok) return heard;
  deps.log.warn({ way, code: heard.failure }, 'an utterance was not recognised');
  return fail(heard.failure === 'busy' ? 503 : 500);
}

async function endOf(
  stream: RecognitionStream,
  pcm: Uint8Array,
): Promise<Result<Recognition, RecogniserFailure>> {
  for (let at = 0; at < pcm.length; at += PIECE_BYTES)
    stream.write(pcm.subarray(at, at + PIECE_BYTES));
  return stream.end();
}

function isHungOn({ behaviour }: ServiceDeps, { text }: Recognition): boolean {
  return text !== '' && text === behaviour.current.hangsOn;
}

/** Digests are no words: nothing is understood in one. */
function wordsOf({ text, isSpeech }: Recognition): string {
  return isSpeech ? text : '';
}

async function metadataOf(deps: ServiceDeps, heard: Recognition) {
  const { response, order } = deps.understanding.understand(wordsOf(heard));
  const mp3 = await spokenMp3(deps, response);
  return {
    transcription: heard.text,
    response,
    confidence: heard.confidence,
    ...(mp3.ok && { audioBuffer: Buffer.from(mp3.value).toString('base64') }),
    ...(order !== null && { orderData: order }),
    ...(!heard.isSpeech && { notSpeech: true }),
  };
}

async function sendMp3(
  deps: ServiceDeps,
  reply: FastifyReply,
  response: string,
): Promise<FastifyReply> {
  if (deps.behaviour.current.reply === 'json-instead-of-mp3')
    return reply.send({ message: 'Voice message processed successfully' });
  const mp3 = await spokenMp3(deps, response);
  return mp3.ok ? reply.type('audio/mpeg').send(mp3.value) : refuse(reply, mp3.failure);
}

async function spokenMp3(
  { speaker, behaviour, log }: ServiceDeps,
  response: string,
): Promise<Result<Uint8Array, Refusal>> {
  const mp3 = await speaker.mp3(response);
  if (!mp3.ok) {
    log.error({ code: mp3.failure }, 'a reply could not be spoken');
    return fail(mp3.failure === 'busy' ? 503 : 500);
  }
  switch (behaviour.current.reply) {
    case 'empty-mp3':
      return ok(new Uint8Array());
    case 'truncated-mp3':
      return ok(mp3.value.subarray(0, mp3.value.length >> 1));
    case 'whole':
    case 'json-instead-of-mp3':
      return mp3;
  }
}

/** Server-sent events: partial words, the final, and the spoken reply as base64 of an MP3. */
function streamWords(deps: ServiceDeps, utterance: Utterance): Readable {
  const out = new PassThrough();
  const say = (event: object) => out.write(`data: ${JSON.stringify(event)}\n\n`);
  drop(
    tellWords(deps, utterance, say).finally(() => out.end()),
    deps.log,
  );
  return out;
}

async function tellWords(
  deps: ServiceDeps,
  utterance: Utterance,
  say: (event: object) => void,
): Promise<void> {
  const mark = deps.isSpeech ? {} : { notSpeech: true };
  const heard = await recognise(deps, utterance, ({ text, confidence }) =>
    say({ type: 'partial_transcript', text, is_final: false, confidence, ...mark }),
  );
  if (!heard.ok) {
    say({ type: 'error', ...ERROR_ANSWERS[heard.failure] });
    return;
  }
  const { text, confidence } = heard.value;
  say({ type: 'transcription_result', text, is_final: true, confidence, ...mark });
  const mp3 = await spokenMp3(deps, deps.understanding.understand(wordsOf(heard.value)).response);
  if (mp3.ok) say({ type: 'audio_response', audioData: Buffer.from(mp3.value).toString('base64') });
}

function askerOf(request: FastifyRequest, { fields }: Upload): Asker {
  const header = (name: string) => {
    const value = request.headers[name];
    return typeof value === 'string' ? value : null;
  };
  return {
    restaurantId: fields['restaurantId'] ?? header('x-restaurant-id'),
    userId: fields['userId'] ?? header('x-user-id'),
    sessionId: fields['sessionId'] ?? null,
  };
}

function refuse(reply: FastifyReply, status: Refusal): FastifyReply {
  return reply.code(status).send(ERROR_ANSWERS[status]);
}
