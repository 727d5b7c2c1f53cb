/** What the validation of a BuildPanel concludes, in the words of the integration plan. */
import { z } from 'zod';

export const verdictSchema = z.enum([
  'WEBSOCKET_PROXY_INTEGRATION',
  'HTTP_STREAMING_INTEGRATION',
  'OPTIMIZED_BATCH_PROCESSING',
  'BATCH_PROCESSING_ONLY',
  'NOTHING_REACHABLE',
]);

export type Verdict = z.infer<typeof verdictSchema>;
