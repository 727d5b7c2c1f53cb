import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { utteranceResultSchema } from '../../../src/shared/wire/down.ts';
import { MAX_UPLOAD_BYTES, problemSchema, UPLOAD_TYPE } from '../../../src/shared/wire/http.ts';
import { newOpusEncoder } from '../../../src/main/voice/opus-encoder.ts';
import { encodeOpusUtterance } from '../../../src/shared/wire/opus-utterance.ts';
import { encodeWav } from '../../../src/relay/wav.ts';
import { RelayHarness } from './relay-harness.ts';
import { ScriptedBuildPanel } from './scripted-buildpanel.ts';
import { frameOf, newUtterance, wavOf } from './station-client.ts';

describe('an utterance sent whole', () => {
  let buildPanel: ScriptedBuildPanel;
  let relay: RelayHarness;
  let url: string;

  beforeEach(async () => {
    buildPanel = new ScriptedBuildPanel();
    buildPanel.script.dialect = null;
    url = await buildPanel.start();
    relay = await RelayHarness.open();
  });

  afterEach(async () => {
    await relay.close();
    await buildPanel.stop();
  });

  async function problemOf(response: Response) {
    return problemSchema.parse(await response.json());
  }

  it('is wanted at once where streaming is not supported, and answered with words', async () => {
    buildPanel.script.words = 'two greek bowls';
    await relay.start(url);
    await relay.verdict('OPTIMIZED_BATCH_PROCESSING');
    const station = await relay.station();
    const line = await station.connect();
    const spoken = newUtterance();
    line.start(spoken);
    expect(await line.next('streaming_session_started')).toMatchObject({
      buildPanelConnected: false,
      fallbackToBatch: true,
    });
    expect((await line.next('upload_wanted')).reason).toBe('streaming-not-supported');
    const result = utteranceResultSchema.parse(
      await (await station.upload(spoken, wavOf(50))).json(),
    );
    expect(result).toMatchObject({
      ...spoken,
      via: 'batch',
      words: 'available',
      finalTranscription: 'two greek bowls',
      confidence: 0.9,
    });
    expect(result.timing.relayMs).toBeGreaterThan(0);
    line.resume(spoken, { streamNumber: 2 });
    expect((await line.next('streaming_complete')).result).toEqual(result);
  });

  it('is wanted when streaming is switched off, whatever the upstream can do', async () => {
    buildPanel.script.dialect = 'd2';
    await relay.start(url, { isStreamingEnabled: false });
    await relay.verdict('WEBSOCKET_PROXY_INTEGRATION');
    const line = await (await relay.station()).connect();
    line.start(newUtterance());
    expect((await line.next('upload_wanted')).reason).toBe('streaming-switched-off');
  });

  it('is asked of the upstream once, however often it is sent', async () => {
    buildPanel.script.answerDelayMs = 200;
    await relay.start(url);
    await relay.verdict('OPTIMIZED_BATCH_PROCESSING');
    const station = await relay.station();
    const spoken = newUtterance();
    const both = await Promise.all([
      station.upload(spoken, wavOf(20)),
      station.upload(spoken, wavOf(20)),
    ]);
    const later = await station.upload(spoken, wavOf(20));
    const results: unknown[] = [];
    for (const response of [...both, later]) results.push(await response.json());
    const [first, ...others] = results;
    for (const other of others) expect(other).toEqual(first);
    expect(buildPanel.guests('/api/voice-chat-metadata')).toHaveLength(1);
  });

  it('of another station is not given away', async () => {
    await relay.start(url);
    await relay.verdict('OPTIMIZED_BATCH_PROCESSING');
    const spoken = newUtterance();
    await (await relay.station()).upload(spoken, wavOf(20));
    const answer = await (await relay.station()).upload(spoken, wavOf(20));
    expect(answer.status).toBe(403);
    expect((await problemOf(answer)).code).toBe('wrong-tenant');
  });

  it('is answered by a spoken reply alone where there are no words', async () => {
    execFileSync('espeak-ng', ['-w', `${relay.dataDir}/reply.wav`, 'thank you']);
    buildPanel.script.mp3 = execFileSync('lame', ['--quiet', `${relay.dataDir}/reply.wav`, '-']);
    buildPanel.script.metadata = 'off';
    buildPanel.script.voice = 'mp3';
    await relay.start(url);
    await relay.verdict('BATCH_PROCESSING_ONLY');
    const station = await relay.station();
    const line = await station.connect();
    const spoken = newUtterance();
    const result = utteranceResultSchema.parse(
      await (await station.upload(spoken, wavOf(50))).json(),
    );
    expect(result).toMatchObject({ words: 'not-available', finalTranscription: '' });
    await line.next('audio_response_chunk', ({ isComplete }) => isComplete);
    const pieces = line.messages.flatMap((message) =>
      message.type === 'audio_response_chunk' ? [Buffer.from(message.audio, 'base64')] : [],
    );
    const seconds = Buffer.concat(pieces).length / 32_000;
    expect(seconds).toBeGreaterThan(0.3);
    expect(seconds).toBeLessThan(3);
  });

  it('with JSON where an MP3 was promised is no answer', async () => {
    buildPanel.script.metadata = 'off';
    buildPanel.script.voice = 'json';
    await relay.start(url);
    const answer = await (await relay.station()).upload(newUtterance(), wavOf(20));
    expect(answer.status).toBe(503);
  });

  it('stays with the station while the upstream is away, and is taken when it is back', async () => {
    await buildPanel.stop();
    await relay.start(url);
    const station = await relay.station();
    const spoken = newUtterance();
    const answer = await station.upload(spoken, wavOf(20));
    expect(answer.status).toBe(503);
    const problem = await problemOf(answer);
    expect(problem.code).toBe('upstream-away');
    expect(problem.retryAfterMs).toBeGreaterThan(0);
    buildPanel = new ScriptedBuildPanel(Number(new URL(url).port));
    buildPanel.script.dialect = null;
    await buildPanel.start();
    await relay.verdict('OPTIMIZED_BATCH_PROCESSING');
    expect((await station.upload(spoken, wavOf(20))).status).toBe(200);
  });

  it('that fails upstream is told so, and the breaker opens after three', async () => {
    await relay.start(url);
    await relay.verdict('OPTIMIZED_BATCH_PROCESSING');
    buildPanel.script.metadata = 'fails';
    const station = await relay.station();
    const codes = [];
    for (let tries = 0; tries < 4; tries += 1)
      codes.push((await problemOf(await station.upload(newUtterance(), wavOf(5)))).code);
    expect(codes).toEqual([
      'upstream-failed',
      'upstream-failed',
      'upstream-failed',
      'upstream-away',
    ]);
    expect(await relay.metric('buildpanel_breaker_open{way="voiceMetadata"}')).toBe(1);
  });

  it('that is no WAV of ours, or too large, is refused in plain words', async () => {
    await relay.start(url);
    const station = await relay.station();
    const stereo = encodeWav(new Uint8Array(640));
    stereo[22] = 2;
    for (const body of [
      Buffer.from('not a wav'),
      stereo,
      encodeWav(new Uint8Array()),
      wavOf(20).subarray(0, 500),
    ]) {
      const answer = await station.upload(newUtterance(), new Uint8Array(body));
      expect(answer.status).toBe(415);
      expect((await problemOf(answer)).code).toBe('not-a-wav');
    }
    const large = await station.upload(newUtterance(), new Uint8Array(MAX_UPLOAD_BYTES + 1));
    expect((await problemOf(large)).code).toBe('too-large');
    const lane = await station.upload(newUtterance(), wavOf(5), { laneId: 'lane-2' });
    expect((await problemOf(lane)).code).toBe('wrong-lane');
  });

  it('comes in Opus as well, and BuildPanel hears all of it as plain sound', async () => {
    await relay.start(url);
    await relay.verdict('OPTIMIZED_BATCH_PROCESSING');
    const station = await relay.station();
    const encoder = newOpusEncoder(24_000);
    const packets = Array.from({ length: 60 }, (_, at) => encoder.encode(frameOf(at)));
    const body = encodeOpusUtterance(packets);
    const type = UPLOAD_TYPE.opus;
    const answer = await station.upload(newUtterance(), body, { type, priority: 'backlog' });
    const result = utteranceResultSchema.parse(await answer.json());
    const plain: unknown = await (await station.upload(newUtterance(), wavOf(60))).json();
    expect(result.finalTranscription).toBe(utteranceResultSchema.parse(plain).finalTranscription);
    const counted = 'utterance_uploads_total{codec="opus",priority="backlog"}';
    expect(await relay.metric(counted)).toBe(1);
    const cut = await station.upload(newUtterance(), body.slice(0, 200), { type });
    expect((await problemOf(cut)).code).toBe('not-opus');
  });

  it('of the past waits for its turn while guests are answered at once', async () => {
    buildPanel.script.answerDelayMs = 600;
    await relay.start(url);
    await relay.verdict('OPTIMIZED_BATCH_PROCESSING');
    const stations = [];
    for (let count = 0; count < 4; count += 1) stations.push(await relay.station());
    const order: string[] = [];
    const said = stations.map(async (station, index) => {
      // The last one speaks now, after the others' backlog has filled every place.
      const isGuest = index === stations.length - 1;
      if (isGuest) await new Promise((resolve) => setTimeout(resolve, 100));
      const priority = isGuest ? 'live' : 'backlog';
      const answer = await station.upload(newUtterance(), wavOf(20), { priority });
      expect(answer.status).toBe(200);
      order.push(isGuest ? 'guest' : 'past');
    });
    await Promise.all(said);
    expect(order.indexOf('guest')).toBeLessThan(3);
    expect(order.at(-1)).toBe('past');
  });

  it('of the past goes one at a time from a station, and a second is told to come back', async () => {
    buildPanel.script.answerDelayMs = 300;
    await relay.start(url);
    await relay.verdict('OPTIMIZED_BATCH_PROCESSING');
    const station = await relay.station();
    const first = station.upload(newUtterance(), wavOf(20), { priority: 'backlog' });
    await new Promise((resolve) => setTimeout(resolve, 100));
    const second = await station.upload(newUtterance(), wavOf(20), { priority: 'backlog' });
    expect((await problemOf(second)).code).toBe('busy');
    expect((await station.upload(newUtterance(), wavOf(20))).status).toBe(200);
    expect((await first).status).toBe(200);
  });

  it('that streaming began and the upload finished is counted as asked twice', async () => {
    buildPanel.script.dialect = 'd2';
    await relay.start(url);
    await relay.verdict('WEBSOCKET_PROXY_INTEGRATION');
    buildPanel.script.cutAfterBytes = 5 * 640;
    const station = await relay.station();
    const line = await station.connect();
    const spoken = newUtterance();
    line.start(spoken);
    line.frames(0, 20);
    await line.next('upload_wanted');
    expect((await station.upload(spoken, wavOf(20))).status).toBe(200);
    expect(await relay.metric('upstream_repeated_total')).toBe(1);
  });

  it('whose words the store refused is not asked for again', async () => {
    await relay.start(url);
    await relay.verdict('OPTIMIZED_BATCH_PROCESSING');
    await relay.db.schema.dropTable('results').execute();
    const station = await relay.station();
    const spoken = newUtterance();
    const first = await station.upload(spoken, wavOf(20));
    const again = await station.upload(spoken, wavOf(20));
    expect(await again.json()).toEqual(await first.json());
    expect(await relay.metric('upstream_repeated_total')).toBe(0);
  });

  it('that was streamed, and whose words the store refused, is not asked for again', async () => {
    buildPanel.script.dialect = 'd2';
    await relay.start(url);
    await relay.verdict('WEBSOCKET_PROXY_INTEGRATION');
    await relay.db.schema.dropTable('results').execute();
    const station = await relay.station();
    const line = await station.connect();
    const spoken = newUtterance();
    line.start(spoken);
    line.frames(0, 20);
    line.end(spoken, 20);
    const { result } = await line.next('streaming_complete');
    const uploaded = await station.upload(spoken, wavOf(20));
    expect(await uploaded.json()).toEqual(result);
    expect(await relay.metric('upstream_repeated_total')).toBe(0);
  });
});
