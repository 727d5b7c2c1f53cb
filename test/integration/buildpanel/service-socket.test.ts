import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../src/buildpanel/digest-recogniser.ts';
import type { Recogniser } from '../../../src/buildpanel/recognition.ts';
import { ok } from '../../../src/shared/result.ts';
import {
  behave,
  Client,
  d1Hello,
  d2Chunks,
  d2Hello,
  d3Chunks,
  runBuildPanel,
  silenceOf,
  soundOf,
  statsOf,
} from './service-fixture.ts';

const TRAILING = silenceOf(700);
const stop = { type: 'stop_recording' };

/** Says how many frames it heard, as words. */
function wordCounter(): Recogniser {
  return {
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    open: () => {
      let frames = 0;
      return Promise.resolve(
        ok({
          write: (pcm: Uint8Array) => void (frames += pcm.length / 640),
          end: () =>
            Promise.resolve(ok({ text: `word${frames}`, confidence: 0.9, isSpeech: true })),
          abort: () => undefined,
        }),
      );
    },
  };
}

describe('the local BuildPanel on its socket', () => {
  it('speaks d1: partials, the final after stop_recording, and a reply in JSON', async () => {
    const client = await Client.open(await runBuildPanel());
    const pcm = soundOf(50);
    client.send(...d1Hello, pcm.subarray(0, 7_001), pcm.subarray(7_001), stop);
    await client.until(({ said }) => said.some(({ type }) => type === 'audio_response'));
    const words = client.said.filter(({ type }) => type === 'transcription_result');
    expect(words.length).toBeGreaterThan(1);
    expect(words.at(-1)).toEqual({
      type: 'transcription_result',
      transcription: digestOf(pcm),
      isFinal: true,
      confidence: 1,
      notSpeech: true,
    });
    expect(words.slice(0, -1).every((one) => one['isFinal'] === false)).toBe(true);
    expect(String(client.said.at(-1)?.['audioData']).length).toBeGreaterThan(1_000);
  });

  it('speaks d2: the final after silence, tagged with the session, and a bare binary reply', async () => {
    const running = await runBuildPanel();
    const client = await Client.open(running);
    const pcm = soundOf(50);
    client.send(d2Hello, ...d2Chunks(Buffer.concat([pcm, TRAILING])));
    await client.until(({ sound }) => sound.length > 0);
    expect(client.said.at(-1)).toEqual({
      type: 'transcription_update',
      sessionId: 's-1',
      text: digestOf(pcm),
      isFinal: true,
      confidence: 1,
      notSpeech: true,
    });
    expect(client.said.length).toBeGreaterThan(1);
    expect((await statsOf(running)).recent).toMatchObject([
      { way: 'd2', restaurantId: 'r-1', userId: 'u-1', sessionId: 's-1', digest: digestOf(pcm) },
    ]);
  });

  it('speaks d3: words in partial_transcript alone', async () => {
    const client = await Client.open(await runBuildPanel());
    const pcm = soundOf(50);
    client.send(...d3Chunks(Buffer.concat([pcm, TRAILING])));
    await client.until(({ said }) => said.some((one) => one['is_final'] === true));
    expect(client.said.at(-1)).toMatchObject({ type: 'partial_transcript', text: digestOf(pcm) });
    expect(client.said.length).toBeGreaterThan(1);
  });

  it('hears one utterance after another on a socket', async () => {
    const client = await Client.open(await runBuildPanel());
    const [one, two] = [soundOf(30, 1), soundOf(40, 2)];
    client.send(d2Hello, ...d2Chunks(Buffer.concat([one, TRAILING, two, TRAILING])));
    const finals = () => client.said.filter((said) => said['isFinal'] === true);
    await client.until(() => finals().length === 2);
    expect(finals().map((said) => said['text'])).toEqual([digestOf(one), digestOf(two)]);
  });

  it('says once more, without words, that nothing came behind the words', async () => {
    const client = await Client.open(await runBuildPanel());
    client.send(d2Hello, ...d2Chunks(Buffer.concat([soundOf(30), TRAILING, TRAILING])));
    const finals = () => client.said.filter((said) => said['isFinal'] === true);
    await client.until(() => finals().length === 2);
    expect(finals()[1]).toMatchObject({ text: '' });
    expect(finals()[1]).not.toHaveProperty('confidence');
  });

  it('takes quiet for silence when it recognises speech, and keeps the breath before a word', async () => {
    const client = await Client.open(await runBuildPanel({}, wordCounter()));
    const hum = Buffer.from(silenceOf(600)).fill(20, 0);
    for (let at = 1; at < hum.length; at += 2) hum[at] = 0;
    client.send(d2Hello, ...d2Chunks(Buffer.concat([silenceOf(500), soundOf(40), hum])));
    await client.until(({ said }) => said.some((one) => one['isFinal'] === true));
    // 300 ms of lead-in, the words, 600 ms of hum.
    expect(client.said).toMatchObject([{ text: `word${15 + 40 + 30}`, confidence: 0.9 }]);
    expect(client.said[0]).not.toHaveProperty('notSpeech');
  });

  it.each([
    ['that is off', { type: 'connect', restaurantId: 'r', userId: 'u' }],
    ['that nobody knows', { type: 'hello' }],
    ['without a hello', { type: 'audio_chunk', sessionId: 's', sequenceNumber: 0, timestamp: 0 }],
  ])('closes on a dialect %s', async (_what, hello) => {
    const client = await Client.open(await runBuildPanel({ dialects: ['d2'] }));
    client.send(hello);
    await client.until(({ closeCode }) => closeCode !== null);
    expect(client.said).toMatchObject([{ type: 'error' }]);
    expect(client.closeCode).toBe(1008);
  });

  it.each([
    ['binary before any message', [Buffer.alloc(640)]],
    ['binary without its header', [d2Hello, Buffer.alloc(640)]],
    ['a message of another dialect', [d2Hello, stop]],
    ['sound that was not started', [d1Hello[0] ?? {}, Buffer.alloc(640)]],
    ['a stop that was not started', [d1Hello[0] ?? {}, stop]],
  ])('closes on %s', async (_what, messages) => {
    const running = await runBuildPanel();
    const client = await Client.open(running);
    client.send(...messages);
    await client.until(({ closeCode }) => closeCode !== null);
    expect(client.closeCode).toBe(1008);
    expect((await statsOf(running)).brokenMessages).toBe(1);
  });

  it('counts pieces that came out of order', async () => {
    const running = await runBuildPanel();
    const client = await Client.open(running);
    const pcm = soundOf(10);
    client.send(d2Hello, ...d2Chunks(pcm), ...d2Chunks(Buffer.concat([pcm, TRAILING]), 15));
    await client.until(({ said }) => said.some((one) => one['isFinal'] === true));
    expect((await statsOf(running)).sequenceGaps).toBe(1);
  });

  it('is not there when no dialect is on', async () => {
    await expect(Client.open(await runBuildPanel({ dialects: [] }))).rejects.toThrow(/404/);
  });

  it('cuts the socket in the middle of an utterance when told to', async () => {
    const client = await Client.open(await runBuildPanel({ closeAfterFrames: 20 }));
    client.send(d2Hello, ...d2Chunks(soundOf(50)));
    await client.until(({ closeCode }) => closeCode !== null);
    expect(client.closeCode).toBe(1006);
    expect(client.said.every((one) => one['isFinal'] === false)).toBe(true);
  });

  it('opens and says nothing when it is mute', async () => {
    const running = await runBuildPanel({ faults: { socket: 'mute' } });
    const client = await Client.open(running);
    client.send(d2Hello, ...d2Chunks(Buffer.concat([soundOf(30), TRAILING])));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(client.said).toEqual([]);
    await behave(running, { faults: {} });
    client.send(...d2Chunks(Buffer.concat([soundOf(30), TRAILING]), 65));
    await client.until(({ said }) => said.some((one) => one['isFinal'] === true));
  });

  it('counts the sockets that are open', async () => {
    const running = await runBuildPanel();
    const clients = await Promise.all(Array.from({ length: 20 }, () => Client.open(running)));
    expect((await statsOf(running)).sockets).toEqual({ open: 20, mostOpen: 20, all: 20 });
    for (const client of clients) client.socket.close();
    await Promise.all(clients.map((client) => client.until(({ closeCode }) => closeCode !== null)));
    expect((await statsOf(running)).sockets).toMatchObject({ mostOpen: 20, all: 20 });
  });
});
