/** The cases of RFC 6455 that matter to the relay, at its own door: what is legal goes on, what isn't is closed by code. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { encodeFrameMessage } from '../../../src/shared/wire/frame-message.ts';
import { RawLine } from '../../support/raw-line.ts';
import { bytesOf, OPCODE, type RawFrame } from '../../support/web-socket-frame.ts';
import { RelayHarness } from './relay-harness.ts';
import { ScriptedBuildPanel } from './scripted-buildpanel.ts';
import { frameOf, newUtterance, type Station } from './station-client.ts';

const text = (value: string): Buffer => Buffer.from(value);
const PROBE = text(JSON.stringify({ type: 'clock_probe', probeId: 1, sentAtUs: 0 }));
const { continuation, binary, close, ping, pong } = OPCODE;
const part = (opcode: number, payload: Uint8Array, isFinal: boolean): RawFrame => ({
  opcode,
  payload,
  isFinal,
});

describe('a line to the relay', () => {
  const buildPanel = new ScriptedBuildPanel();
  let relay: RelayHarness;
  let station: Station;
  let line: RawLine;

  beforeAll(async () => {
    relay = await RelayHarness.open();
    await relay.start(await buildPanel.start());
    await relay.verdict('WEBSOCKET_PROXY_INTEGRATION');
    station = await relay.station();
  });

  afterEach(() => {
    line.destroy();
  });

  afterAll(async () => {
    await relay.close();
    await buildPanel.stop();
  });

  async function open(): Promise<void> {
    line = await RawLine.open(relay.base, station.token);
  }

  const legal: readonly (readonly [string, readonly RawFrame[]])[] = [
    ['text in one frame', [part(OPCODE.text, PROBE, true)]],
    [
      'text in three frames',
      [
        part(OPCODE.text, PROBE.subarray(0, 5), false),
        part(continuation, PROBE.subarray(5, 9), false),
        part(continuation, PROBE.subarray(9), true),
      ],
    ],
    [
      'text in two frames with a ping between them',
      [
        part(OPCODE.text, PROBE.subarray(0, 5), false),
        part(ping, text('now'), true),
        part(continuation, PROBE.subarray(5), true),
      ],
    ],
    [
      'text in frames of which the last is empty',
      [part(OPCODE.text, PROBE, false), part(continuation, text(''), true)],
    ],
    ['a pong that nobody asked for', [part(pong, text('!'), true), part(OPCODE.text, PROBE, true)]],
  ];
  it.each(legal)('takes %s', async (_name, frames) => {
    await open();
    line.send(...frames);
    await line.next(OPCODE.text, 'clock_reply');
  });

  it.each([1, 7])('takes frames that come %i bytes at a time', async (sizeBytes) => {
    await open();
    await line.sendInPieces(bytesOf({ opcode: OPCODE.text, payload: PROBE }), sizeBytes);
    await line.next(OPCODE.text, 'clock_reply');
  });

  it('answers a ping with what it said, of up to 125 bytes', async () => {
    await open();
    line.send(part(ping, Buffer.alloc(125, 'x'), true));
    expect((await line.next(pong)).length).toBe(125);
  });

  it('answers a close with the same code, and lets go', async () => {
    await open();
    line.send(part(close, Buffer.from([0x03, 0xe8]), true));
    expect(await line.closeCode()).toBe(1_000);
    await line.ended();
  });

  const illegal: readonly (readonly [string, number, readonly RawFrame[]])[] = [
    [
      'frames that are not masked',
      1002,
      [{ opcode: OPCODE.text, payload: PROBE, isMasked: false }],
    ],
    [
      'sound that is not masked',
      1002,
      [{ opcode: 2, payload: Buffer.alloc(672), isMasked: false }],
    ],
    ['a reserved bit', 1002, [{ opcode: OPCODE.text, payload: PROBE, reserved: 4 }]],
    ['a reserved bit on sound', 1002, [{ opcode: 2, payload: Buffer.alloc(672), reserved: 1 }]],
    ['a reserved opcode', 1002, [part(3, text('?'), true)]],
    ['a reserved control opcode', 1002, [part(11, text('?'), true)]],
    ['a ping in pieces', 1002, [part(ping, text('?'), false)]],
    ['a ping of 126 bytes', 1002, [part(ping, Buffer.alloc(126), true)]],
    ['a continuation of nothing', 1002, [part(continuation, PROBE, true)]],
    [
      'a new message before the last is whole',
      1002,
      [part(OPCODE.text, PROBE.subarray(0, 5), false), part(OPCODE.text, PROBE, true)],
    ],
    [
      'sound before a message in pieces is whole',
      1002,
      [part(binary, Buffer.alloc(9), false), part(binary, Buffer.alloc(672), true)],
    ],
    ['a close of one byte', 1002, [part(close, text('?'), true)]],
    ['a close code that is none', 1002, [part(close, Buffer.from([0x03, 0xed]), true)]],
    ['a close reason that is no UTF-8', 1007, [part(close, Buffer.from([3, 0xe8, 0xff]), true)]],
    ['text that is no UTF-8', 1007, [part(OPCODE.text, Buffer.from([0xc3, 0x28]), true)]],
    ['text cut within a letter', 1007, [part(OPCODE.text, Buffer.from([0xe2, 0x82]), true)]],
    ['a message of 9 kB', 1009, [part(binary, Buffer.alloc(9_000), true)]],
    [
      'a message of 9 kB in pieces',
      1009,
      Array.from({ length: 9 }, (_, index) =>
        part(index === 0 ? binary : continuation, Buffer.alloc(1_000), index === 8),
      ),
    ],
  ];
  it.each(illegal)('is closed for %s with %i', async (_name, code, frames) => {
    await open();
    line.send(...frames, part(OPCODE.text, PROBE, true));
    expect(await line.closeCode()).toBe(code);
    await line.ended();
    expect(line.told.some(({ payload }) => payload.includes('clock_reply'))).toBe(false);
  });

  it('carries an utterance whose frames come whole, in pieces and many at a time, in order', async () => {
    await open();
    const spoken = newUtterance();
    const start = {
      type: 'start_voice_streaming',
      ...spoken,
      laneId: 'lane-1',
      streamNumber: 1,
      audioConfig: { sampleRate: 16_000, channels: 1, codecs: ['pcm_s16le'] },
    };
    const sound = (sequence: number) =>
      encodeFrameMessage({
        codec: 'pcm_s16le',
        streamNumber: 1,
        sequence,
        capturedAtUs: 0,
        capturedBeforeConnection: true,
        discontinuity: false,
        frames: [frameOf(sequence)],
      });
    line.send(part(OPCODE.text, text(JSON.stringify(start)), true));
    line.send(...[0, 1, 2].map((sequence) => part(binary, sound(sequence), true)));
    await line.sendInPieces(bytesOf(part(binary, sound(3), true)), 100);
    const fourth = sound(4);
    line.send(
      part(binary, fourth.subarray(0, 50), false),
      part(ping, text('between'), true),
      part(continuation, fourth.subarray(50), true),
      part(binary, sound(5), true),
    );
    const end = { type: 'end_voice_streaming', ...spoken, streamNumber: 1 };
    line.send(
      part(OPCODE.text, text(JSON.stringify({ ...end, nextSequence: 6, frameCount: 6 })), true),
    );
    const told = await line.next(OPCODE.text, 'streaming_complete');
    expect(told.toString()).toContain(`bytes:${6 * 640}`);
  });
});
