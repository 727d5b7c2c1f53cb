/** The guest speaks over a reply, on a real (virtual) headset: who yields, how fast, and who is taken for whom. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { v7 } from 'uuid';
import { playInto, synthesise } from '../../../scripts/setup/speak.mjs';
import {
  startVirtualAudio,
  type Headset,
  type VirtualAudio,
} from '../../../scripts/setup/virtual-audio.mjs';
import { readMono } from '../../../scripts/setup/wav.mjs';
import { utteranceIdSchema } from '../../../src/shared/ids.ts';
import { AudioHostProcess, openLane } from '../../support/audio-host.ts';
import { SoundTap } from '../../support/sound-tap.ts';
import { findPieces, shareFound } from './likeness.ts';

const REPLY = 'Sure, two greek bowls and a large lemonade. Would you like fries with that today?';

let folder: string;
let audio: VirtualAudio;
let headset: Headset;
let replySamples: Int16Array;
let guestFile: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'barge-in-'));
  audio = await startVirtualAudio({ isQuiet: true });
  const [first] = audio.headsets;
  if (first === undefined) throw new Error('no headset');
  headset = first;
  const replyFile = join(folder, 'reply.wav');
  synthesise(REPLY, { file: replyFile, voice: 'slt' });
  replySamples = readMono(replyFile, 16_000);
  guestFile = join(folder, 'guest.wav');
  synthesise('No wait, make that three bowls please', { file: guestFile, voice: 'rms' });
});
afterAll(async () => {
  await audio.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A lane that has begun to speak its reply. */
async function speakingLane() {
  const host = new AudioHostProcess({ env: audio.env });
  const ear = new SoundTap(headset.earMonitor, audio.env);
  const mouth = new SoundTap(`${headset.voiceSink}.monitor`, audio.env);
  onTestFinished(async () => {
    await Promise.all([host.stop(), ear.stop(), mouth.stop()]);
  });
  host.send(openLane({ kind: 'device', name: headset.label }, { playback: headset.label }));
  await Promise.all([host.next('opened'), ear.started(), mouth.started()]);
  // A second of quiet, as before any guest.
  await sleep(1_000);
  const utteranceId = utteranceIdSchema.parse(v7());
  const pcm = new Uint8Array(replySamples.slice().buffer);
  host.send({ type: 'play', utteranceId, pcm, last: true });
  await host.next('playback_started');
  return { host, ear, mouth, utteranceId };
}

function noise(ms: number): string {
  const file = join(folder, `noise-${ms}.wav`);
  const seconds = String(ms / 1_000);
  execFileSync('sox', [
    '-n',
    '-r',
    '48000',
    '-c',
    '1',
    file,
    'synth',
    seconds,
    'pinknoise',
    'vol',
    '0.5',
  ]);
  return file;
}

const told = (name: string, ms: number) => process.stderr.write(`${name}: ${Math.round(ms)} ms\n`);

// Real time on a machine that may be busy with other things: a stuttering player is not our failure.
describe('a guest who speaks over a reply', { retry: 2, timeout: 60_000 }, () => {
  test('silences it within 150 ms, and what was heard of it is told', async () => {
    const { host, ear, mouth, utteranceId } = await speakingLane();
    await sleep(1_200);
    const saidAfterMs = performance.now();
    const speaking = playInto(headset, guestFile, audio.env);
    const held = await host.next('playback_held');
    await host.next('speech_started');
    host.send({ type: 'judge_speech', isSpeech: true });
    const ended = await host.next('playback_ended');
    await speaking;
    const guestFromMs = mouth.soundsFrom(saidAfterMs);
    const silentFromMs = ear.soundsUntil(guestFromMs - 10, 400);
    told('barge-in: guest speaks to silence', silentFromMs - guestFromMs);
    expect(silentFromMs - guestFromMs).toBeLessThan(150);
    expect(ended).toMatchObject({ utteranceId, stoppedBy: 'barge-in', playedMs: held.playedMs });
    expect(ended.totalMs).toBeCloseTo(replySamples.length / 16, 0);
    const heard = findPieces(ear.samples, replySamples.subarray(0, ended.playedMs * 16));
    expect(shareFound(heard)).toBeGreaterThan(0.6);
  });

  test('with a short noise only is nobody: it goes on where it was', async () => {
    const { host, ear } = await speakingLane();
    await sleep(1_000);
    await playInto(headset, noise(50), audio.env);
    const held = await host.next('playback_held');
    const resumed = await host.next('playback_resumed');
    const ended = await host.next('playback_ended');
    await sleep(200);
    told('false interruption: silent for', (resumed.atUs - held.atUs) / 1_000);
    expect(resumed.playedMs).toBe(held.playedMs);
    expect(ended).toMatchObject({ stoppedBy: 'end', playedMs: replySamples.length / 16 });
    expect(host.all('speech_started')).toEqual([]);
    // A piece or two lies across the seam.
    expect(shareFound(findPieces(ear.samples, replySamples))).toBeGreaterThan(0.6);
  });

  test('without words in it is nobody either, once that is known', async () => {
    const { host } = await speakingLane();
    await sleep(1_000);
    const speaking = playInto(headset, guestFile, audio.env);
    const speech = await host.next('speech_ended');
    expect(host.all('playback_ended')).toEqual([]);
    host.send({ type: 'judge_speech', isSpeech: false });
    const resumed = await host.next('playback_resumed');
    expect(resumed.atUs).toBeGreaterThan(speech.endedAtUs);
    expect(await host.next('playback_ended')).toMatchObject({ stoppedBy: 'end' });
    await speaking;
  });
});

describe('a reply that comes back into the microphone', { retry: 2, timeout: 60_000 }, () => {
  test.each([0.25, 1])('%f times as loud is never taken for a guest', async (amplitude) => {
    onTestFinished(audio.hearItself(headset, amplitude));
    const { host, mouth } = await speakingLane();
    expect(await host.next('playback_ended')).toMatchObject({ stoppedBy: 'end' });
    await sleep(1_200);
    const loudest = Math.max(...host.all('level').map(({ peakDbfs }) => peakDbfs));
    process.stderr.write(`echo ${amplitude}: ${loudest.toFixed(1)} dBFS at the microphone\n`);
    expect(mouth.soundsFrom(0)).not.toBeNaN();
    expect(loudest).toBeGreaterThan(-25);
    expect(host.all('speech_started')).toEqual([]);
    expect(host.all('frames')).toEqual([]);
  });

  test('yields to a guest all the same, whose words come without ours', async () => {
    onTestFinished(audio.hearItself(headset, 0.25));
    const { host, ear, mouth } = await speakingLane();
    await sleep(1_500);
    const saidAfterMs = performance.now();
    const speaking = playInto(headset, guestFile, audio.env);
    await host.next('speech_started');
    host.send({ type: 'judge_speech', isSpeech: true });
    expect(await host.next('playback_ended')).toMatchObject({ stoppedBy: 'barge-in' });
    const ended = await host.next('speech_ended');
    await speaking;
    const silentFromMs = ear.soundsUntil(saidAfterMs, 400);
    told('barge-in through echo: silent after', silentFromMs - saidAfterMs);
    expect(mouth.soundsFrom(saidAfterMs)).not.toBeNaN();
    expect(host.all('speech_started')).toHaveLength(1);
    expect(ended.nextSequence).toBeGreaterThan(60);
  });
});
