import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { v7 } from 'uuid';
import { playInto, recordEar, synthesise } from '../../../scripts/setup/speak.mjs';
import { startVirtualAudio, type VirtualAudio } from '../../../scripts/setup/virtual-audio.mjs';
import { findSpeech, readMono } from '../../../scripts/setup/wav.mjs';
import { utteranceIdSchema } from '../../../src/shared/ids.ts';
import { AudioHostProcess, openLane } from '../../support/audio-host.ts';
import { keepsCaptureContract, type CaptureUnderTest } from './capture-contract.ts';
import { findPieces, shareFound } from './likeness.ts';

const LANE_1 = { kind: 'device', name: 'Lane 1 headset' } as const;
const newUtteranceId = () => utteranceIdSchema.parse(v7());

let folder: string;
let audio: VirtualAudio;
let speechFile: string;
let underTest: CaptureUnderTest;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'real-device-'));
  audio = await startVirtualAudio({ isQuiet: true });
  speechFile = join(folder, 'speech.wav');
  synthesise('I would like two greek bowls and a lemonade', { file: speechFile });
  const { startMs, endMs } = findSpeech(speechFile);
  const wrongName = 'Lane 9 headset';
  underTest = {
    env: audio.env,
    source: LANE_1,
    missing: {
      source: { kind: 'device', name: wrongName },
      failure: 'no-such-device',
      about: wrongName,
    },
    speech: { samples: readMono(speechFile, 16_000), startsAt: startMs * 16, endsAt: endMs * 16 },
    speak: () => speakTo(audio, 0),
  };
});
afterAll(async () => {
  await audio.stop();
  await rm(folder, { recursive: true, force: true });
});

async function speakTo({ headsets, env }: VirtualAudio, index: number): Promise<void> {
  const headset = headsets[index];
  if (!headset) throw new Error(`no headset ${index}`);
  await playInto(headset, speechFile, env);
}

function startHost(env: NodeJS.ProcessEnv = audio.env): AudioHostProcess {
  const host = new AudioHostProcess({ env });
  onTestFinished(() => host.stop());
  return host;
}

// Real time on a machine that may be busy with other things: a stuttering player is not our failure.
describe('a headset as a capture device', { retry: 2 }, () => {
  keepsCaptureContract(() => underTest);

  test('no word crosses to the other lane', async () => {
    const [lane1, lane2] = [startHost(), startHost()];
    lane1.send(openLane(LANE_1));
    lane2.send(openLane({ kind: 'device', name: 'Lane 2 headset' }));
    await Promise.all([lane1.next('opened'), lane2.next('opened')]);
    await speakTo(audio, 1);
    await lane2.next('speech_ended');
    expect(lane1.all('frames')).toEqual([]);
    expect(Math.max(...lane1.all('level').map(({ peakDbfs }) => peakDbfs))).toBe(-120);
  });
});

describe('the devices', () => {
  test('are listed by a host of their own, with the same ids each time', async () => {
    const lists = await Promise.all(
      [startHost(), startHost()].map(async (host) => {
        host.send({ type: 'list_devices' });
        return (await host.next('devices')).devices;
      }),
    );
    expect(lists[0]).toEqual(lists[1]);
    expect(lists[0]?.map(({ deviceId }) => deviceId)).toEqual(
      expect.arrayContaining([
        'ALSA: Lane 1 headset',
        'ALSA: Lane 2 headset',
        'ALSA: Counter microphone',
      ]),
    );
  });

  test('a machine whose sound set-up is empty ends the host, and nothing else', async () => {
    const empty = join(folder, 'empty.conf');
    await writeFile(empty, '');
    const host = startHost({ ...audio.env, ALSA_CONFIG_PATH: empty });
    host.send({ type: 'list_devices' });
    await host.exited();
    expect(host.all('devices')).toEqual([]);
  });
});

