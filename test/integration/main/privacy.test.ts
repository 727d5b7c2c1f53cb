/** Guests' voices and words, from the restaurant's policy at the relay to the station's disk. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Restaurants } from '../../../src/relay/store/restaurants.ts';
import type { StationSnapshot } from '../../../src/shared/ipc/views.ts';
import { restaurantIdSchema, type UtteranceId } from '../../../src/shared/ids.ts';
import { DEFAULT_PRIVACY, type PrivacyPolicy } from '../../../src/shared/privacy/privacy-policy.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { RelayHarness, RESTAURANT_ID } from '../relay/relay-harness.ts';
import { ScriptedBuildPanel } from '../relay/scripted-buildpanel.ts';
import { LANE, TestStation } from './test-station.ts';

/** Words that nothing else in the product says, around an order that it knows. */
const CANARY = 'xylophone marzipan';
const SAID = `${CANARY} two greek bowls`;

let buildPanel: ScriptedBuildPanel;
let upstreamUrl: string;
let relay: RelayHarness;
let station: TestStation | undefined;

beforeEach(async () => {
  buildPanel = new ScriptedBuildPanel();
  buildPanel.script.words = SAID;
  upstreamUrl = await buildPanel.start();
  relay = await RelayHarness.open();
});

afterEach(async () => {
  await station?.stop();
  station = undefined;
  await relay.close();
  await buildPanel.stop();
});

async function begin(policy: Partial<PrivacyPolicy> = {}): Promise<TestStation> {
  await setPolicy(policy);
  await relay.start(upstreamUrl);
  await relay.verdict('WEBSOCKET_PROXY_INTEGRATION');
  const config = { relayUrl: relay.base, enrolCode: await relay.code() };
  station = await TestStation.start(await tempFolder(), config);
  await station.until(({ menuSource }) => menuSource === 'restaurant');
  return station;
}

function setPolicy(policy: Partial<PrivacyPolicy>): Promise<void> {
  const restaurantId = restaurantIdSchema.parse(RESTAURANT_ID);
  const changed = { ...DEFAULT_PRIVACY, ...policy };
  return new Restaurants(relay.db).setPrivacy(restaurantId, changed, Date.now());
}

const saidIn = ({ transcripts }: StationSnapshot) => transcripts.map(({ text }) => text);
const areSaid = (count: number) => (now: StationSnapshot) =>
  now.transcripts.filter(({ became }) => became !== undefined).length === count;

/** Speaks, and answers once the words are stored. */
async function say(own: TestStation, count = 1): Promise<UtteranceId> {
  await own.speak();
  const { transcripts } = await own.until(areSaid(count));
  const last = transcripts.at(-1);
  if (last === undefined) throw new Error('one was said');
  return last.utteranceId;
}

/** Whether sound is there: without a playback device it is looked for first. */
const soundOf = (own: TestStation, utteranceId: UtteranceId) =>
  own.handlers.hearAgain({ laneId: LANE, utteranceId });
const KEPT = { ok: false, failure: 'no-playback-device' };
const ERASED = { ok: false, failure: 'sound-erased' };

test('closing the shift erases what was delivered, and what is said next is kept again', async () => {
  const own = await begin();
  await own.handlers.openShift({ floatCents: 0 });
  const first = await say(own);
  expect(await soundOf(own, first)).toEqual(KEPT);
  await own.handlers.setUpManager({ name: 'Ada', pin: '4711' });
  expect((await own.handlers.closeShift({ countedCents: 0, approval: { pin: '4711' } })).ok).toBe(
    true,
  );
  await vi.waitFor(async () => expect(await soundOf(own, first)).toEqual(ERASED));
  expect(await soundOf(own, await say(own, 2))).toEqual(KEPT);
});

test('where the restaurant keeps no sound, it is gone once it is delivered, also when that changes later', async () => {
  const own = await begin({ sound: 'for-hours' });
  expect(await soundOf(own, await say(own))).toEqual(KEPT);
  await setPolicy({ sound: 'not-kept' });
  await vi.waitFor(async () => {
    const second = await say(own, (await own.snapshot()).transcripts.length + 1);
    expect(await soundOf(own, second)).toEqual(ERASED);
  }, 20_000);
});

test('the notice to guests reaches the screen, and leaves it when the restaurant takes it back', async () => {
  const text = { en: 'We record your order.', es: 'Grabamos su pedido.' };
  const own = await begin({ notice: { text, onReceipts: true } });
  expect((await own.snapshot()).guestNotice).toEqual({ text });
  await setPolicy({});
  await own.until(({ guestNotice }) => guestNotice.text === undefined);
  expect(own.pushed).toContain('onGuestNotice');
});

