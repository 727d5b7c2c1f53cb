/**
 * What a restaurant decides about its guests' voices and words. The relay keeps it, every station of the
 * restaurant lives by it (docs/adr/0015-retention-and-privacy.md).
 */
import { z } from 'zod';
import { translatedSchema } from '../people/translated.ts';

/** A paper is narrow and a lane has little room. */
const MAX_NOTICE_LENGTH = 200;

const noticeText = z.string().trim().min(1).max(MAX_NOTICE_LENGTH);

const guestNoticeSchema = z.strictObject({
  text: translatedSchema.refine((text) =>
    Object.values(text).every((each) => noticeText.safeParse(each).success),
  ),
  /** Also at the foot of every receipt. */
  onReceipts: z.boolean(),
});

export const privacyPolicySchema = z.strictObject({
  /**
   * How long a station keeps sound that was delivered: until its shift is closed and never longer than
   * `soundHours`, for `soundHours` whatever the shift, or not at all.
   */
  sound: z.enum(['until-shift-closes', 'for-hours', 'not-kept']),
  soundHours: z.number().int().min(1).max(72),
  /** How many days a station keeps what was understood, today included. */
  wordsDays: z.number().int().min(1).max(30),
  /** Room on a station's disk for sound. Above it delivered sound goes early, undelivered sound never. */
  soundMegabytes: z.number().int().min(64).max(16_384),
  /** What guests are told, where a restaurant wants it or the law does. */
  notice: guestNoticeSchema.optional(),
});

export type PrivacyPolicy = z.infer<typeof privacyPolicySchema>;

export const DEFAULT_PRIVACY: PrivacyPolicy = {
  sound: 'until-shift-closes',
  soundHours: 8,
  wordsDays: 2,
  soundMegabytes: 512,
};
