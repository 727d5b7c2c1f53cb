/** How push-to-talk is worked, beside the button on the screen. */
import { z } from 'zod';

/** A key with a name that pedals, headsets and keyboards send; one modifier or more may stand before it. */
const SHORTCUT =
  /^((Control|Alt|Shift|Super)\+)*(F([1-9]|1\d|2[0-4])|Media(PlayPause|NextTrack|PreviousTrack|Stop)|Volume(Up|Down|Mute)|[A-Z0-9]|Space)$/;

export const talkSchema = z.strictObject({
  /** `toggle`: one press begins, the next ends. The system tells a shortcut's press alone, so that always toggles. */
  style: z.enum(['hold', 'toggle']),
  /** Works whatever window is in front: a pedal, a headset's button, a key. As Electron names keys. */
  shortcut: z.string().max(60).regex(SHORTCUT, 'is not a key that can be a shortcut').optional(),
});

export type Talk = z.infer<typeof talkSchema>;

export const USUAL_TALK: Talk = { style: 'hold' };

/** Offered on the screen: what pedals and headset buttons send as they come. Others go into the station config. */
export const TALK_SHORTCUTS = ['MediaPlayPause', 'F13', 'F14', 'F15', 'F16'] as const;
