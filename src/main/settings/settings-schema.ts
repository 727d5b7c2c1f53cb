/** What is kept in `settings.json`: choices of the people at the station, no secrets. */
import { z } from 'zod';
import { tipPercentsSchema, USUAL_TIPS } from '../../shared/day/tips.ts';
import { favouritesSchema } from '../../shared/favourites.ts';
import { laneIdSchema } from '../../shared/ids.ts';
import { LOCAL_PREFIX } from '../../shared/order/order-number.ts';
import { idleLockMinutesSchema } from '../../shared/people/people-view.ts';
import { NO_PRINTERS, printingSetupSchema } from '../../shared/printing/printing-setup.ts';
import { DEFAULT_SCREEN, screenSetupSchema } from '../../shared/screen-setup.ts';
import { NO_TRAINING, trainingViewSchema } from '../../shared/training.ts';
import { laneSetupSchema } from '../lane-setup.ts';

export const settingsSchema = z.object({
  /** Empty until someone enters it. */
  relayUrl: z.string().max(2_000).default(''),
  stationName: z.string().min(1).max(64).default('Station'),
  lanes: z.record(laneIdSchema, laneSetupSchema).default({}),
  /** The prefix of order numbers until the relay gives one: made once, so that it stays the station's own. */
  localOrderPrefix: z.string().regex(LOCAL_PREFIX).optional(),
  /** Minutes until the till signs out by itself; 0 is never. */
  idleLockMinutes: idleLockMinutesSchema.default(0),
  printing: printingSetupSchema.default(NO_PRINTERS),
  /** Offered on top of the total; none hides them. */
  tipPercents: tipPercentsSchema.default([...USUAL_TIPS]),
  /** This station is a kitchen display. */
  opensKitchenAtStart: z.boolean().default(false),
  /** Kept, so that a restart does not make sales of what is practised. */
  training: trainingViewSchema.default(NO_TRAINING),
  screen: screenSetupSchema.default(DEFAULT_SCREEN),
  favourites: favouritesSchema.default([]),
});

export type Settings = z.infer<typeof settingsSchema>;
