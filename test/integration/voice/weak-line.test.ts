/** Speech over a line that becomes slow, against the real relay: lighter, then in larger pieces, then whole. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FRAME_BYTES } from '../../../src/shared/speech/audio-format.ts';
import { ok } from '../../../src/shared/result.ts';
import { TcpLink } from '../../support/tcp-link.ts';
import {
  openHost,
  startStation,
  until,
  untilOnline,
  type Station,
} from '../../support/voice-fixture.ts';
import { RelayHarness } from '../relay/relay-harness.ts';
import { ScriptedBuildPanel } from '../relay/scripted-buildpanel.ts';

let buildPanel: ScriptedBuildPanel;
let relay: RelayHarness;
let link: TcpLink;
let station: Station;

beforeEach(async () => {
  buildPanel = new ScriptedBuildPanel();
  relay = await RelayHarness.open();
  await relay.start(await buildPanel.start());
  await relay.verdict('WEBSOCKET_PROXY_INTEGRATION');
  const identity = await relay.station();
  link = await TcpLink.open(
    { host: '127.0.0.1', port: Number(new URL(relay.base).port) },
    () => 0.5,
  );
  station = await startStation({
    relayUrl: `http://127.0.0.1:${link.port}`,
    accessToken: async () => {
      await identity.renew();
      return ok(identity.token);
    },
  });
  await untilOnline(station);
});

afterEach(async () => {
  await station.voice.stop();
  await link.close();
  await relay.close();
  await buildPanel.stop();
});

function weakLink(): string | undefined {
  const { connection } = station.voice.views();
  return connection.state === 'online' ? connection.weakLink : undefined;
}

async function say(frameCount: number): Promise<string> {
  const count = station.delivered.length;
  const host = await openHost(station);
  host.startSpeech();
  host.hear(frameCount);
  host.endSpeech();
  await until('a delivery', () => station.delivered.length > count, 20_000);
  const delivered = station.delivered.at(-1);
  return `${delivered?.via ?? ''} ${delivered?.finalTranscription ?? ''}`;
}

test('a slow line makes speech lighter, and every frame of it is heard', async () => {
  expect(await say(40)).toBe(`streaming bytes:${40 * FRAME_BYTES}`);
  expect(await relay.metric('audio_frames_total{codec="pcm_s16le",per_message="1"}')).toBe(40);

  link.set({ latencyMs: 300 });
  await until('a weak line', () => weakLink() === 'medium', 20_000);
  expect(await say(40)).toBe(`streaming bytes:${40 * FRAME_BYTES}`);
  expect(await relay.metric('audio_frames_total{codec="opus",per_message="1"}')).toBe(40);

  link.set({ latencyMs: 600 });
  await until('a weaker line', () => weakLink() === 'low', 20_000);
  expect(await say(40)).toBe(`streaming bytes:${40 * FRAME_BYTES}`);
  expect(await relay.metric('audio_frames_total{codec="opus",per_message="5"}')).toBe(40);
}, 60_000);

test('over a line that is too slow to stream, what is said goes whole and in Opus', async () => {
  link.set({ latencyMs: 1_050 });
  await until('a line for wholes', () => weakLink() === 'batch', 30_000);
  expect(await say(40)).toMatch(/^batch /);
  expect(await relay.metric('utterance_uploads_total{codec="opus",priority="live"}')).toBe(1);
}, 60_000);
