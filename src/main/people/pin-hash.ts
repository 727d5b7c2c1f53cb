/** PINs on disk: scrypt with a salt of each person's own (RFC 7914). Four digits can be tried out by whoever has the file: its mode and the disk are the wall, this is the fence. */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** 4 MiB and some 10 ms for each person that a PIN is compared with; N of scrypt, with r = 8 and p = 1. */
const COST = 4_096;
const KEY_BYTES = 32;
const SALT_BYTES = 16;

export const pinHashSchema = z.strictObject({
  cost: z.number().int().min(COST).max(65_536),
  saltHex: z.string().length(SALT_BYTES * 2),
  keyHex: z.string().length(KEY_BYTES * 2),
});
export type PinHash = z.infer<typeof pinHashSchema>;

export async function hashPin(pin: string): Promise<PinHash> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(pin, salt, COST);
  return { cost: COST, saltHex: salt.toString('hex'), keyHex: key.toString('hex') };
}

export async function isPinOf(pin: string, { cost, saltHex, keyHex }: PinHash): Promise<boolean> {
  const key = await derive(pin, Buffer.from(saltHex, 'hex'), cost);
  return timingSafeEqual(key, Buffer.from(keyHex, 'hex'));
}

function derive(pin: string, salt: Uint8Array, cost: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, KEY_BYTES, { N: cost, maxmem: 256 * cost * 8 }, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}