describe('when things break', { retry: 2 }, () => {
  test('a sound server that dies is told within a second as a lost device', async () => {
    const doomed = await startVirtualAudio({ isQuiet: true });
    onTestFinished(() => doomed.stop());
    const host = startHost(doomed.env);
    host.send(openLane(LANE_1));
    await host.next('level', 3);
    await doomed.stop();
    const failed = await host.next('failed');
    expect(failed).toMatchObject({ failure: 'device-lost', about: 'Lane 1 headset' });
    const lastLevel = host.all('level').at(-1);
    expect(failed.receivedAtUs - (lastLevel?.receivedAtUs ?? 0)).toBeLessThan(1_000_000);
    expect(host.all('health').at(-1)?.missingMs).toBeGreaterThan(200);
  });

  test('a host killed while somebody speaks is replaced, and the utterance goes on', async () => {
    const first = startHost();
    first.send(openLane(LANE_1));
    await first.next('opened');
    const spoken = speakTo(audio, 0);
    await first.next('frames', 30);
    await first.stop();
    const sequences = first.all('frames').map(({ sequence }) => sequence);

    const second = startHost();
    const nextSequence = (sequences.at(-1) ?? 0) + 1;
    second.send(openLane(LANE_1, { continued: { utteranceId: newUtteranceId(), nextSequence } }));
    const ended = await second.next('speech_ended');
    await spoken;
    const frames = second.all('frames');
    expect(second.all('speech_started')).toHaveLength(1);
    expect(frames[0]).toMatchObject({
      speechNumber: 1,
      sequence: nextSequence,
      discontinuity: true,
    });
    expect(frames.slice(1).every(({ discontinuity }) => !discontinuity)).toBe(true);
    expect(ended).toMatchObject({ nextSequence: nextSequence + frames.length, reason: 'silence' });
  });
});

describe('a reply', { retry: 2 }, () => {
  const open = openLane(LANE_1, { playback: LANE_1.name });

  test('is heard in the headset as it was sent, and reported as heard', async () => {
    const [headset] = audio.headsets;
    if (!headset) throw new Error('no headset');
    const recording = join(folder, 'ear.wav');
    const recorder = recordEar(headset, recording, { env: audio.env });
    const host = startHost();
    host.send(open);
    await host.next('opened');
    const { samples, startsAt, endsAt } = underTest.speech;
    const utteranceId = newUtteranceId();
    for (let at = 0; at < samples.length; at += 1_600) {
      const pcm = new Uint8Array(samples.slice(at, at + 1_600).buffer);
      host.send({ type: 'play', utteranceId, pcm, last: at + 1_600 >= samples.length });
    }
    const ended = await host.next('playback_ended');
    await sleep(300);
    await recorder.stop();

    expect(ended).toMatchObject({
      utteranceId,
      stoppedBy: 'end',
      playedMs: samples.length / 16,
      totalMs: samples.length / 16,
    });
    expect(host.all('playback_started')).toMatchObject([{ utteranceId }]);
    const spoken = samples.subarray(startsAt, endsAt);
    const heard = findPieces(readMono(recording, 16_000), spoken);
    expect(shareFound(heard)).toBeGreaterThan(0.7);
    // Half-duplex streams: what is played is not captured.
    expect(host.all('frames')).toEqual([]);
  });

  test('stopped by staff is silent at once, and the rest of it is told as unheard', async () => {
    const host = startHost();
    host.send(open);
    const utteranceId = newUtteranceId();
    host.send({ type: 'play', utteranceId, pcm: new Uint8Array(320_000).fill(1), last: true });
    await host.next('playback_started');
    await sleep(300);
    host.send({ type: 'stop_playing' });
    const ended = await host.next('playback_ended');
    expect(ended).toMatchObject({ utteranceId, stoppedBy: 'staff', totalMs: 10_000 });
    expect(ended.playedMs).toBeGreaterThan(100);
    expect(ended.playedMs).toBeLessThan(5_000);
  });
});
