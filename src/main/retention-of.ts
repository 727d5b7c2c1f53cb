/** The restaurant's privacy policy as the voice part and the ticket files live by it. */
import type { PrivacyPolicy } from '../shared/privacy/privacy-policy.ts';
import type { Retention } from './station-voice.ts';

const HOUR_MS = 3_600_000;

export function retentionOf({ sound, soundHours, soundMegabytes }: PrivacyPolicy): Retention {
  return {
    keepDeliveredMs: sound === 'not-kept' ? 0 : soundHours * HOUR_MS,
    maxBytes: soundMegabytes * 1024 ** 2,
  };
}
