/** Real speech, by synthetic voices, through the real recogniser with the demo menu's words. */
import { execFileSync } from 'node:child_process';
import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { languageModelFor } from '../../../src/buildpanel/language-model/menu-language-model.ts';
import { openRecogniser } from '../../../src/buildpanel/open-recogniser.ts';
import type { Recogniser, Recognition } from '../../../src/buildpanel/recognition.ts';
import { demoMenu } from '../../support/demo-menu.ts';
import { mixed, spokenBy, synthesised } from '../../support/synthetic-voice.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { wavOf } from '../../../src/main/voice/batch/wav.ts';
import {
  Client,
  d1Hello,
  d2Chunks,
  d2Hello,
  d3Chunks,
  postSpeech,
  post,
  formOf,
  runBuildPanel,
  silenceOf,
} from './service-fixture.ts';

const PROGRAM = resolve(import.meta.dirname, '../../../build/recogniser');
const CACHE = resolve(import.meta.dirname, '../../../build/language-models');
const CMUDICT = '/usr/share/pocketsphinx/model/en-us/cmudict-en-us.dict';
const PIECE_BYTES = 3_200;

const PLAIN = [
  'two greek bowls and a lemonade',
  'two greek bowls and three summer salads',
  'one soul bowl with no rice and a greek salad with add chicken',
  'two chicken fajita keto to go',
  "i'd like a summer salad please make sure no nuts",
  'actually make that three',
  'cancel the lemonade',
];

function recogniserOf(processCount: number, program = PROGRAM): Promise<Recogniser> {
  return openRecogniser({ menu: demoMenu(), program, cacheFolder: CACHE, processCount });
}

async function opened(processCount: number, program = PROGRAM): Promise<Recogniser> {
  const recogniser = await recogniserOf(processCount, program);
  await recogniser.start();
  return recogniser;
}

async function hear(
  recogniser: Recogniser,
  pcm: Buffer,
  onPartial: (text: string) => void = () => undefined,
): Promise<Recognition> {
  const stream = await recogniser.open(({ text }) => onPartial(text));
  if (!stream.ok) throw new Error(stream.failure);
  for (let at = 0; at < pcm.length; at += PIECE_BYTES)
    stream.value.write(pcm.subarray(at, at + PIECE_BYTES));
  const heard = await stream.value.end();
  if (!heard.ok) throw new Error(heard.failure);
  return heard.value;
}

describe('the recogniser', () => {
  let recogniser: Recogniser;

  beforeAll(async () => {
    recogniser = await opened(2);
  });
  afterAll(() => recogniser.stop());

  it.each(['rms', 'slt', 'kal16'] as const)('hears plain orders exactly from %s', async (voice) => {
    for (const sentence of PLAIN) {
      const heard = await hear(recogniser, await spokenBy(voice, sentence));
      expect(heard.text).toBe(sentence);
      expect(heard.isSpeech).toBe(true);
    }
  });

  it('writes digits as the words that were spoken', async () => {
    const heard = await hear(
      recogniser,
      await spokenBy('rms', '2 greek bowls and 3 summer salads'),
    );
    expect(heard.text).toBe('two greek bowls and three summer salads');
  });

  it('tells words while they are spoken', async () => {
    const partials: string[] = [];
    const pcm = await spokenBy('slt', 'two greek bowls and a lemonade');
    const heard = await hear(recogniser, pcm, (text) => partials.push(text));
    expect(partials.length).toBeGreaterThan(2);
    expect(new Set(partials).size).toBeGreaterThan(2);
    expect(heard.text.startsWith('two greek bowls')).toBe(true);
  });

  it('hears the same words first and after anything else', async () => {
    const alone = await opened(1);
    onTestFinished(() => alone.stop());
    const order = await spokenBy('kal16', 'a watermelon tataki and two summer salads');
    const first = await hear(alone, order);
    await hear(alone, await synthesised('2', 'pinknoise', 'vol', '0.5'));
    await hear(alone, await spokenBy('slt', 'do you have burgers'));
    const aborted = await alone.open(() => undefined);
    if (!aborted.ok) throw new Error(aborted.failure);
    aborted.value.write(order.subarray(0, order.length / 2 - ((order.length / 2) % 2)));
    aborted.value.abort();
    expect(await hear(alone, order)).toEqual(first);
    expect(first.text).not.toBe('');
  });

  it.each([
    ['silence', () => Promise.resolve(silenceOf(3_000))],
    ['nothing at all', () => Promise.resolve(Buffer.alloc(0))],
    ['white noise', () => synthesised('3', 'whitenoise', 'vol', '0.3')],
    ['pink noise', () => synthesised('3', 'pinknoise', 'vol', '0.5')],
    ['an engine', () => synthesised('3', 'brownnoise', 'vol', '0.8')],
    ['a tone', () => synthesised('3', 'sine', '440', 'vol', '0.5')],
    ['a plucked string', () => synthesised('3', 'pluck', 'G3', 'vol', '0.8')],
  ])('makes no words of %s', async (_name, sound) => {
    expect((await hear(recogniser, await sound())).text).toBe('');
  });

  it.each([
    'my neighbor bought a new motorcycle and rides it every weekend',
    'the temperature will drop below zero on wednesday night',
    'she studied chemistry at the university for six years',
  ])('makes no order of other talk: %s', async (talk) => {
    for (const voice of ['rms', 'slt'] as const)
      expect(await hear(recogniser, await spokenBy(voice, talk))).toMatchObject({ text: '' });
  });

  it('makes no order of many voices at once', async () => {
    const voices = await Promise.all([
      spokenBy('rms', 'the president signed the agreement on tuesday morning in the capital'),
      spokenBy('slt', 'my grandmother used to tell us stories about her childhood by the sea'),
      spokenBy('kal16', 'please remember to lock the garage door before you leave the house'),
      spokenBy('awb', 'the stock market fell sharply after the announcement'),
    ]);
    expect((await hear(recogniser, mixed(...voices))).text).toBe('');
  });
});

