/** Why a ticket does not take a change, as far as a person can do something about it. */

/** Limits of a ticket and of what may be taken off it; anything else is `refused`. */
export const TICKET_LIMITS = [
  'line-full',
  'ticket-full',
  'too-many-options',
  'choice-required',
  'too-dear',
  'too-many-adjustments',
  'not-confirmed',
] as const;
type Limit = (typeof TICKET_LIMITS)[number];
export type Refusal = Limit | 'refused';

export function refusalOf(code: string): Refusal {
  return TICKET_LIMITS.find((limit) => limit === code) ?? 'refused';
}
