/**
 * WebSocket close codes of the station protocol and what a station does about each: stop (a person must
 * act), reauthenticate (get a new token first), retry (with backoff), retry-slowly (after 30 s or more).
 */
export type CloseDisposition = 'stop' | 'reauthenticate' | 'retry' | 'retry-slowly';

export const CLOSE = {
  goingAway: { code: 1001, disposition: 'retry' },
  tooLarge: { code: 1009, disposition: 'retry' },
  badProtocol: { code: 4400, disposition: 'retry-slowly' },
  tokenExpired: { code: 4401, disposition: 'reauthenticate' },
  revoked: { code: 4403, disposition: 'stop' },
  silent: { code: 4408, disposition: 'retry' },
  replaced: { code: 4409, disposition: 'stop' },
  limitExceeded: { code: 4429, disposition: 'retry-slowly' },
  tooSlow: { code: 4430, disposition: 'retry' },
  internal: { code: 4500, disposition: 'retry' },
  overloaded: { code: 4503, disposition: 'retry-slowly' },
} as const satisfies Record<string, { code: number; disposition: CloseDisposition }>;

/** Any code that is not ours (1006 of a cut line, say) is tried again. */
export function dispositionOf(code: number): CloseDisposition {
  return Object.values(CLOSE).find((known) => known.code === code)?.disposition ?? 'retry';
}

/** The relay pings this often; each side closes after the second figure of silence. */
export const HEARTBEAT_MS = 2_000;
export const SILENCE_LIMIT_MS = 4_500;
