/** Order numbers for people: a prefix that no other station of the restaurant has, and a count of the day. */

/** `B-042`; a day of more than 99,999 orders begins the count again. */
export function formatOrderNumber(prefix: string, count: number): string {
  return `${prefix}-${String(((count - 1) % 99_999) + 1).padStart(3, '0')}`;
}

/** The prefix and the count of a number that `formatOrderNumber` made. */
export function parseOrderNumber(orderNumber: string): {
  readonly prefix: string;
  readonly count: number;
} {
  const [prefix = '', count = ''] = orderNumber.split('-');
  return { prefix, count: Number(count) };
}

/** The restaurant's day as `2026-11-24`; a time zone that this machine does not know counts as UTC. */
export function dayAt(wallMs: number, timeZone: string): string {
  const form = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  try {
    return new Intl.DateTimeFormat('en-CA', { ...form, timeZone }).format(wallMs);
  } catch {
    return new Date(wallMs).toISOString().slice(0, 10);
  }
}

const THREE_LETTERS = 26 ** 3;
const UP_TO_TWO_LETTERS = 26 + 26 ** 2;

/**
 * The `nth` prefix (from 0) that a relay gives: A … Z, AA … ZZ, AAAA …. Three letters are left to stations
 * that no relay has given one.
 */
export function nthPrefix(nth: number): string {
  let prefix = '';
  const first = nth < UP_TO_TWO_LETTERS ? nth : nth + THREE_LETTERS;
  for (let rest = first; rest >= 0; rest = Math.floor(rest / 26) - 1) {
    prefix = String.fromCharCode(65 + (rest % 26)) + prefix;
  }
  return prefix;
}

/** Three letters beginning with L: what a station uses before a relay gave it a prefix. */
export const LOCAL_PREFIX = /^L[A-Z]{2}$/;