describe('the pool of recognisers', () => {
  it('serves more guests than it has programs, one after another', async () => {
    const recogniser = await opened(2);
    onTestFinished(() => recogniser.stop());
    const order = await spokenBy('rms', 'cancel the lemonade');
    const heard = await Promise.all(Array.from({ length: 7 }, () => hear(recogniser, order)));
    expect(new Set(heard.map(({ text }) => text))).toEqual(new Set(['cancel the lemonade']));
  });

  it('refuses at once when too many wait', async () => {
    const recogniser = await opened(1);
    onTestFinished(() => recogniser.stop());
    const asked = Array.from({ length: 66 }, () => recogniser.open(() => undefined));
    expect(await asked.at(-1)).toEqual({ ok: false, failure: 'busy' });
  });

  it('replaces a program that dies, in use and idle, and says so to the one who used it', async () => {
    const folder = await tempFolder();
    const pids = join(folder, 'pids');
    const program = join(folder, 'recogniser.sh');
    await writeFile(program, `#!/bin/sh\necho $$ >> '${pids}'\nexec '${PROGRAM}' "$@"\n`);
    await chmod(program, 0o755);
    const recogniser = await opened(1, program);
    onTestFinished(() => recogniser.stop());
    const killLast = async () =>
      process.kill(Number((await readFile(pids, 'utf8')).trim().split('\n').at(-1)), 'SIGKILL');
    const order = await spokenBy('rms', 'cancel the lemonade');

    const stream = await recogniser.open(() => undefined);
    if (!stream.ok) throw new Error(stream.failure);
    await killLast();
    stream.value.write(order);
    expect(await stream.value.end()).toEqual({ ok: false, failure: 'died' });
    expect((await hear(recogniser, order)).text).toBe('cancel the lemonade');

    await killLast();
    await new Promise((settle) => setTimeout(settle, 100));
    expect((await hear(recogniser, order)).text).toBe('cancel the lemonade');
    expect((await readFile(pids, 'utf8')).trim().split('\n')).toHaveLength(3);
  });

  it('says what is wrong when the program or its model is not there', async () => {
    await expect(opened(1, '/nowhere/recogniser')).rejects.toThrow('npm run setup');
    await expect(opened(1, '/bin/false')).rejects.toThrow('died');
  });

  it('ends its programs when it stops', async () => {
    const folder = await tempFolder();
    const program = join(folder, 'recogniser');
    await writeFile(program, await readFile(PROGRAM));
    await chmod(program, 0o755);
    const recogniser = await opened(3, program);
    const running = () => execFileSync('ps', ['-eo', 'args']).toString().split(program).length - 1;
    expect(running()).toBe(3);
    await recogniser.stop();
    await expect.poll(running).toBe(0);
  });
});

