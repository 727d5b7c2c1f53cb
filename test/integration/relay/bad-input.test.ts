import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLOSE } from '../../../src/shared/wire/close-codes.ts';
import { FRAME_BYTES } from '../../../src/shared/speech/audio-format.ts';
import { RelayHarness } from './relay-harness.ts';
import { ScriptedBuildPanel } from './scripted-buildpanel.ts';
import { newUtterance, type Line, type Station } from './station-client.ts';

describe('a station that errs', () => {
  let buildPanel: ScriptedBuildPanel;
  let relay: RelayHarness;
  let station: Station;
  let line: Line;

  beforeEach(async () => {
    buildPanel = new ScriptedBuildPanel();
    relay = await RelayHarness.open();
    await relay.start(await buildPanel.start());
    await relay.verdict('WEBSOCKET_PROXY_INTEGRATION');
    station = await relay.station();
    line = await station.connect();
  });

  afterEach(async () => {
    await relay.close();
    await buildPanel.stop();
  });

  it.each([
    ['text that is no JSON', '{'],
    ['an unknown type', JSON.stringify({ type: 'open_sesame' })],
    [
      'a field too many',
      JSON.stringify({ type: 'result_ack', ...newUtterance(), restaurantId: 'mine' }),
    ],
    ['ids that are none', JSON.stringify({ type: 'result_ack', sessionId: '1', utteranceId: '2' })],
  ])('is told of %s, and the connection goes on', async (_name, text) => {
    line.socket.send(text);
    expect((await line.next('fault')).code).toBe('bad-message');
    line.send({ type: 'clock_probe', probeId: 1, sentAtUs: 0 });
    await line.next('clock_reply');
  });

  it('is told of frames that are none, and of a stream that was never started', async () => {
    line.socket.send(Buffer.alloc(32));
    await line.next('fault', ({ code }) => code === 'bad-frame');
    line.frames(0, 1, { streamNumber: 5 });
    await line.next('fault', ({ code }) => code === 'unknown-stream');
    expect(await relay.metric('audio_chunks_dropped_total{reason="unknown_stream"}')).toBe(1);
    expect(buildPanel.guests()).toEqual([]);
  });

  it('is closed after too many faults', async () => {
    for (let count = 0; count < 30; count += 1) line.socket.send('{');
    expect(await line.closed).toBe(CLOSE.badProtocol.code);
  });

  it('is closed for a message that is too large', async () => {
    line.socket.send(Buffer.alloc(100_000));
    expect(await line.closed).toBe(CLOSE.tooLarge.code);
  });

  it('is closed for text that is no UTF-8', async () => {
    line.socket.send(Buffer.from([0xff, 0xfe, 0xfd]), { binary: false });
    expect(await line.closed).toBe(1007);
  });

  it('is told when its own count of frames is not ours, and asked for the whole', async () => {
    const spoken = newUtterance();
    line.start(spoken);
    line.frames(0, 10);
    line.end(spoken, 12);
    await line.next('fault', ({ code }) => code === 'out-of-order');
    await line.next('upload_wanted');
  });

  it('is told when an utterance is too long, and may begin another', async () => {
    const spoken = newUtterance();
    line.start(spoken);
    for (let from = 0; from < 3_010; from += 100) {
      line.frames(from, from + 100, { perMessage: 5 });
      await line.next(
        'audio_ack',
        ({ nextSequence }) => nextSequence >= Math.min(from + 100, 3_000),
      );
      if (from >= 2_900) break;
    }
    line.frames(3_000, 3_005, { perMessage: 5 });
    expect(await line.next('streaming_error')).toMatchObject({
      error: 'too-long',
      fallbackToBatch: false,
    });
    const next = newUtterance();
    line.start(next, { streamNumber: 2 });
    line.frames(0, 10, { streamNumber: 2 });
    line.end(next, 10, { streamNumber: 2 });
    expect((await line.next('streaming_complete')).result.finalTranscription).toBe(
      `bytes:${10 * FRAME_BYTES}`,
    );
  });

  it('may not have too many utterances open', async () => {
    for (let count = 1; count <= 33; count += 1)
      line.start(newUtterance(), { streamNumber: count });
    await line.next('fault', ({ code }) => code === 'limit-exceeded');
  });

  it('is not shut out by what it left behind', async () => {
    for (let count = 1; count <= 32; count += 1)
      line.start(newUtterance(), { streamNumber: count });
    line.send({ type: 'clock_probe', probeId: 1, sentAtUs: 0 });
    await line.next('clock_reply');
    line.cut();
    const again = await station.connect();
    const spoken = newUtterance();
    again.start(spoken);
    again.frames(0, 10);
    again.end(spoken, 10);
    await again.next('streaming_complete');
  });

  it('that has gone silent is let go', async () => {
    line.socket.pause();
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    expect(await relay.metric('voice_active_connections')).toBe(0);
  });
});
