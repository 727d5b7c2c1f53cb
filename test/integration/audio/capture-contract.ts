/** What every capture device keeps, heard through a real host process. */
import { expect, onTestFinished, test } from 'vitest';
import { FRAME_BYTES } from '../../../src/shared/speech/audio-format.ts';
import { AudioHostProcess, openLane, type OpenMessage } from '../../support/audio-host.ts';
import { findPieces, PIECE_SAMPLES, shareFound } from './likeness.ts';

export type CaptureUnderTest = {
  readonly env: NodeJS.ProcessEnv;
  /** A source in which `speech` is heard once `speak` has been called. */
  readonly source: OpenMessage['capture'];
  readonly missing: {
    readonly source: OpenMessage['capture'];
    readonly failure: string;
    readonly about: string;
  };
  /** 16 kHz mono, with the samples at which the speech begins and ends in it. */
  readonly speech: {
    readonly samples: Int16Array;
    readonly startsAt: number;
    readonly endsAt: number;
  };
  readonly speak: () => Promise<unknown>;
};

const SILENCE_SAMPLES = 0.7 * 16_000;
const PRE_ROLL_SAMPLES = 0.3 * 16_000;
/** How far the VAD may be off at the edges of a word. */
const EDGE_SAMPLES = 0.15 * 16_000;

export function keepsCaptureContract(underTest: () => CaptureUnderTest): void {
  const start = (message: OpenMessage) => {
    const host = new AudioHostProcess({ env: underTest().env });
    onTestFinished(() => host.stop());
    host.send(message);
    return host;
  };

  test('what is spoken comes out as one utterance, whole, in 20 ms frames', async () => {
    const { source, speech, speak } = underTest();
    const host = start(openLane(source));
    await host.next('opened');
    await speak();
    const ended = await host.next('speech_ended');

    expect(host.all('speech_started')).toMatchObject([{ speechNumber: 1, by: 'vad' }]);
    expect(ended).toMatchObject({ speechNumber: 1, reason: 'silence' });
    const frames = host.all('frames');
    let sequence = 0;
    for (const message of frames) {
      expect(message).toMatchObject({ sequence, discontinuity: false });
      expect(message.pcm.length % FRAME_BYTES).toBe(0);
      sequence += message.pcm.length / FRAME_BYTES;
    }
    expect(ended.nextSequence).toBe(sequence);
    // The pre-roll comes in one message, every later frame in its own.
    expect(frames.slice(1).every(({ pcm }) => pcm.length === FRAME_BYTES)).toBe(true);
    expect(host.received.findIndex(({ type }) => type === 'opened')).toBe(0);

    const heard = host.samplesOf(1);
    const spoken = speech.samples.subarray(speech.startsAt, speech.endsAt);
    const pieces = findPieces(heard, spoken);
    expect(shareFound(pieces)).toBeGreaterThan(0.7);
    // The search may meet an equal sound elsewhere in a piece that was spoilt; the median piece is where it belongs.
    const delays = pieces.map(({ offset }, index) => offset - index * PIECE_SAMPLES);
    const delay = delays.toSorted((a, b) => a - b)[Math.floor(delays.length / 2)] ?? 0;
    expect(Math.abs(delay - PRE_ROLL_SAMPLES)).toBeLessThan(EDGE_SAMPLES);
    const trailing = heard.length - PRE_ROLL_SAMPLES - spoken.length;
    expect(trailing).toBeGreaterThan(SILENCE_SAMPLES - EDGE_SAMPLES);
  });

  test('push-to-talk gives exactly what lies between press and release, with pre-roll', async () => {
    const { source } = underTest();
    const host = start(openLane(source, { mode: 'push-to-talk' }));
    await host.next('level', 6);
    host.send({ type: 'push_to_talk', pressed: true });
    await host.next('frames', 30);
    host.send({ type: 'push_to_talk', pressed: false });
    const ended = await host.next('speech_ended');
    const [started] = host.all('speech_started');
    const frames = host.all('frames');

    expect(ended.reason).toBe('released');
    expect(frames[0]?.pcm.length).toBe(15 * FRAME_BYTES);
    expect(frames[1]?.capturedAtUs).toBeGreaterThanOrEqual(started?.startedAtUs ?? Infinity);
    expect(frames.at(-1)?.capturedAtUs).toBeGreaterThanOrEqual(ended.endedAtUs);
    expect(frames.at(-2)?.capturedAtUs).toBeLessThan(ended.endedAtUs);
  });

  test('level and health are told while it is open, and it misses nothing', async () => {
    const host = start(openLane(underTest().source));
    const health = await host.next('health', 2);
    expect(Math.abs(health.missingMs)).toBeLessThan(100);
    expect(health.framesCaptured).toBeGreaterThan(50);
    expect(host.all('level').length).toBeGreaterThan(10);
  });

  test('close ends the utterance and the process', async () => {
    const host = start(openLane(underTest().source, { mode: 'push-to-talk' }));
    await host.next('opened');
    host.send({ type: 'push_to_talk', pressed: true });
    await host.next('frames');
    host.send({ type: 'close' });
    expect(await host.next('speech_ended')).toMatchObject({ reason: 'closed' });
    await host.exited();
  });

  test('what is not there is a failure about it, never another device', async () => {
    const { source, failure, about } = underTest().missing;
    const host = start(openLane(source));
    expect(await host.next('failed')).toMatchObject({ failure, about });
    expect(host.all('opened')).toEqual([]);
  });
}
