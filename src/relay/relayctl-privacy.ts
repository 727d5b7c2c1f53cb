/** `relayctl restaurant privacy`: what stations keep of guests' voices and words. Stations hear of it at once. */
import { isDeepStrictEqual } from 'node:util';
import {
  DEFAULT_PRIVACY,
  privacyPolicySchema,
  type PrivacyPolicy,
} from '../shared/privacy/privacy-policy.ts';
import { knownRestaurant, type CtlAnswer, type CtlCall } from './relayctl-command.ts';
import type { PrivacyOptions } from './relayctl-privacy-options.ts';
import { SetupFailure } from './setup-failure.ts';
import { Restaurants } from './store/restaurants.ts';

/** Without options it says what the policy is. */
export async function setPrivacy(call: CtlCall): Promise<CtlAnswer> {
  const restaurantId = await knownRestaurant(call);
  const restaurants = new Restaurants(call.db);
  const before = (await restaurants.find(restaurantId))?.privacy ?? DEFAULT_PRIVACY;
  const privacy = changedPrivacy(before, call.options);
  if (!isDeepStrictEqual(before, privacy))
    await restaurants.setPrivacy(restaurantId, privacy, Date.now());
  return { json: { restaurantId, ...privacy }, text: privacyText(privacy) };
}

/** What is not given stays as it is. */
function changedPrivacy(before: PrivacyPolicy, given: PrivacyOptions): PrivacyPolicy {
  const changed = privacyPolicySchema.safeParse({
    sound: given.sound ?? before.sound,
    soundHours: numberOr(given['sound-hours'], before.soundHours),
    wordsDays: numberOr(given['words-days'], before.wordsDays),
    soundMegabytes: numberOr(given['sound-megabytes'], before.soundMegabytes),
    notice: noticeOf(before.notice, given),
  });
  if (changed.success) return changed.data;
  const where = String(changed.error.issues[0]?.path[0]);
  throw new SetupFailure(`${ADVICE[where] ?? 'The privacy policy is not understood'}.`);
}

function privacyText({ sound, soundHours, wordsDays, notice }: PrivacyPolicy): string {
  const kept = {
    'until-shift-closes': `sound until the shift is closed, at most ${soundHours} h`,
    'for-hours': `sound for ${soundHours} h`,
    'not-kept': 'no sound after delivery',
  };
  const told = notice === undefined ? 'no notice to guests' : `notice: ${notice.text.en}`;
  return `${kept[sound]}; words for ${wordsDays} day(s); ${told}`;
}

const ADVICE: Readonly<Record<string, string>> = {
  sound: '--sound is until-shift-closes, for-hours or not-kept',
  soundHours: '--sound-hours is 1 to 72',
  wordsDays: '--words-days is 1 to 30',
  soundMegabytes: '--sound-megabytes is 64 to 16384',
  notice: 'A notice needs --notice-en and --notice-es, each of 1 to 200 characters',
};

function numberOr(given: string | undefined, otherwise: number): number {
  return given === undefined ? otherwise : Number(given);
}

function noticeOf(before: PrivacyPolicy['notice'], given: PrivacyOptions): unknown {
  if (given['no-notice'] === true) return undefined;
  const { 'notice-en': en = before?.text.en, 'notice-es': es = before?.text.es } = given;
  if (en === undefined && es === undefined) return undefined;
  const onReceipts = given['notice-on-receipts'] ?? before?.onReceipts ?? false;
  return { text: { en, es }, onReceipts };
}
