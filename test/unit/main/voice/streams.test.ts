import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Streams, type UplinkFrame } from '../../../../src/main/voice/uplink/streams.ts';
import { newOpusEncoder } from '../../../../src/main/voice/opus-encoder.ts';
import type { LinkMode } from '../../../../src/main/voice/uplink/link-quality.ts';
import type { Clock } from '../../../../src/main/voice/clock.ts';
import { decodeFrameMessage, type Codec } from '../../../../src/shared/wire/frame-message.ts';
import type { UpMessage } from '../../../../src/shared/wire/up.ts';
import { laneId, newSessionId, newUtteranceId } from '../../../support/journal-fixture.ts';

function connection(sequences: readonly number[]) {
  const deadlines: (() => void)[] = [];
  /** Its timers run when the test says so. */
  const clock: Clock = {
    nowUs: () => 0,
    wallMs: () => 0,
    after: (_, run) => {
      deadlines.push(run);
      return () => deadlines.splice(deadlines.indexOf(run), 1);
    },
  };
  const givenUp: string[] = [];
  const utteranceId = newUtteranceId();
  const sessionId = newSessionId();
  const frames: UplinkFrame[] = sequences.map((sequence) => ({
    sequence,
    capturedAtUs: sequence * 20_000,
    pcm: new Uint8Array(640).fill(sequence % 251),
  }));
  const state = { available: frames.length, hasEnded: true };
  const messages: UpMessage[] = [];
  const sent: {
    codec: Codec;
    sequence: number;
    frameCount: number;
    discontinuity: boolean;
  }[] = [];
  const link: { mode: LinkMode; sent: () => undefined; acked: () => undefined } = {
    mode: 'good',
    sent: () => undefined,
    acked: () => undefined,
  };
  const streams = new Streams({
    audio: {
      find: () => ({
        utteranceId,
        sessionId,
        laneId,
        frameCount: frames.length,
        endedAtSequence: state.hasEnded ? (sequences.at(-1) ?? -1) + 1 : undefined,
      }),
      frames: (_, from, limit) =>
        frames
          .slice(0, state.available)
          .filter(({ sequence }) => sequence >= from)
          .slice(0, limit),
    },
    clock,
    startedAtUs: 0,
    sendMessage: (message) => messages.push(message),
    sendBytes: (bytes) => {
      const decoded = decodeFrameMessage(bytes);
      if (!decoded.ok) throw new Error(decoded.failure);
      const { codec, sequence, frames: carried, discontinuity } = decoded.value;
      sent.push({ codec, sequence, frameCount: carried.length, discontinuity });
    },
    link,
    newEncoder: newOpusEncoder,
    onGiveUp: (_, reason) => givenUp.push(reason),
  });
  return { utteranceId, streams, messages, sent, state, link, deadlines, givenUp };
}

const sequencesArbitrary = fc
  .array(fc.constantFrom(1, 1, 1, 1, 1, 1, 7), { minLength: 1, maxLength: 80 })
  .map((jumps) => jumps.reduce<number[]>((all, jump) => [...all, (all.at(-1) ?? -1) + jump], []));

test('every frame is sent once and in order, within the window, and each jump is said', () => {
  fc.assert(
    fc.property(
      sequencesArbitrary,
      fc.integer({ min: 10, max: 30 }),
      fc.integer({ min: 1, max: 5 }),
      (sequences, windowFrames, framesPerMessage) => {
        const { utteranceId, streams, messages, sent } = connection(sequences);
        streams.setOptions({ codecs: ['pcm_s16le'], windowFrames, framesPerMessage });
        streams.begin(utteranceId);
        let acked = 0;
        for (let round = 0; round < 200; round += 1) {
          const framesSent = sent.reduce((sum, { frameCount }) => sum + frameCount, 0);
          expect(framesSent - acked).toBeLessThanOrEqual(windowFrames);
          const last = sent.at(-1);
          if (last === undefined || acked === framesSent) break;
          acked = framesSent;
          streams.acknowledge(utteranceId, last.sequence + last.frameCount);
        }
        const carried = sent.flatMap(({ sequence, frameCount }) =>
          Array.from({ length: frameCount }, (_, index) => sequence + index),
        );
        expect(carried).toEqual(sequences);
        let expected = 0;
        for (const { sequence, frameCount, discontinuity } of sent) {
          expect(discontinuity).toBe(sequence !== expected);
          expected = sequence + frameCount;
        }
        expect(messages.filter(({ type }) => type === 'end_voice_streaming')).toHaveLength(1);
      },
    ),
  );
});

