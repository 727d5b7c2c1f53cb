/** What is kept in `settings.json`: choices of the people at the station, no secrets. */
import { z } from 'zod';
import { laneIdSchema } from '../../shared/ids.ts';
import { LOCAL_PREFIX } from '../../shared/order/order-number.ts';
import { laneSetupSchema } from '../lane-setup.ts';

export const settingsSchema = z.object({
  /** Empty until someone enters it. */
  relayUrl: z.string().max(2_000).default(''),
  stationName: z.string().min(1).max(64).default('Station'),
  lanes: z.record(laneIdSchema, laneSetupSchema).default({}),
  /** The prefix of order numbers until the relay gives one: made once, so that it stays the station's own. */
  localOrderPrefix: z.string().regex(LOCAL_PREFIX).optional(),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
});

export type Settings = z.infer<typeof settingsSchema>;
