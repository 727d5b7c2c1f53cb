/** Tells a scanner, which types a code in one breath and ends it with Enter, from a person at the keyboard. Pure. */

/** Scanners leave 1 to 30 ms between keys; nobody types eight keys in a row at 20 a second. */
export const MAX_GAP_MS = 50;
/** The shortest code on a pack (EAN-8). */
export const MIN_KEYS = 8;
/** Longer than any code on a pack; what goes on is the beginning of something else. */
const MAX_KEYS = 48;

export type Typed = { readonly code: string; readonly lastMs: number };

export const NOTHING_TYPED: Typed = { code: '', lastMs: -Infinity };

/** `key` as the browser names it: one sign; any other key breaks a code off. */
export function typed({ code, lastMs }: Typed, key: string, atMs: number): Typed {
  if (key.length !== 1) return NOTHING_TYPED;
  const goesOn = atMs - lastMs <= MAX_GAP_MS && code.length < MAX_KEYS;
  return { code: goesOn ? code + key : key, lastMs: atMs };
}

/** The code that this Enter ends; undefined for a person's Enter. */
export function scanned({ code, lastMs }: Typed, enterAtMs: number): string | undefined {
  return code.length >= MIN_KEYS && enterAtMs - lastMs <= MAX_GAP_MS ? code : undefined;
}
