/**
 * Actions that not everybody may do. Who is signed in may do what the role allows; for more, somebody who
 * may enters a PIN for this once (`approval` of the call), and the record names that person.
 */
import { z } from 'zod';
import type { Result } from '../result.ts';
import type { PersonStamp, Role } from './person.ts';

export const pinSchema = z.string().regex(/^\d{4,8}$/);

/** Goes with a call that may need it; the screen asks for it when the call fails with `needs-approval`. */
export const approvalSchema = z.strictObject({ pin: pinSchema });
export type Approval = z.infer<typeof approvalSchema>;

/** `no-manager`: nobody at the station may do it; a manager has to be set up first. */
export const APPROVAL_FAILURES = [
  'needs-approval',
  'wrong-pin',
  'pin-locked',
  'no-manager',
] as const;
export type ApprovalFailure = (typeof APPROVAL_FAILURES)[number];

/** The least role that may do it without asking. */
const LEAST_ROLE = {
  'void-ticket': 'lead',
  discount: 'manager',
  comp: 'manager',
  'change-price': 'manager',
  refund: 'manager',
  'open-drawer': 'lead',
  'sell-sold-out': 'lead',
  /** Marking it and putting it back on sale: the kitchen calls, whoever hears it taps. */
  'mark-sold-out': 'crew',
  'open-shift': 'crew',
  'close-shift': 'lead',
  'move-cash': 'lead',
  'see-reports': 'lead',
  'see-audit': 'manager',
  'export-recordings': 'manager',
  'manage-people': 'manager',
  'change-printers': 'lead',
  train: 'manager',
  'erase-words': 'lead',
  'change-tips': 'manager',
} as const satisfies Record<string, Role>;

export type Action = keyof typeof LEAST_ROLE;

const RANK: Readonly<Record<Role, number>> = { crew: 0, lead: 1, manager: 2 };

export function mayDo(role: Role, action: Action): boolean {
  return RANK[role] >= RANK[LEAST_ROLE[action]];
}

/** How a part of main asks; the answer names who answers for it. */
export type Approve = (
  action: Action,
  approval: Approval | undefined,
) => Promise<Result<PersonStamp, ApprovalFailure>>;
