/** What is kept in `settings.json`: choices of the people at the station, no secrets. */
import { z } from 'zod';
import { laneIdSchema } from '../../shared/ids.ts';
import { laneSetupSchema } from '../lane-setup.ts';

export const settingsSchema = z.object({
  /** Empty until someone enters it. */
  relayUrl: z.string().max(2_000).default(''),
  stationName: z.string().min(1).max(64).default('Station'),
  lanes: z.record(laneIdSchema, laneSetupSchema).default({}),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
});

export type Settings = z.infer<typeof settingsSchema>;
