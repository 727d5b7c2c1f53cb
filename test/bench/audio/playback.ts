/** Two lanes' audio hosts by themselves: how fast they yield, begin to speak and hear a press, and what they cost. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 } from 'uuid';
import { playInto, synthesise } from '../../../scripts/setup/speak.mjs';
import type { Headset, VirtualAudio } from '../../../scripts/setup/virtual-audio.mjs';
import { readMono } from '../../../scripts/setup/wav.mjs';
import { utteranceIdSchema } from '../../../src/shared/ids.ts';
import { AudioHostProcess, openLane, type OpenMessage } from '../../support/audio-host.ts';
import { SoundTap } from '../../support/sound-tap.ts';
import { readCpuSeconds } from '../process-cpu.ts';
import { spreadOf, type Spread } from '../report.ts';

export type PlaybackFigures = {
  /** From the guest's first audible 10 ms at the microphone to the last of the reply at the ear. */
  readonly bargeInMs: Spread;
  /** From the reply's first byte, with which its whole buffer comes, to its first sound at the ear. */
  readonly firstSoundMs: Spread;
  readonly pressMs: Spread;
  readonly twoLanesCpuShare: number;
};

type Tell = (line: string) => void;

export async function measurePlayback(
  audio: VirtualAudio,
  size: { readonly rounds: number; readonly loadSeconds: number },
  tell: Tell,
): Promise<PlaybackFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-audio-'));
  try {
    const guestFile = join(folder, 'guest.wav');
    synthesise('No wait, make that three', { file: guestFile, voice: 'rms' });
    const replyFile = join(folder, 'reply.wav');
    synthesise('Sure, two greek bowls and a large lemonade. Anything else for you today?', {
      file: replyFile,
    });
    const reply = readMono(replyFile, 16_000);
    tell(`${size.rounds} guests who speak over a reply`);
    const bargeIns = await measureBargeIn(audio, { guestFile, reply, rounds: size.rounds });
    tell(`${size.rounds} replies begin`);
    const firstSounds = await measureFirstSound(audio, size.rounds);
    tell(`${size.rounds} presses`);
    const presses = await measurePresses(audio, size.rounds);
    tell(`two lanes for ${size.loadSeconds} s`);
    return {
      bargeInMs: spreadOf(bargeIns),
      firstSoundMs: spreadOf(firstSounds),
      pressMs: spreadOf(presses),
      twoLanesCpuShare: await measureLoad(audio, { reply, guestFile, seconds: size.loadSeconds }),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function headsetOf(audio: VirtualAudio, index: number): Headset {
  const headset = audio.headsets[index];
  if (headset === undefined) throw new Error(`no headset ${index}`);
  return headset;
}

async function withLane<Value>(
  audio: VirtualAudio,
  { label }: Headset,
  mode: OpenMessage['mode'],
  work: (host: AudioHostProcess) => Promise<Value>,
): Promise<Value> {
  const host = new AudioHostProcess({ env: audio.env });
  try {
    host.send(openLane({ kind: 'device', name: label }, { playback: label, mode }));
    await host.next('opened');
    await sleep(500);
    return await work(host);
  } finally {
    await host.stop();
  }
}

function play(host: AudioHostProcess, samples: Int16Array): void {
  const utteranceId = utteranceIdSchema.parse(v7());
  const pcm = new Uint8Array(samples.slice().buffer);
  host.send({ type: 'play', utteranceId, pcm, last: true });
}

function measureBargeIn(
  audio: VirtualAudio,
  what: { readonly guestFile: string; readonly reply: Int16Array; readonly rounds: number },
): Promise<number[]> {
  const headset = headsetOf(audio, 0);
  return withLane(audio, headset, 'hands-free', async (host) => {
    const stoppedAfterMs: number[] = [];
    for (let round = 1; round <= what.rounds; round += 1) {
      const ear = new SoundTap(headset.earMonitor, audio.env);
      const mouth = new SoundTap(`${headset.voiceSink}.monitor`, audio.env);
      await Promise.all([ear.started(), mouth.started()]);
      play(host, what.reply);
      await host.next('playback_started', round);
      // Not always at the same word.
      await sleep(700 + 60 * (round % 10));
      const fromMs = performance.now();
      const speaking = playInto(headset, what.guestFile, audio.env);
      await host.next('speech_started', round);
      host.send({ type: 'judge_speech', isSpeech: true });
      await host.next('playback_ended', round);
      await speaking;
      const guestAtMs = mouth.soundsFrom(fromMs);
      stoppedAfterMs.push(ear.soundsUntil(guestAtMs - 10, 400) - guestAtMs);
      await host.next('speech_ended', round);
      await Promise.all([ear.stop(), mouth.stop()]);
    }
    return stoppedAfterMs;
  });
}

function measureFirstSound(audio: VirtualAudio, rounds: number): Promise<number[]> {
  const headset = headsetOf(audio, 0);
  const tone = Int16Array.from({ length: 4_800 }, (_, at) => 8_000 * Math.sin(at / 4));
  return withLane(audio, headset, 'push-to-talk', async (host) => {
    const ear = new SoundTap(headset.earMonitor, audio.env);
    await ear.started();
    const sentAtMs: number[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      await sleep(300 + 7 * (round % 10));
      sentAtMs.push(performance.now());
      play(host, tone);
      await host.next('playback_ended', round);
    }
    await sleep(200);
    await ear.stop();
    return sentAtMs.map((sentMs) => ear.soundsFrom(sentMs) - sentMs);
  });
}

function measurePresses(audio: VirtualAudio, rounds: number): Promise<number[]> {
  return withLane(audio, headsetOf(audio, 0), 'push-to-talk', async (host) => {
    const afterMs: number[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      await sleep(150 + 7 * (round % 10));
      const pressedAtUs = Number(process.hrtime.bigint() / 1_000n);
      host.send({ type: 'push_to_talk', pressed: true });
      await host.next('speech_started', round);
      await sleep(120);
      host.send({ type: 'push_to_talk', pressed: false });
      await host.next('speech_ended', round);
      const first = host
        .all('frames')
        .find(
          ({ speechNumber, capturedAtUs }) => speechNumber === round && capturedAtUs >= pressedAtUs,
        );
      afterMs.push(((first?.receivedAtUs ?? NaN) - pressedAtUs) / 1_000);
    }
    return afterMs;
  });
}

/** Both guests speak and both lanes answer all the time. */
async function measureLoad(
  audio: VirtualAudio,
  what: { readonly reply: Int16Array; readonly guestFile: string; readonly seconds: number },
): Promise<number> {
  const lanes = [headsetOf(audio, 0), headsetOf(audio, 1)].map((headset) => {
    const host = new AudioHostProcess({ env: audio.env });
    const { label } = headset;
    host.send(openLane({ kind: 'device', name: label }, { playback: label }));
    return { headset, host };
  });
  const hosts = lanes.map(({ host }) => host);
  try {
    await Promise.all(hosts.map((host) => host.next('opened')));
    const pids = hosts.map(({ pid }) => pid);
    const [before, startedAtMs] = [readCpuSeconds(pids), performance.now()];
    while (performance.now() - startedAtMs < what.seconds * 1_000) {
      for (const host of hosts) play(host, what.reply);
      await sleep(1_500);
      await Promise.all(lanes.map(({ headset }) => playInto(headset, what.guestFile, audio.env)));
    }
    const lastedMs = performance.now() - startedAtMs;
    return ((readCpuSeconds(pids) - before) * 1_000) / lastedMs;
  } finally {
    await Promise.all(hosts.map((host) => host.stop()));
  }
}
