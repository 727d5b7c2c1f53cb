/** The voice part and the real relay with a bad line between them: nothing is lost, nothing is asked twice. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ok } from '../../../src/shared/result.ts';
import { FRAME_BYTES } from '../../../src/shared/speech/audio-format.ts';
import { chanceOf } from '../../support/chance.ts';
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
let buildPanelUrl: string;
let relay: RelayHarness;
let link: TcpLink;
let station: Station;

beforeEach(async () => {
  buildPanel = new ScriptedBuildPanel();
  buildPanelUrl = await buildPanel.start();
  relay = await RelayHarness.open();
  await relay.start(buildPanelUrl);
  await relay.verdict('WEBSOCKET_PROXY_INTEGRATION');
  const port = Number(new URL(relay.base).port);
  link = await TcpLink.open({ host: '127.0.0.1', port }, chanceOf(1));
  const identity = await relay.station();
  station = await startStation({
    relayUrl: `http://127.0.0.1:${link.port}`,
    accessToken: () => Promise.resolve(ok(identity.token)),
  });
  await untilOnline(station);
});

afterEach(async () => {
  await station.voice.stop();
  await link.close();
  await relay.close();
  await buildPanel.stop();
});

const isOffline = () => station.voice.views().connection.state === 'offline';
const asked = () => buildPanel.guests('/realtime-voice').length;

async function oneDelivered(frameCount: number): Promise<void> {
  await until('a delivery', () => station.delivered.length > 0, 15_000);
  await until('no more to do', () => station.voice.views().spool.waiting === 0);
  expect(station.delivered).toHaveLength(1);
  expect(station.delivered[0]).toMatchObject({
    via: 'streaming',
    finalTranscription: `bytes:${frameCount * FRAME_BYTES}`,
  });
  expect(asked()).toBe(1);
  expect(await relay.metric('upstream_repeated_total')).toBe(0);
}

test('a line that takes bytes and gives none is noticed by both sides, and speech goes on over the next', async () => {
  const host = await openHost(station);
  host.startSpeech();
  host.hear(40);
  await until('the stream has begun', () => asked() === 1);
  link.set({ swallows: true });
  host.hear(20);
  await until('offline', isOffline, 8_000);
  expect(station.voice.views().connection).toMatchObject({ reason: 'silent' });
  for (let tries = 0; (await relay.metric('voice_active_connections')) > 0; tries += 1) {
    expect(tries).toBeLessThan(100);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  link.set({});
  await untilOnline(station);
  host.hear(10);
  host.endSpeech();
  await oneDelivered(70);
});

test('a result that the line swallowed is sent again, not asked for again', async () => {
  buildPanel.script.answerDelayMs = 0;
  const host = await openHost(station);
  host.startSpeech();
  host.hear(30);
  await until('the stream has begun', () => asked() === 1);
  host.endSpeech();
  // What the station said has arrived; what the relay says from now on does not.
  await new Promise((resolve) => setTimeout(resolve, 5));
  link.set({ swallows: true });
  await until('offline', isOffline, 8_000);
  link.set({});
  await oneDelivered(30);
});

test('a line that is reset again and again in mid-utterance costs no frame and no second question', async () => {
  const host = await openHost(station);
  host.startSpeech();
  for (let round = 0; round < 5; round += 1) {
    host.hear(20);
    await until('sent', () => station.voice.views().connection.state === 'online');
    await new Promise((resolve) => setTimeout(resolve, 30));
    link.reset();
    await until('offline', isOffline);
  }
  await untilOnline(station);
  host.endSpeech();
  await oneDelivered(100);
  expect(link.accepted).toBeGreaterThan(5);
});

test('a slow, narrow line with arrival jitter delivers every frame once and stays open', async () => {
  const before = link.accepted;
  link.set({ latencyMs: 120, jitterMs: 80, bytesPerS: 48_000 });
  const host = await openHost(station);
  host.startSpeech();
  for (let round = 0; round < 10; round += 1) {
    host.hear(10);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  host.endSpeech();
  await oneDelivered(100);
  expect(isOffline()).toBe(false);
  // Only news of the upstream may have needed another.
  expect(link.accepted - before).toBeLessThan(3);
});
