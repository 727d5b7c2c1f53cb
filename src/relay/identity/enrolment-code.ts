/** One-time enrolment codes: typed once by a person, kept only as a hash. */
import { createHash, randomInt } from 'node:crypto';

/** Crockford's base 32: no I, L, O, U to misread. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = 4;
const GROUP_LENGTH = 4;

/** 80 random bits, as `7K2M-93QX-…`: beyond guessing at ten tries and then one in ten seconds. */
export function newEnrolmentCode(): string {
  const group = () =>
    Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

export function enrolmentCodeHash(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}