describe('the language model', () => {
  it('is made once for a menu, and again for another', async () => {
    const options = { cacheFolder: await tempFolder(), cmudictPath: CMUDICT };
    const menu = demoMenu();
    const first = await languageModelFor({ ...options, menu });
    if (!first.ok) throw new Error(first.failure.code);
    const made = (await stat(first.value.lm)).mtimeMs;
    expect(await languageModelFor({ ...options, menu })).toEqual(first);
    expect((await stat(first.value.lm)).mtimeMs).toBe(made);
    const other = { ...menu, items: menu.items.slice(0, 5) };
    const second = await languageModelFor({ ...options, menu: other });
    expect(second).not.toEqual(first);
  });

  it('hears dishes that no dictionary knows', async () => {
    const [dish, ...others] = demoMenu().items;
    if (dish === undefined) throw new Error('an empty menu');
    const menu = {
      ...demoMenu(),
      items: [{ ...dish, name: 'Okonomiyaki', aliases: [] }, ...others],
    };
    const cacheFolder = await tempFolder();
    const recogniser = await openRecogniser({
      menu,
      program: PROGRAM,
      cacheFolder,
      processCount: 1,
    });
    onTestFinished(() => recogniser.stop());
    await recogniser.start();
    const heard = await hear(recogniser, await spokenBy('rms', 'two okonomiyakis and a lemonade'));
    expect(heard.text).toMatch(/^two okonomiyakis and (a|the) lemonade$/);
  });

  it('says that the acoustic dictionary is missing', async () => {
    const options = { cacheFolder: await tempFolder(), cmudictPath: '/nowhere/cmudict' };
    expect(await languageModelFor({ ...options, menu: demoMenu() })).toEqual({
      ok: false,
      failure: { code: 'no-acoustic-dictionary', path: '/nowhere/cmudict' },
    });
  });
});

function isFinal(said: object): boolean {
  return (
    ('isFinal' in said && said.isFinal === true) || ('is_final' in said && said.is_final === true)
  );
}

describe('the local BuildPanel with real recognition', () => {
  const sentence = 'two greek bowls and a lemonade';

  it.each(['d1', 'd2', 'd3'] as const)(
    'streams words in %s, the final after the end',
    async (dialect) => {
      const recogniser = await recogniserOf(1);
      const client = await Client.open(await runBuildPanel({ dialects: [dialect] }, recogniser));
      const pcm = await spokenBy('slt', sentence);
      const frameCount = Math.ceil(pcm.length / 640);
      if (dialect === 'd1') client.send(...d1Hello, pcm);
      if (dialect === 'd2') client.send(d2Hello, ...d2Chunks(pcm));
      if (dialect === 'd3') client.send(...d3Chunks(pcm));
      await client.until(({ said }) => said.length > 1);
      expect(client.said.some(isFinal)).toBe(false);
      if (dialect === 'd1') client.send({ type: 'stop_recording' });
      if (dialect === 'd2') client.send(...d2Chunks(silenceOf(700), frameCount));
      if (dialect === 'd3') client.send(...d3Chunks(silenceOf(700), frameCount));
      await client.until(({ said }) => said.some(isFinal));
      const final = client.said.find(isFinal);
      expect(final?.['transcription'] ?? final?.['text']).toBe(sentence);
      expect(final?.['confidence']).toBeGreaterThan(0.5);
    },
  );

  it('gives words and an order for a stereo recording of another rate', async () => {
    const running = await runBuildPanel({}, await recogniserOf(1));
    const folder = await tempFolder();
    const file = join(folder, 'mono.wav');
    const stereo = join(folder, 'stereo.wav');
    await writeFile(file, wavOf([await spokenBy('kal16', sentence)]));
    execFileSync('sox', [file, '-r', '44100', '-c', '2', stereo]);
    const answer = await post(
      running,
      '/api/voice-chat-metadata',
      formOf(await readFile(stereo), { restaurantId: 'r-1' }),
    );
    expect(await answer.json()).toMatchObject({ transcription: sentence });
  });

  it('gives no words for noise, and says how sure it was', async () => {
    const running = await runBuildPanel({}, await recogniserOf(1));
    const noise = await synthesised('3', 'pinknoise', 'vol', '0.5');
    const answer = await postSpeech(running, '/api/voice-chat-metadata', noise);
    expect(await answer.json()).toMatchObject({ transcription: '', confidence: 0 });
  });
});