test('after a resume nothing is sent before the ack, and then from the ack on', () => {
  const { utteranceId, streams, sent } = connection([0, 1, 2, 3, 4, 5]);
  streams.resume(utteranceId);
  streams.pump(utteranceId);
  expect(sent).toEqual([]);
  streams.acknowledge(utteranceId, 4);
  expect(sent.map(({ sequence }) => sequence)).toEqual([4, 5]);
});

test('frames wait until a message is full, but not past the end of the utterance', () => {
  const { utteranceId, streams, sent, state } = connection([0, 1, 2, 3, 4]);
  state.hasEnded = false;
  state.available = 2;
  streams.setOptions({ codecs: ['pcm_s16le'], windowFrames: 50, framesPerMessage: 3 });
  streams.begin(utteranceId);
  expect(sent).toEqual([]);
  state.available = 5;
  streams.pump(utteranceId);
  expect(sent.map(({ frameCount }) => frameCount)).toEqual([3]);
  state.hasEnded = true;
  streams.pump(utteranceId);
  expect(sent.map(({ frameCount }) => frameCount)).toEqual([3, 2]);
});

test('an utterance whose relay stops answering is given up, whatever it has of it', () => {
  const resumed = connection([0, 1]);
  resumed.streams.resume(resumed.utteranceId);
  for (const run of [...resumed.deadlines]) run();
  expect(resumed.givenUp).toEqual(['no-answer']);

  const stuck = connection(Array.from({ length: 60 }, (_, index) => index));
  stuck.streams.begin(stuck.utteranceId);
  expect(stuck.sent).toHaveLength(50);
  for (const run of [...stuck.deadlines]) run();
  expect(stuck.givenUp).toEqual(['no-answer']);

  const answered = connection([0, 1]);
  answered.streams.begin(answered.utteranceId);
  answered.streams.finish(answered.utteranceId);
  expect(answered.deadlines).toEqual([]);
});

test('in mid-utterance a weak line makes it Opus in large messages, and a good one sound as it is', () => {
  const { utteranceId, streams, sent, state, link } = connection([...Array(30).keys()]);
  state.hasEnded = false;
  streams.setOptions({ codecs: ['pcm_s16le', 'opus'], windowFrames: 100, framesPerMessage: 1 });
  state.available = 10;
  streams.begin(utteranceId);
  link.mode = 'low';
  streams.adapt();
  state.available = 20;
  streams.pump(utteranceId);
  link.mode = 'good';
  streams.adapt();
  state.available = 30;
  streams.pump(utteranceId);
  const ten = (codec: Codec) => sent.filter((one) => one.codec === codec && one.frameCount === 1);
  expect(ten('pcm_s16le')).toHaveLength(20);
  expect(sent.filter(({ codec }) => codec === 'opus').map(({ frameCount }) => frameCount)).toEqual([
    5, 5,
  ]);
  const carried = sent.reduce((sum, { frameCount }) => sum + frameCount, 0);
  expect(carried).toBe(30);
});

test('a relay that takes no Opus gets none, however weak the line', () => {
  const { utteranceId, streams, sent, link } = connection([...Array(12).keys()]);
  link.mode = 'low';
  streams.setOptions({ codecs: ['pcm_s16le'], windowFrames: 100, framesPerMessage: 1 });
  streams.begin(utteranceId);
  expect(sent.map(({ codec, frameCount }) => [codec, frameCount])).toEqual([
    ['pcm_s16le', 5],
    ['pcm_s16le', 5],
    ['pcm_s16le', 2],
  ]);
});

test('what the relay asks for is done: Opus first, and so many frames a message', () => {
  const { utteranceId, streams, sent } = connection([...Array(6).keys()]);
  streams.setOptions({ codecs: ['opus', 'pcm_s16le'], windowFrames: 100, framesPerMessage: 3 });
  streams.begin(utteranceId);
  expect(sent.map(({ codec, frameCount }) => [codec, frameCount])).toEqual([
    ['opus', 3],
    ['opus', 3],
  ]);
});
