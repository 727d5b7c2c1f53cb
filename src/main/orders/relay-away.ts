/** Failures of the way to the relay, not of what was sent: nothing else would get through now either. */
const AWAY: ReadonlySet<string> = new Set([
  'relay-away',
  'not-enrolled',
  'bad-token',
  'token-expired',
  'revoked',
  'too-many-requests',
  'busy',
  'upstream-away',
  'upstream-failed',
  'upstream-timeout',
  'utterance-timeout',
]);

export function isAway(failure: string): boolean {
  return AWAY.has(failure);
}