test('a guest who wants it is forgotten: sound, words, missed words, and the trail says who allowed it', async () => {
  const own = await begin();
  const erased = await say(own);
  await own.handlers.setTakenOver({ laneId: LANE, takenOver: true });
  await say(own, 2);
  await own.handlers.nextGuest({ laneId: LANE });
  const kept = await say(own, 3);
  expect((await own.snapshot()).missed).toHaveLength(1);
  await own.handlers.setUpManager({ name: 'Ada', pin: '4711' });

  const request = { utteranceId: erased };
  expect(await own.handlers.eraseGuestWords(request)).toEqual({
    ok: false,
    failure: 'needs-approval',
  });
  const approval = { pin: '4711' };
  expect(await own.handlers.eraseGuestWords({ ...request, approval })).toEqual({ ok: true });
  const now = await own.snapshot();
  expect(saidIn(now)).toEqual(['', '', SAID]);
  expect(now.missed).toEqual([]);
  expect(await soundOf(own, erased)).toEqual(ERASED);
  expect(await soundOf(own, kept)).toEqual(KEPT);
  const archive = await textsBelow(join(own.directory, 'tickets', 'archive'));
  expect(archive.join('')).not.toContain(erased);
  const trail = await own.handlers.readAudit({ sinceMs: 0, approval });
  const line = trail.ok && trail.value.entries.find(({ kind }) => kind === 'words-erased');
  expect(line).toMatchObject({ approvedBy: { name: 'Ada' } });
});

test('erasing the guest who is there leaves the ticket, without the words that made it', async () => {
  const own = await begin();
  const utteranceId = await say(own);
  expect(await own.handlers.eraseGuestWords({ utteranceId })).toEqual({ ok: true });
  const [open] = (await own.snapshot()).tickets;
  expect(open?.ticket.lines).toMatchObject([
    { name: 'Greek Bowl', quantity: 2, origin: { by: 'voice', words: '' } },
  ]);
  expect(open?.canUndo).toBe(false);
});

test('no word of a guest and no sound lies open anywhere: not in logs, not in files, not at the relay', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
  relay.log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
  await relay.start(upstreamUrl);
  await relay.verdict('WEBSOCKET_PROXY_INTEGRATION');
  const config = { relayUrl: relay.base, enrolCode: await relay.code() };
  const folder = await tempFolder();
  station = await TestStation.start(folder, config, log);
  await station.until(
    ({ menuSource, connection }) => menuSource === 'restaurant' && connection.state === 'online',
  );
  await say(station);
  await station.handlers.setTakenOver({ laneId: LANE, takenOver: true });
  await say(station, 2);
  await station.handlers.holdTicket({ laneId: LANE, label: 'Waits' });
  await say(station, 3);
  await station.handlers.nextGuest({ laneId: LANE });
  await say(station, 4);
  await station.stop();
  const sound = station.hosts.flatMap((host) => host.spoken.map((pcm) => Buffer.from(pcm)));
  station = undefined;
  await relay.stopRelay();

  expect(lines.length).toBeGreaterThan(0);
  expect(sound.length).toBeGreaterThan(100);
  const needles = [
    ...CANARY.split(' '),
    Buffer.from(CANARY).toString('base64').slice(0, 12),
    Buffer.from(CANARY).toString('hex'),
  ];
  for (const needle of needles) expect(lines.join('')).not.toContain(needle);
  const files = [...(await filesBelow(folder)), ...(await filesBelow(relay.dataDir))];
  expect(files.length).toBeGreaterThan(10);
  for (const file of files) {
    const bytes = await readFile(file);
    for (const needle of needles)
      expect(bytes.includes(needle), `${needle} in ${file}`).toBe(false);
    for (const pcm of sound) expect(bytes.includes(pcm.subarray(0, 64)), file).toBe(false);
  }

  station = await TestStation.start(folder, config);
  const { held, missed } = await station.snapshot();
  expect(held).toHaveLength(1);
  expect(missed).toMatchObject([{ kind: 'words', text: SAID }]);
}, 60_000);

async function filesBelow(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of await readdir(folder, { recursive: true }).catch(() => [])) {
    const path = join(folder, name);
    if ((await stat(path)).isFile()) found.push(path);
  }
  return found;
}

async function textsBelow(folder: string): Promise<string[]> {
  return Promise.all((await filesBelow(folder)).map((file) => readFile(file, 'utf8')));
}
