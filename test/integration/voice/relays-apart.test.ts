/** A station whose relay is another one from one moment to the next: the two share no store, and know nothing of each other. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startBuildPanel, type BuildPanel } from '../../../src/buildpanel/buildpanel.ts';
import { createDigestRecogniser, digestOf } from '../../../src/buildpanel/digest-recogniser.ts';
import { createLog } from '../../../src/buildpanel/log.ts';
import { createToneSpeaker } from '../../../src/buildpanel/reply/tone-speaker.ts';
import type { UtteranceId } from '../../../src/shared/ids.ts';
import { importMenu } from '../../../src/shared/menu/import-menu.ts';
import { ok } from '../../../src/shared/result.ts';
import { TcpLink } from '../../support/tcp-link.ts';
import {
  openHost,
  startStation,
  until,
  untilOnline,
  type Station,
} from '../../support/voice-fixture.ts';
import { MENU_SOURCE, RelayHarness } from '../relay/relay-harness.ts';

const WAIT_MS = 20_000;

let buildPanel: BuildPanel;
let first: RelayHarness;
let second: RelayHarness;
let link: TcpLink | undefined;
let station: Station | undefined;

beforeEach(async () => {
  first = await RelayHarness.open();
  second = await RelayHarness.open();
});

afterEach(async () => {
  await station?.voice.stop();
  await link?.close();
  [station, link] = [undefined, undefined];
  await first.close();
  await second.close();
  await buildPanel.stop();
});

/** A station at the first relay, with a way to move it. */
async function start(slowMs = 0) {
  const menu = importMenu(MENU_SOURCE);
  if (!menu.ok) throw new Error(menu.failure.text);
  buildPanel = await startBuildPanel(
    {
      host: '127.0.0.1',
      port: 0,
      menu: menu.value,
      behaviour: {
        dialects: ['d1'],
        metadata: true,
        realtime: 'hang',
        chatbot: false,
        menu: 'empty',
        faults: {},
        reply: 'whole',
        closeAfterFrames: null,
        hangsOn: null,
        slowMs,
      },
    },
    {
      recogniser: createDigestRecogniser(),
      isSpeech: false,
      isDigest: true,
      speaker: createToneSpeaker(),
      log: createLog('silent'),
    },
  );
  const target = { host: '127.0.0.1', port: 0 };
  const at = async (relay: RelayHarness) => {
    // All in one form, of which the digest is known.
    await relay.start(`http://127.0.0.1:${buildPanel.port}`, { codecs: ['pcm_s16le'] });
    await relay.verdict('WEBSOCKET_PROXY_INTEGRATION');
    return { port: Number(new URL(relay.base).port), identity: await relay.station() };
  };
  const ways = [await at(first), await at(second)] as const;
  let now: (typeof ways)[number] = ways[0];
  target.port = now.port;
  const line = await TcpLink.open(target, Math.random);
  link = line;
  const own = await startStation({
    relayUrl: `http://127.0.0.1:${line.port}`,
    accessToken: async () => {
      await now.identity.renew();
      return ok(now.identity.token);
    },
  });
  station = own;
  await untilOnline(own);
  const moveTo = async (which: 0 | 1): Promise<void> => {
    now = ways[which];
    target.port = now.port;
    line.reset();
    await until('offline', () => own.voice.views().connection.state !== 'online');
    await untilOnline(own);
  };
  return { own, moveTo, host: await openHost(own) };
}

async function digestIn(own: Station, utteranceId: UtteranceId): Promise<string> {
  const frames = await own.voice.recentFrames(utteranceId);
  return digestOf(Buffer.concat(frames.map(({ pcm }) => pcm)));
}

async function expectWhole(own: Station, count: number, frames: number): Promise<void> {
  await until('a delivery', () => own.delivered.length === count, WAIT_MS);
  const delivered = own.delivered.at(-1);
  if (delivered === undefined) throw new Error('one was delivered');
  const { utteranceId, finalTranscription } = delivered;
  expect(finalTranscription).toBe(await digestIn(own, utteranceId));
  expect(finalTranscription.startsWith(`${frames} `)).toBe(true);
  await until('an empty spool', () => own.voice.views().spool.waiting === 0);
}

test('an utterance begun at one relay goes on at another that knows nothing of it, and is delivered once', async () => {
  const { own, moveTo, host } = await start();
  host.startSpeech();
  host.hear(40);
  await moveTo(1);
  host.hear(35);
  host.endSpeech();
  await expectWhole(own, 1, 75);

  // The first still holds its half; the next guest's words come from there all the same.
  await moveTo(0);
  host.startSpeech();
  host.hear(30);
  host.endSpeech();
  await expectWhole(own, 2, 30);
  expect(new Set(own.delivered.map(({ utteranceId }) => utteranceId)).size).toBe(2);
}, 60_000);

test('an answer that stays at the first relay is had from the second, and shown once', async () => {
  const { own, moveTo, host } = await start(700);
  host.startSpeech();
  host.hear(50);
  host.endSpeech();
  await moveTo(1);
  await expectWhole(own, 1, 50);
  await moveTo(0);
  host.startSpeech();
  host.hear(20);
  host.endSpeech();
  await expectWhole(own, 2, 20);
  expect(new Set(own.delivered.map(({ utteranceId }) => utteranceId)).size).toBe(2);
}, 60_000);
