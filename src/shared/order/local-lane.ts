/** The lane of a station that no relay has given lanes: a counter without voice. Every station has its own. */
import { laneIdSchema } from '../ids.ts';

export const LOCAL_LANE = { laneId: laneIdSchema.parse('counter'), name: 'Counter' } as const;
