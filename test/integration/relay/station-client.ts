/** A station as the relay sees one: enrols, gets tokens, opens the socket, sends frames, remembers what came. */
import { generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { v7 as uuidv7 } from 'uuid';
import WebSocket from 'ws';
import { FRAME_BYTES } from '../../../src/shared/speech/audio-format.ts';
import { downMessageSchema, type DownMessage } from '../../../src/shared/wire/down.ts';
import { encodeFrameMessage } from '../../../src/shared/wire/frame-message.ts';
import {
  CLIENT_ASSERTION_TYPE,
  enrolAnswerSchema,
  RELAY_ISSUER,
  tokenAnswerSchema,
  UPLOAD_HEADERS,
} from '../../../src/shared/wire/http.ts';
import { STATION_PATH, SUBPROTOCOL } from '../../../src/shared/wire/protocol-version.ts';
import { encodeWav } from '../../../src/relay/wav.ts';

const DEADLINE_MS = 15_000;

export type Spoken = { readonly sessionId: string; readonly utteranceId: string };

export class Station {
  /** Where its relay is; a restarted one may be elsewhere. */
  base: string;
  readonly keys: { readonly privateKey: KeyObject; readonly publicKey: KeyObject };
  stationId = '';
  token = '';

  constructor(base: string) {
    this.base = base;
    this.keys = generateKeyPairSync('ed25519');
  }

  enrol(code: string): Promise<Response> {
    const { kty, crv, x } = this.keys.publicKey.export({ format: 'jwk' });
    return this.post(
      '/v1/enrol',
      JSON.stringify({ code, stationName: 'Till 1', publicKey: { kty, crv, x } }),
      'application/json',
    );
  }

  assertion({
    key = this.keys.privateKey,
    jti = randomUUID(),
    lifetime = '4m',
    audience = RELAY_ISSUER,
  } = {}): Promise<string> {
    return new SignJWT()
      .setProtectedHeader({ alg: 'EdDSA' })
      .setIssuer(this.stationId)
      .setSubject(this.stationId)
      .setAudience(audience)
      .setJti(jti)
      .setExpirationTime(lifetime)
      .sign(key);
  }

  requestToken(assertion: string): Promise<Response> {
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: CLIENT_ASSERTION_TYPE,
      client_assertion: assertion,
    });
    return this.post('/oauth/token', form.toString(), 'application/x-www-form-urlencoded');
  }

  /** Enrols and gets a token. */
  async join(code: string): Promise<this> {
    this.stationId = enrolAnswerSchema.parse(await (await this.enrol(code)).json()).stationId;
    await this.renew();
    return this;
  }

  async renew(): Promise<void> {
    this.token = tokenAnswerSchema.parse(
      await (await this.requestToken(await this.assertion())).json(),
    ).access_token;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.base}${path}`, {
      headers: { authorization: `Bearer ${this.token}`, ...headers },
    });
  }

  upload(
    { sessionId, utteranceId }: Spoken,
    body: Uint8Array<ArrayBuffer>,
    { laneId = 'lane-1', type = 'audio/wav', priority = 'live' } = {},
  ): Promise<Response> {
    return fetch(`${this.base}/v1/utterances/${utteranceId}`, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${this.token}`,
        'content-type': type,
        [UPLOAD_HEADERS.sessionId]: sessionId,
        [UPLOAD_HEADERS.laneId]: laneId,
        [UPLOAD_HEADERS.priority]: priority,
      },
      body,
    });
  }

  async connect(): Promise<Line> {
    const line = new Line(this.base, this.token);
    await line.opened;
    return line;
  }

  private post(path: string, body: string, type: string): Promise<Response> {
    return fetch(`${this.base}${path}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
  }
}

/** One socket of a station. */
export class Line {
  readonly socket: WebSocket;
  readonly messages: DownMessage[] = [];
  readonly opened: Promise<void>;
  readonly closed: Promise<number>;
  readonly #waiting = new Set<() => void>();

  constructor(base: string, token: string) {
    this.socket = new WebSocket(`${base.replace('http', 'ws')}${STATION_PATH}`, SUBPROTOCOL, {
      headers: { authorization: `Bearer ${token}` },
      perMessageDeflate: false,
    });
    this.opened = new Promise((resolve, reject) => {
      this.socket.once('open', resolve);
      this.socket.once('error', reject);
    });
    this.closed = new Promise((resolve) => {
      this.socket.once('close', (code) => resolve(code));
    });
    this.socket.on('error', () => undefined);
    this.socket.on('message', (data: Buffer) => {
      this.messages.push(downMessageSchema.parse(JSON.parse(data.toString())));
      for (const check of this.#waiting) check();
    });
  }

  send(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  /** The first message of `type` that `fits`, come already or still to come. */
  async next<Type extends DownMessage['type']>(
    type: Type,
    fits: (message: Extract<DownMessage, { type: Type }>) => boolean = () => true,
  ): Promise<Extract<DownMessage, { type: Type }>> {
    const isIt = (message: DownMessage): message is Extract<DownMessage, { type: Type }> =>
      message.type === type && fits(message as Extract<DownMessage, { type: Type }>);
    return new Promise((resolve, reject) => {
      const finish = () => {
        clearTimeout(timer);
        this.#waiting.delete(check);
      };
      const timer = setTimeout(() => {
        finish();
        reject(
          new Error(
            `no ${type} came; got ${this.messages.map((message) => message.type).join(' ')}`,
          ),
        );
      }, DEADLINE_MS);
      const check = () => {
        const found = this.messages.find(isIt);
        if (found === undefined) return;
        finish();
        resolve(found);
      };
      this.#waiting.add(check);
      check();
    });
  }

  start(spoken: Spoken, { streamNumber = 1, laneId = 'lane-1' } = {}): void {
    const audioConfig = { sampleRate: 16_000, channels: 1, codecs: ['pcm_s16le'] };
    this.send({ type: 'start_voice_streaming', ...spoken, laneId, streamNumber, audioConfig });
  }

  resume(spoken: Spoken, { streamNumber = 1, laneId = 'lane-1' } = {}): void {
    this.send({ type: 'resume', ...spoken, laneId, streamNumber });
  }

  frames(
    from: number,
    to: number,
    { streamNumber = 1, discontinuity = false, perMessage = 1, capturedAtUs = 0 } = {},
  ): void {
    for (let sequence = from; sequence < to; sequence += perMessage) {
      const frames = Array.from({ length: Math.min(perMessage, to - sequence) }, (_, index) =>
        frameOf(sequence + index),
      );
      const head = {
        codec: 'pcm_s16le',
        streamNumber,
        sequence,
        capturedAtUs,
        capturedBeforeConnection: capturedAtUs === 0,
      } as const;
      this.socket.send(
        encodeFrameMessage({ ...head, discontinuity: discontinuity && sequence === from, frames }),
      );
    }
  }

  end(
    spoken: Spoken,
    nextSequence: number,
    { streamNumber = 1, frameCount = nextSequence } = {},
  ): void {
    this.send({ type: 'end_voice_streaming', ...spoken, streamNumber, nextSequence, frameCount });
  }

  cut(): void {
    this.socket.terminate();
  }
}

export function newUtterance(): Spoken {
  return { sessionId: uuidv7(), utteranceId: uuidv7() };
}

/** Sound that tells its place: never silent. */
export function frameOf(sequence: number): Uint8Array {
  return new Uint8Array(FRAME_BYTES).fill((sequence % 250) + 1);
}

export function wavOf(frameCount: number): Uint8Array<ArrayBuffer> {
  return encodeWav(Buffer.concat(Array.from({ length: frameCount }, (_, index) => frameOf(index))));
}
