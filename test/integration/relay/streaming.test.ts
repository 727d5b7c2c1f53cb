import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FRAME_BYTES } from '../../../src/shared/speech/audio-format.ts';
import { CLOSE } from '../../../src/shared/wire/close-codes.ts';
import { RESTAURANT_ID, RelayHarness } from './relay-harness.ts';
import { ScriptedBuildPanel } from './scripted-buildpanel.ts';
import { newUtterance } from './station-client.ts';

describe('a station that streams', () => {
  let buildPanel: ScriptedBuildPanel;
  let relay: RelayHarness;
  let url: string;

  beforeEach(async () => {
    buildPanel = new ScriptedBuildPanel();
    url = await buildPanel.start();
    relay = await RelayHarness.open();
  });

  afterEach(async () => {
    await relay.close();
    await buildPanel.stop();
  });

  it.each(['d1', 'd2', 'd3'] as const)(
    'gets partials and the final of every frame over %s',
    async (dialect) => {
      buildPanel.script.dialect = dialect;
      await relay.start(url);
      await relay.verdict('WEBSOCKET_PROXY_INTEGRATION');
      const station = await relay.station();
      const line = await station.connect();
      const spoken = newUtterance();
      line.start(spoken);
      line.frames(0, 60);
      line.end(spoken, 60);
      const { result } = await line.next('streaming_complete');
      expect(result).toMatchObject({
        ...spoken,
        via: 'streaming',
        words: 'not-speech',
        finalTranscription: `bytes:${60 * FRAME_BYTES}`,
      });
      expect(
        line.messages.filter(({ type }) => type === 'transcription_update').length,
      ).toBeGreaterThan(0);
      await line.next('audio_ack', ({ nextSequence }) => nextSequence === 60);
      const [asked, ...more] = buildPanel.guests('/realtime-voice');
      expect(asked).toMatchObject({ restaurantId: RESTAURANT_ID, userId: station.stationId });
      expect(more).toEqual([]);
    },
  );

  it('gets partials and the final through the realtime call', async () => {
    buildPanel.script.dialect = null;
    buildPanel.script.realtime = true;
    buildPanel.script.words = 'two greek bowls';
    await relay.start(url);
    await relay.verdict('HTTP_STREAMING_INTEGRATION');
    const line = await (await relay.station()).connect();
    const spoken = newUtterance();
    line.start(spoken);
    line.frames(0, 30);
    line.end(spoken, 30);
    expect((await line.next('transcription_update')).text).toBe('two');
    expect((await line.next('streaming_complete')).result).toMatchObject({
      via: 'streaming',
      words: 'available',
      finalTranscription: 'two greek bowls',
    });
  });

  it('goes on where the line was cut, and the upstream hears each frame once', async () => {
    await relay.start(url);
    await relay.verdict('WEBSOCKET_PROXY_INTEGRATION');
    const station = await relay.station();
    const spoken = newUtterance();
    const first = await station.connect();
    first.start(spoken);
    first.frames(0, 40);
    await first.next('audio_ack', ({ nextSequence }) => nextSequence === 40);
    first.cut();
    const second = await station.connect();
    second.resume(spoken, { streamNumber: 7 });
    expect((await second.next('audio_ack')).nextSequence).toBe(40);
    second.frames(30, 55, { streamNumber: 7 });
    second.end(spoken, 55, { streamNumber: 7 });
    expect((await second.next('streaming_complete')).result.finalTranscription).toBe(
      `bytes:${55 * FRAME_BYTES}`,
    );
    expect(buildPanel.guests('/realtime-voice')).toHaveLength(1);
  });

  it('is sent a result again until it says that it has it', async () => {
    await relay.start(url);
    await relay.verdict('WEBSOCKET_PROXY_INTEGRATION');
    const station = await relay.station();
    const spoken = newUtterance();
    const first = await station.connect();
    first.start(spoken);
    first.frames(0, 20);
    first.end(spoken, 20);
    const { result } = await first.next('streaming_complete');
    first.cut();
    await relay.stopRelay();
    await relay.start(url);
    station.base = relay.base;
    const second = await station.connect();
    second.resume(spoken);
    expect((await second.next('streaming_complete')).result).toEqual(result);
    second.send({ type: 'result_ack', ...spoken });
    second.resume(spoken, { streamNumber: 2 });
    expect((await second.next('upload_wanted')).reason).toBe('utterance-unknown');
    expect(buildPanel.guests('/realtime-voice')).toHaveLength(1);
  });

  it('tells how much of a reply was heard, and counts it', async () => {
    await relay.start(url);
    const line = await (await relay.station()).connect();
    const report = { type: 'playback_report', totalMs: 4_000, ...newUtterance() } as const;
    line.send({ ...report, playedMs: 1_500, stoppedBy: 'barge-in' });
    line.send({ ...report, playedMs: 4_000, stoppedBy: 'end' });
    const count = (by: string) => relay.metric(`replies_played_total{stopped_by="${by}"}`);
    await expect.poll(() => count('end')).toBe(1);
    expect(await count('barge-in')).toBe(1);
    expect(await relay.metric('reply_seconds_total{heard="yes"}')).toBe(5.5);
    expect(await relay.metric('reply_seconds_total{heard="no"}')).toBe(2.5);
  });

  it('takes an honest jump and refuses another', async () => {
    await relay.start(url);
    await relay.verdict('WEBSOCKET_PROXY_INTEGRATION');
    const line = await (await relay.station()).connect();
    const spoken = newUtterance();
    line.start(spoken);
    line.frames(0, 10);
    line.frames(15, 30);
    expect(await line.next('fault')).toMatchObject({
      code: 'out-of-order',
      utteranceId: spoken.utteranceId,
    });
    line.frames(15, 30, { discontinuity: true });
    line.end(spoken, 30, { frameCount: 25 });
    expect((await line.next('streaming_complete')).result.finalTranscription).toBe(
      `bytes:${25 * FRAME_BYTES}`,
    );
    expect(await relay.metric('audio_chunks_dropped_total{reason="out_of_order"}')).toBe(15);
  });

  it('is replaced by its own newer connection', async () => {
    await relay.start(url);
    const station = await relay.station();
    const older = await station.connect();
    await station.connect();
    expect(await older.closed).toBe(CLOSE.replaced.code);
  });

  it('is asked for the whole utterance when the upstream fails in the middle of it', async () => {
    await relay.start(url);
    await relay.verdict('WEBSOCKET_PROXY_INTEGRATION');
    buildPanel.script.cutAfterBytes = 20 * FRAME_BYTES;
    const line = await (await relay.station()).connect();
    const spoken = newUtterance();
    line.start(spoken);
    line.frames(0, 40);
    line.end(spoken, 40);
    expect(await line.next('streaming_error')).toMatchObject({
      error: 'upstream-failed',
      fallbackToBatch: true,
    });
    expect((await line.next('upload_wanted')).reason).toBe('upstream-failed');
    expect(await relay.metric('streaming_fallbacks_total{reason="upstream-failed"}')).toBe(1);
  });

  it('is not asked for it when falling back is switched off', async () => {
    await relay.start(url, { fallsBackOnError: false });
    await relay.verdict('WEBSOCKET_PROXY_INTEGRATION');
    buildPanel.script.cutAfterBytes = 20 * FRAME_BYTES;
    const line = await (await relay.station()).connect();
    const spoken = newUtterance();
    line.start(spoken);
    line.frames(0, 40);
    expect(await line.next('streaming_error')).toMatchObject({ fallbackToBatch: false });
    expect(line.messages.some(({ type }) => type === 'upload_wanted')).toBe(false);
  });

  it('learns the clock offset, and its frames are aged by it', async () => {
    await relay.start(url);
    const line = await (await relay.station()).connect();
    line.send({ type: 'clock_probe', probeId: 3, sentAtUs: 100 });
    const reply = await line.next('clock_reply');
    expect(reply).toMatchObject({ probeId: 3, probeSentAtUs: 100 });
    expect(reply.sentAtUs).toBeGreaterThanOrEqual(reply.receivedAtUs);
    const spoken = newUtterance();
    line.send({
      type: 'clock_probe',
      probeId: 4,
      sentAtUs: 200,
      estimate: { offsetUs: 0, errorUs: 50 },
    });
    line.start(spoken);
    // Pre-roll, from before the utterance: not counted.
    line.frames(0, 10, { capturedAtUs: 1 });
    await line.next('audio_ack', ({ nextSequence }) => nextSequence === 10);
    line.send({ type: 'clock_probe', probeId: 5, sentAtUs: 300 });
    const now = await line.next('clock_reply', ({ probeId }) => probeId === 5);
    line.frames(10, 20, { capturedAtUs: now.receivedAtUs });
    await line.next('audio_ack', ({ nextSequence }) => nextSequence === 20);
    expect(await relay.metric('frame_age_seconds_count')).toBe(1);
  });

  it('is told where to go when the relay stops', async () => {
    await relay.start(url);
    const line = await (await relay.station()).connect();
    await line.next('send_options');
    await relay.stopRelay();
    expect((await line.next('go_away')).retryAfterMs).toBeGreaterThan(0);
    expect(await line.closed).toBe(CLOSE.goingAway.code);
  });

  it('is told another time than its neighbour, so that they come back one after another', async () => {
    await relay.start(url);
    const stations = [await relay.station(), await relay.station(), await relay.station()];
    const lines = await Promise.all(stations.map((station) => station.connect()));
    await Promise.all(lines.map((line) => line.next('send_options')));
    await relay.stopRelay();
    const times = await Promise.all(lines.map((line) => line.next('go_away')));
    expect(new Set(times.map(({ retryAfterMs }) => retryAfterMs)).size).toBe(3);
  });
});
