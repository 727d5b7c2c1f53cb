/** Where a trial happens: a virtual headset, the audio host of a lane on it, and the recogniser behind. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 } from 'uuid';
import { playInto } from '../../scripts/setup/speak.mjs';
import {
  startVirtualAudio,
  type Headset,
  type VirtualAudio,
} from '../../scripts/setup/virtual-audio.mjs';
import { freshTicket, takeOrder } from '../../scripts/order/take-order.ts';
import { openRecogniser } from '../../src/buildpanel/open-recogniser.ts';
import type { Recogniser } from '../../src/buildpanel/recognition.ts';
import { utteranceIdSchema, type UtteranceId } from '../../src/shared/ids.ts';
import { buildLexicon } from '../../src/shared/order/compile-order.ts';
import type { Ticket } from '../../src/shared/order/ticket.ts';
import { AudioHostProcess, openLane } from '../support/audio-host.ts';
import { demoMenu } from '../support/demo-menu.ts';
import { writeWav } from '../support/noisy-voice.ts';
import { SoundTap } from '../support/sound-tap.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const PIECE_BYTES = 3_200;
/** The longest that an endpointer waits for a guest who pauses, and a little. */
const SETTLE_MS = 2_300;
const UTTERANCE_DEADLINE_MS = 15_000;

export type Stage = {
  readonly audio: VirtualAudio;
  readonly headset: Headset;
  readonly recogniser: Recogniser;
  readonly folder: string;
};

/** What came of everything that was said at a lane. */
export type HeardOrder = {
  readonly utterances: number;
  readonly words: readonly string[];
  readonly ticket: Ticket;
};

/** A lane that listens, and taps on what its guest hears and says. */
export type TrialLane = {
  readonly host: AudioHostProcess;
  readonly ear: SoundTap;
  readonly mouth: SoundTap;
  /** Begins a reply; resolves when it sounds. */
  readonly reply: (samples: Int16Array) => Promise<UtteranceId>;
  /** 16 kHz mono s16le into the microphone; resolves when it has sounded. */
  readonly hears: (pcm: Buffer) => Promise<void>;
  /** Resolves when every utterance has ended, and no more begins. */
  readonly settled: () => Promise<void>;
  readonly order: () => Promise<HeardOrder>;
};

export async function withStage<Value>(work: (stage: Stage) => Promise<Value>): Promise<Value> {
  const folder = await mkdtemp(join(tmpdir(), 'lane-trials-'));
  const audio = await startVirtualAudio({ isQuiet: true });
  const recogniser = await openRecogniser({
    menu: demoMenu(),
    program: resolve(ROOT, 'build/recogniser'),
    cacheFolder: resolve(ROOT, 'build/language-models'),
    processCount: 1,
  });
  try {
    await recogniser.start();
    const [headset] = audio.headsets;
    if (headset === undefined) throw new Error('no headset');
    return await work({ audio, headset, recogniser, folder });
  } finally {
    await recogniser.stop();
    await audio.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

export async function withLane<Value>(
  stage: Stage,
  work: (lane: TrialLane) => Promise<Value>,
): Promise<Value> {
  const { audio, headset } = stage;
  const host = new AudioHostProcess({ env: audio.env });
  const ear = new SoundTap(headset.earMonitor, audio.env);
  const mouth = new SoundTap(`${headset.voiceSink}.monitor`, audio.env);
  try {
    host.send(openLane({ kind: 'device', name: headset.label }, { playback: headset.label }));
    await Promise.all([host.next('opened'), ear.started(), mouth.started()]);
    // A second of quiet, as before any guest.
    await sleep(1_000);
    return await work({
      host,
      ear,
      mouth,
      reply: (samples) => beginReply(host, samples),
      hears: (pcm) => playPcm(stage, pcm),
      settled: () => settle(host),
      order: () => orderOf(host, stage.recogniser),
    });
  } finally {
    await Promise.all([host.stop(), ear.stop(), mouth.stop()]);
  }
}

async function beginReply(host: AudioHostProcess, samples: Int16Array): Promise<UtteranceId> {
  const utteranceId = utteranceIdSchema.parse(v7());
  const pcm = new Uint8Array(samples.slice().buffer);
  host.send({ type: 'play', utteranceId, pcm, last: true });
  await host.next('playback_started', host.all('playback_started').length + 1);
  return utteranceId;
}

async function playPcm({ audio, headset, folder }: Stage, pcm: Buffer): Promise<void> {
  const file = join(folder, `${v7()}.wav`);
  await writeWav(file, pcm);
  await playInto(headset, file, audio.env);
}

async function settle(host: AudioHostProcess): Promise<void> {
  const deadlineAt = performance.now() + UTTERANCE_DEADLINE_MS;
  await sleep(SETTLE_MS);
  while (host.all('speech_started').length > host.all('speech_ended').length) {
    if (performance.now() > deadlineAt) throw new Error('an utterance does not end');
    await sleep(100);
  }
}

async function orderOf(host: AudioHostProcess, recogniser: Recogniser): Promise<HeardOrder> {
  const lexicon = buildLexicon(demoMenu());
  let ticket = freshTicket(lexicon.menu);
  const words: string[] = [];
  const speeches = host.all('speech_started');
  for (const { speechNumber } of speeches) {
    const text = await wordsIn(recogniser, host.samplesOf(speechNumber));
    if (text === '') continue;
    words.push(text);
    ticket = takeOrder(text, lexicon, ticket);
  }
  return { utterances: speeches.length, words, ticket };
}

async function wordsIn(recogniser: Recogniser, samples: Int16Array): Promise<string> {
  const stream = await recogniser.open(() => undefined);
  if (!stream.ok) throw new Error(stream.failure);
  const pcm = new Uint8Array(samples.buffer);
  for (let at = 0; at < pcm.length; at += PIECE_BYTES)
    stream.value.write(pcm.subarray(at, at + PIECE_BYTES));
  const heard = await stream.value.end();
  if (!heard.ok) throw new Error(heard.failure);
  return heard.value.text;
}
