import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { synthesise } from '../../../scripts/setup/speak.mjs';
import { findSpeech, readMono } from '../../../scripts/setup/wav.mjs';
import { AudioHostProcess, openLane } from '../../support/audio-host.ts';
import { keepsCaptureContract, type CaptureUnderTest } from './capture-contract.ts';

const TEXT = 'I would like two greek bowls and a lemonade';
let folder: string;
let underTest: CaptureUnderTest;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wav-device-'));
  const file = join(folder, 'speech.wav');
  synthesise(TEXT, { file });
  const { startMs, endMs } = findSpeech(file);
  underTest = {
    env: {},
    source: { kind: 'wav', path: file, speed: 1 },
    missing: {
      source: { kind: 'wav', path: join(folder, 'none.wav'), speed: 1 },
      failure: 'file-unreadable',
      about: join(folder, 'none.wav'),
    },
    speech: { samples: readMono(file, 16_000), startsAt: startMs * 16, endsAt: endMs * 16 },
    speak: () => Promise.resolve(),
  };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a WAV file as a capture device', () => {
  keepsCaptureContract(() => underTest);

  test('gives the same utterance twenty times as fast', async () => {
    const [slow, fast] = await Promise.all([hear(1), hear(20)]);
    expect(fast).toEqual(slow);
  });

  test('an open host does not outlive main', async () => {
    const host = new AudioHostProcess();
    onTestFinished(() => host.stop());
    host.send(openLane(underTest.source));
    await host.next('opened');
    host.disconnect();
    await host.exited();
  });
});

async function hear(speed: number): Promise<Int16Array> {
  const host = new AudioHostProcess();
  onTestFinished(() => host.stop());
  host.send(openLane({ kind: 'wav', path: join(folder, 'speech.wav'), speed }));
  await host.next('speech_ended');
  return host.samplesOf(1);
}
