/** A local BuildPanel on a port of its own, with a digest recogniser, and clients for it. */
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import WebSocket from 'ws';
import { z } from 'zod';
import { startBuildPanel } from '../../../src/buildpanel/buildpanel.ts';
import { createDigestRecogniser } from '../../../src/buildpanel/digest-recogniser.ts';
import { createLog } from '../../../src/buildpanel/log.ts';
import type { Recogniser } from '../../../src/buildpanel/recognition.ts';
import { createToneSpeaker } from '../../../src/buildpanel/reply/tone-speaker.ts';
import type { Behaviour } from '../../../src/buildpanel/service/behaviour.ts';
import { FRAME_BYTES } from '../../../src/shared/speech/audio-format.ts';
import { wavOf } from '../../../src/main/voice/batch/wav.ts';
import { demoMenu } from '../../support/demo-menu.ts';

export const BEHAVIOUR: Behaviour = {
  dialects: ['d1', 'd2', 'd3'],
  metadata: true,
  realtime: 'hang',
  chatbot: false,
  menu: 'empty',
  faults: {},
  reply: 'whole',
  closeAfterFrames: null,
  hangsOn: null,
  slowMs: 0,
};

export type Running = { readonly url: string; readonly port: number };

/** Speech rules when a recogniser of words is given, digest rules otherwise. */
export async function runBuildPanel(
  behaviour: Partial<Behaviour> = {},
  words?: Recogniser,
): Promise<Running> {
  const buildPanel = await startBuildPanel(
    {
      host: '127.0.0.1',
      port: 0,
      menu: demoMenu(),
      behaviour: { ...BEHAVIOUR, ...behaviour },
    },
    {
      recogniser: words ?? createDigestRecogniser(),
      isSpeech: words !== undefined,
      isDigest: words === undefined,
      speaker: createToneSpeaker(),
      log: createLog('silent'),
    },
  );
  onTestFinished(() => buildPanel.stop());
  return { url: `http://127.0.0.1:${buildPanel.port}`, port: buildPanel.port };
}

/** Frames of a sound that is never silent and never the same twice. */
export function soundOf(frameCount: number, seed = 1): Buffer {
  const pcm = Buffer.alloc(frameCount * FRAME_BYTES);
  let state = seed;
  for (let at = 0; at < pcm.length; at += 2) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    pcm.writeInt16LE(((state >>> 16) % 8_000) - 4_000, at);
  }
  return pcm;
}

export function silenceOf(ms: number): Buffer {
  return Buffer.alloc((ms / 20) * FRAME_BYTES);
}

export function framesOf(pcm: Buffer): Buffer[] {
  const count = Math.ceil(pcm.length / FRAME_BYTES);
  return Array.from({ length: count }, (_, index) =>
    pcm.subarray(index * FRAME_BYTES, (index + 1) * FRAME_BYTES),
  );
}

export function formOf(audio: Uint8Array, fields: Readonly<Record<string, string>> = {}): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('audio', new Blob([Buffer.from(audio)]), 'recording.wav');
  return form;
}

export function post(running: Running, path: string, body: FormData | object): Promise<Response> {
  const isForm = body instanceof FormData;
  return fetch(`${running.url}${path}`, {
    method: 'POST',
    body: isForm ? body : JSON.stringify(body),
    ...(!isForm && { headers: { 'content-type': 'application/json' } }),
    signal: AbortSignal.timeout(20_000),
  });
}

export function postSpeech(running: Running, path: string, pcm: Buffer): Promise<Response> {
  return post(running, path, formOf(wavOf([pcm])));
}

export async function behave(running: Running, change: object): Promise<void> {
  const answer = await post(running, '/__admin/behaviour', change);
  if (answer.status !== 200) throw new Error(await answer.text());
}

const statsSchema = z.object({
  utterances: z.record(z.string(), z.number()),
  sockets: z.object({ open: z.number(), mostOpen: z.number(), all: z.number() }),
  sequenceGaps: z.number(),
  brokenMessages: z.number(),
  recent: z.array(
    z.object({
      way: z.string(),
      restaurantId: z.string().nullable(),
      userId: z.string().nullable(),
      sessionId: z.string().nullable(),
      digest: z.string().nullable(),
      outcome: z.string(),
    }),
  ),
});

export async function statsOf(running: Running): Promise<z.infer<typeof statsSchema>> {
  return statsSchema.parse(await (await fetch(`${running.url}/__admin/stats`)).json());
}

const saidSchema = z.looseObject({ type: z.string() });
export type Said = z.infer<typeof saidSchema>;

/** A client of the socket that keeps all it hears. */
export class Client {
  readonly socket: WebSocket;
  readonly said: Said[] = [];
  readonly sound: Buffer[] = [];
  closeCode: number | null = null;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) this.sound.push(data);
      else this.said.push(saidSchema.parse(JSON.parse(data.toString())));
      socket.emit('heard');
    });
    socket.on('close', (code) => {
      this.closeCode = code;
      socket.emit('heard');
    });
    socket.on('error', () => undefined);
    onTestFinished(() => socket.terminate());
  }

  static async open({ port }: Running): Promise<Client> {
    const client = new Client(new WebSocket(`ws://127.0.0.1:${port}/realtime-voice`));
    await once(client.socket, 'open');
    return client;
  }

  send(...messages: readonly (object | Buffer)[]): void {
    for (const message of messages)
      this.socket.send(Buffer.isBuffer(message) ? message : JSON.stringify(message));
  }

  /** Resolves once `isSo`; the test's own time limit ends it otherwise. */
  async until(isSo: (client: Client) => boolean): Promise<void> {
    while (!isSo(this)) await once(this.socket, 'heard');
  }
}

export const d1Hello = [
  { type: 'connect', restaurantId: 'r-1', userId: 'u-1' },
  { type: 'start_recording', restaurantId: 'r-1' },
];
export const d2Hello = {
  type: 'start_session',
  sessionId: 's-1',
  restaurantId: 'r-1',
  userId: 'u-1',
  menuContext: { items: [] },
};

export function d2Chunks(pcm: Buffer, from = 0): (object | Buffer)[] {
  return framesOf(pcm).flatMap((frame, index) => [
    { type: 'audio_chunk', sessionId: 's-1', sequenceNumber: from + index, timestamp: index * 20 },
    frame,
  ]);
}

export function d3Chunks(pcm: Buffer, from = 0): object[] {
  return framesOf(pcm).map((frame, index) => ({
    type: 'audio_chunk',
    data: frame.toString('base64'),
    sequence: from + index,
  }));
}
