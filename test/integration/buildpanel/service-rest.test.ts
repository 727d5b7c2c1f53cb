import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MPEGDecoder } from 'mpg123-decoder';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../src/buildpanel/digest-recogniser.ts';
import {
  isSpokenReply,
  isStreamedAnswer,
  MAX_UPLOAD_BYTES,
  menuAnswerSchema,
  metadataAnswerSchema,
} from '../../../src/shared/buildpanel/rest.ts';
import { wavOf } from '../../../src/main/voice/batch/wav.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import {
  behave,
  formOf,
  post,
  postSpeech,
  runBuildPanel,
  soundOf,
  statsOf,
  type Running,
} from './service-fixture.ts';

async function metadataOf(running: Running, pcm: Buffer) {
  const answer = await postSpeech(running, '/api/voice-chat-metadata', pcm);
  return metadataAnswerSchema.parse(await answer.json());
}

describe('the local BuildPanel over HTTP', () => {
  it('is healthy at /api/health and nowhere else', async () => {
    const running = await runBuildPanel();
    const healthy = await fetch(`${running.url}/api/health`);
    expect(await healthy.json()).toEqual({ status: 'OK' });
    expect((await fetch(`${running.url}/health`)).status).toBe(404);
  });

  it('answers speech with one whole MP3 that plays', async () => {
    const running = await runBuildPanel();
    const answer = await postSpeech(running, '/api/voice-chat', soundOf(25));
    const mp3 = new Uint8Array(await answer.arrayBuffer());
    expect(isSpokenReply(answer.status, answer.headers.get('content-type'), mp3)).toBe(true);
    const decoder = new MPEGDecoder();
    await decoder.ready;
    expect(decoder.decode(mp3).samplesDecoded).toBeGreaterThan(3_000);
    decoder.free();
  });

  it.each(['/api/voice-chat', '/api/voice-chat-metadata', '/api/voice-chat-realtime'])(
    'wants an audio part at %s',
    async (path) => {
      const running = await runBuildPanel();
      const form = new FormData();
      form.set('restaurantId', 'r-1');
      const answer = await post(running, path, form);
      expect([answer.status, await answer.json()]).toEqual([
        400,
        { error: 'Audio file is required' },
      ]);
      expect((await post(running, path, { audio: 'no' })).status).toBe(400);
      expect((await post(running, path, formOf(new Uint8Array()))).status).toBe(400);
    },
  );

  it('refuses more than 25 MB', async () => {
    const running = await runBuildPanel();
    const answer = await post(
      running,
      '/api/voice-chat',
      formOf(Buffer.alloc(MAX_UPLOAD_BYTES + 1)),
    );
    expect(answer.status).toBe(413);
  });

  it('fails on what is no sound', async () => {
    const running = await runBuildPanel();
    const broken = Buffer.concat([Buffer.from('RIFF0000WAVEfmt '), Buffer.alloc(100)]);
    for (const file of [Buffer.from('hello'), broken, Buffer.alloc(5_000, 0xff)]) {
      const answer = await post(running, '/api/voice-chat', formOf(file));
      expect([answer.status, await answer.json()]).toEqual([
        500,
        { error: 'Failed to process voice message' },
      ]);
    }
  });

  it('gives the digest of exactly the sound that was sent, marked as no speech', async () => {
    const running = await runBuildPanel();
    const pcm = soundOf(60);
    const answer = await metadataOf(running, pcm);
    expect(answer).toMatchObject({ transcription: digestOf(pcm), notSpeech: true });
    expect(answer.orderData).toBeUndefined();
    const { recent } = await statsOf(running);
    expect(recent).toMatchObject([{ way: 'voiceMetadata', digest: digestOf(pcm) }]);
  });

  it('says nothing of silence', async () => {
    const running = await runBuildPanel();
    expect((await metadataOf(running, Buffer.alloc(64_000))).transcription).toBe('');
  });

  it.each([
    ['44100 Hz stereo WAV', 'wav', ['sox', '-r', '44100', '-c', '2']],
    ['8000 Hz WAV', 'wav', ['sox', '-r', '8000']],
    ['MP3', 'mp3', ['lame', '--quiet']],
    ['FLAC', 'flac', ['sox']],
    ['Ogg', 'ogg', ['sox']],
  ])('takes %s', async (_kind, extension, [program = '', ...options]) => {
    const folder = await tempFolder();
    const tone = join(folder, 'tone.wav');
    const path = join(folder, `other.${extension}`);
    const format = ['-r', '16000', '-c', '1', '-b', '16'];
    execFileSync('sox', ['-n', ...format, tone, 'synth', '1', 'sine', '440']);
    execFileSync(program, program === 'lame' ? [...options, tone, path] : [tone, ...options, path]);
    const running = await runBuildPanel();
    const answer = await post(running, '/api/voice-chat-metadata', formOf(readFileSync(path)));
    const [frames = ''] = metadataAnswerSchema.parse(await answer.json()).transcription.split(' ');
    // A second, and at most what an encoder adds at its ends.
    expect(Number(frames)).toBeGreaterThanOrEqual(49);
    expect(Number(frames)).toBeLessThanOrEqual(58);
  });

  it('knows tenants and users by the form, and by the headers where the form is silent', async () => {
    const running = await runBuildPanel();
    const form = formOf(wavOf([soundOf(5)]), { restaurantId: 'r-form', userId: 'u-form' });
    await post(running, '/api/voice-chat-metadata', form);
    await fetch(`${running.url}/api/voice-chat`, {
      method: 'POST',
      headers: { 'x-restaurant-id': 'r-head' },
      body: formOf(wavOf([soundOf(5)])),
    });
    const { recent } = await statsOf(running);
    expect(recent).toMatchObject([
      { restaurantId: 'r-form', userId: 'u-form' },
      { restaurantId: 'r-head', userId: null },
    ]);
  });

  it('has no metadata, chat and orders call unless told so', async () => {
    const running = await runBuildPanel({ metadata: false });
    expect((await postSpeech(running, '/api/voice-chat-metadata', soundOf(5))).status).toBe(404);
    expect((await post(running, '/api/chatbot', { message: 'hello' })).status).toBe(404);
    expect((await post(running, '/api/orders', { items: [] })).status).toBe(404);
  });

  it('finds the order in a chat message', async () => {
    const running = await runBuildPanel({ chatbot: true });
    const message = 'two greek bowls and a lemonade';
    expect(await (await post(running, '/api/chatbot', { message })).json()).toMatchObject({
      message: expect.stringContaining('Two greek bowls and a lemonade.') as string,
      orderData: {
        items: [
          { name: 'Greek Bowl', quantity: 2, modifiers: [] },
          { name: 'Lemonade', quantity: 1, modifiers: [] },
        ],
      },
    });
    expect((await post(running, '/api/chatbot', {})).status).toBe(400);
  });

  it('hangs in the realtime call, as seen live', async () => {
    const running = await runBuildPanel();
    const asked = fetch(`${running.url}/api/voice-chat-realtime`, {
      method: 'POST',
      body: formOf(wavOf([soundOf(5)])),
      signal: AbortSignal.timeout(700),
    });
    await expect(asked).rejects.toThrow(/timeout/);
  });

  it('streams words from the realtime call when told to', async () => {
    const running = await runBuildPanel({ realtime: 'stream' });
    const pcm = soundOf(60);
    const answer = await postSpeech(running, '/api/voice-chat-realtime', pcm);
    const header = (name: string) => answer.headers.get(name);
    expect(
      isStreamedAnswer(answer.status, header('content-type'), header('transfer-encoding')),
    ).toBe(true);
    const events = (await answer.text())
      .split('\n\n')
      .filter((text) => text !== '')
      .map((text) => JSON.parse(text.replace(/^data: /, '')) as Record<string, unknown>);
    expect(events.at(-2)).toMatchObject({ text: digestOf(pcm), is_final: true, notSpeech: true });
    expect(events.at(-1)).toMatchObject({ type: 'audio_response' });
    expect(events.slice(0, -2).every((event) => event['is_final'] === false)).toBe(true);
    expect(events.length).toBeGreaterThan(2);
  });

  it('has an empty menu as seen live, and can serve one in both forms', async () => {
    const running = await runBuildPanel();
    const menu = async (): Promise<unknown> => (await fetch(`${running.url}/api/menu`)).json();
    expect(await menu()).toEqual({ categories: [], items: [] });
    await behave(running, { menu: 'served' });
    expect(menuAnswerSchema.parse(await menu())).toHaveLength(28);
    await behave(running, { menu: 'bare' });
    expect(await menu()).toContainEqual({
      id: '103',
      name: 'Lemonade',
      description: '',
      price: 3,
      category: 'Beverages',
      available: true,
    });
  });
});
