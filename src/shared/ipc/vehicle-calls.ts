/** Vehicles at the lanes. */
import { z } from 'zod';
import { laneIdSchema } from '../ids.ts';

export const vehicleViewSchema = z.strictObject({ sinceMs: z.number().int().min(0) });

export const vehicleCalls = {
  /** A guest has arrived, and is greeted; or has left. Said again, it changes nothing. */
  setVehicle: {
    request: z.strictObject({ laneId: laneIdSchema, present: z.boolean() }),
    reply: z.undefined(),
    failures: ['unknown-lane'],
  },
} as const;
