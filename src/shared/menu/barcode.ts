/**
 * Numbers on packs: EAN-13, UPC-A and EAN-8, which are one family (GS1 General Specifications, 7.9): with zeros
 * in front each is 13 digits, the last of which checks the others.
 */
import { z } from 'zod';
import { fail, ok, type Result } from '../result.ts';

export const barcodeSchema = z.string().regex(/^\d{13}$/);

const LENGTHS: ReadonlySet<number> = new Set([8, 12, 13]);

/** `wrong-digit`: mistyped or misread. */
export type BarcodeFailure =
  | { readonly code: 'not-a-barcode' }
  | { readonly code: 'wrong-digit'; readonly shouldEndIn: string };

/** The number as 13 digits; spaces and hyphens, as people write them, don't count. */
export function readBarcode(text: string): Result<string, BarcodeFailure> {
  const digits = text.replace(/[\s-]/g, '');
  if (!LENGTHS.has(digits.length) || !/^\d+$/.test(digits)) return fail({ code: 'not-a-barcode' });
  const barcode = digits.padStart(13, '0');
  const shouldEndIn = checkDigit(barcode.slice(0, 12));
  return barcode.endsWith(shouldEndIn) ? ok(barcode) : fail({ code: 'wrong-digit', shouldEndIn });
}

/** Of the 12 digits before it, every second counts three times; with the check digit the sum ends in 0. */
export function checkDigit(digits: string): string {
  const sum = Array.from(digits, Number).reduce(
    (all, digit, at) => all + digit * (at % 2 === 0 ? 1 : 3),
    0,
  );
  return String((10 - (sum % 10)) % 10);
}

/** Numbers that a restaurant's own scales print, with the weight or the price in the digits (prefixes 02, 20 to 29). */
export function isWeighed(barcode: string): boolean {
  return /^(?:02|2)/.test(barcode);
}
