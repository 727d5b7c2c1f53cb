/** The voice part against the real relay; only BuildPanel and the microphone are stand-ins. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sessionIdSchema, utteranceIdSchema } from '../../../src/shared/ids.ts';
import { FRAME_BYTES } from '../../../src/shared/speech/audio-format.ts';
import { ok } from '../../../src/shared/result.ts';
import { journalIn, laneId, temporaryDirectory } from '../../support/journal-fixture.ts';
import {
  openHost,
  startStation,
  until,
  untilOnline,
  type Station,
} from '../../support/voice-fixture.ts';
import { RelayHarness } from '../relay/relay-harness.ts';
import { ScriptedBuildPanel } from '../relay/scripted-buildpanel.ts';
import { newUtterance } from '../relay/station-client.ts';

let buildPanel: ScriptedBuildPanel;
let buildPanelUrl: string;
let relay: RelayHarness;
let station: Station | undefined;

beforeEach(async () => {
  buildPanel = new ScriptedBuildPanel();
  buildPanelUrl = await buildPanel.start();
  relay = await RelayHarness.open();
});

afterEach(async () => {
  await station?.voice.stop();
  station = undefined;
  await relay.close();
  await buildPanel.stop();
});

async function start(verdict: string): Promise<Station> {
  await relay.start(buildPanelUrl);
  await relay.verdict(verdict);
  const identity = await relay.station();
  station = await startStation({
    relayUrl: relay.base,
    accessToken: async () => {
      await identity.renew();
      return ok(identity.token);
    },
  });
  await untilOnline(station);
  return station;
}

test('what is said comes back over the stream, and the relay forgets it once it is stored', async () => {
  const own = await start('WEBSOCKET_PROXY_INTEGRATION');
  const host = await openHost(own);
  host.startSpeech();
  host.hear(80);
  host.endSpeech();
  await until('a delivery', () => own.delivered.length === 1);
  expect(own.delivered[0]).toMatchObject({
    via: 'streaming',
    late: false,
    finalTranscription: `bytes:${80 * FRAME_BYTES}`,
  });
  expect(own.voice.views().transcripts).toMatchObject([{ status: 'final' }]);
  expect(own.voice.views().connection).toMatchObject({ state: 'online', streaming: true });
  const kept = () => relay.db.selectFrom('results').selectAll().execute();
  await vi.waitFor(async () => expect(await kept()).toEqual([]));
});

test('where BuildPanel cannot stream, the same utterance goes whole', async () => {
  buildPanel.script.dialect = null;
  const own = await start('OPTIMIZED_BATCH_PROCESSING');
  const host = await openHost(own);
  host.startSpeech();
  host.hear(40);
  host.endSpeech();
  await until('a delivery', () => own.delivered.length === 1);
  expect(own.delivered[0]).toMatchObject({ via: 'batch', late: false });
});

test('a relay that restarts in mid-utterance costs no frame and no second delivery', async () => {
  const own = await start('WEBSOCKET_PROXY_INTEGRATION');
  const port = Number(new URL(relay.base).port);
  const host = await openHost(own);
  host.startSpeech();
  host.hear(40);
  await relay.stopRelay();
  await until('offline', () => own.voice.views().connection.state !== 'online');
  host.hear(40);
  await relay.start(buildPanelUrl, { port });
  await untilOnline(own);
  host.hear(10);
  host.endSpeech();
  await until('a delivery', () => own.delivered.length === 1, 20_000);
  const [entry] = own.voice.views().transcripts;
  if (entry === undefined) throw new Error('one was said');
  expect(await own.voice.recentFrames(entry.utteranceId)).toHaveLength(90);
  expect(own.delivered[0]?.utteranceId).toBe(entry.utteranceId);
  await until('it is final', () => own.voice.views().transcripts[0]?.status === 'final');
  expect(own.delivered).toHaveLength(1);
});

test('what the disk refused before a kill is taken from the relay: its words, or what it has heard', async () => {
  await relay.start(buildPanelUrl);
  await relay.verdict('WEBSOCKET_PROXY_INTEGRATION');
  const identity = await relay.station();
  const [answered, cutShort] = [newUtterance(), newUtterance()];
  const line = await identity.connect();
  line.start(answered);
  line.frames(0, 40);
  line.end(answered, 40);
  await line.next('streaming_complete');
  line.cut();
  const cut = await identity.connect();
  cut.start(cutShort);
  cut.frames(0, 20);
  await cut.next('audio_ack', ({ nextSequence }) => nextSequence === 20);
  cut.cut();

  const directory = await temporaryDirectory();
  const { journal } = await journalIn(directory);
  for (const { utteranceId, sessionId } of [answered, cutShort, newUtterance()]) {
    journal.open({
      utteranceId: utteranceIdSchema.parse(utteranceId),
      sessionId: sessionIdSchema.parse(sessionId),
      laneId,
      startedAtUs: 0,
    });
  }
  await journal.close();
  station = await startStation({
    relayUrl: relay.base,
    directory,
    accessToken: async () => {
      await identity.renew();
      return ok(identity.token);
    },
  });
  const own = station;
  await until('both', () => own.delivered.length === 2);
  await until('nothing that waits', () => own.voice.views().spool.waiting === 0);
  const textOf = new Map(own.delivered.map((each) => [each.utteranceId, each.finalTranscription]));
  expect(Object.fromEntries(textOf)).toEqual({
    [answered.utteranceId]: `bytes:${40 * FRAME_BYTES}`,
    [cutShort.utteranceId]: `bytes:${20 * FRAME_BYTES}`,
  });
});
