/** How the station's screen speaks to people: kept for the station, not for a person. */
import { z } from 'zod';
import { languageSchema } from './people/person.ts';

export const SOUND_LEVELS = ['off', 'quiet', 'normal', 'loud'] as const;

export const screenSetupSchema = z.strictObject({
  /** While nobody is signed in; absent: as the computer says. */
  language: languageSchema.optional(),
  /** How loud the till's own sounds are. */
  sounds: z.enum(SOUND_LEVELS),
});
export type ScreenSetup = z.infer<typeof screenSetupSchema>;
export type SoundLevel = ScreenSetup['sounds'];

export const DEFAULT_SCREEN: ScreenSetup = { sounds: 'normal' };
