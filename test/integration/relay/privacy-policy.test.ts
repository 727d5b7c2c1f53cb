/** `relayctl restaurant privacy` on a real store. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { setPrivacy } from '../../../src/relay/relayctl-privacy.ts';
import { RelayHarness, RESTAURANT_ID } from './relay-harness.ts';

let relay: RelayHarness;

beforeEach(async () => {
  relay = await RelayHarness.open();
});

afterEach(() => relay.close());

test('a policy keeps what is not named, and nonsense is refused and changes nothing', async () => {
  const set = (options: Parameters<typeof setPrivacy>[0]['options']) =>
    setPrivacy({
      db: relay.db,
      dataDir: relay.dataDir,
      args: [],
      options: { restaurant: RESTAURANT_ID, ...options },
    });
  const notice = { 'notice-en': 'We record.', 'notice-es': 'Grabamos.' };
  expect((await set({ sound: 'not-kept', ...notice })).json).toMatchObject({
    sound: 'not-kept',
    wordsDays: 2,
    notice: { text: { en: 'We record.', es: 'Grabamos.' }, onReceipts: false },
  });
  expect((await set({ 'words-days': '7' })).json).toMatchObject({
    sound: 'not-kept',
    wordsDays: 7,
  });
  await expect(set({ 'notice-es': ' ' })).rejects.toThrow('each of 1 to 200 characters');
  await expect(set({ 'sound-hours': 'many' })).rejects.toThrow('--sound-hours is 1 to 72');
  expect((await set({})).text).toContain('no sound after delivery; words for 7 day(s)');
  const { json } = await set({ 'no-notice': true });
  expect(json).not.toHaveProperty('notice.text');
});
