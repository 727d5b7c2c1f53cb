import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { z } from 'zod';

const resultSchema = z.looseObject({
  orders: z.literal(500),
  isRight: z.boolean(),
  ordersInBook: z.number(),
  duplicates: z.number(),
  missing: z.number(),
  injected: z.record(z.string(), z.number()),
});

test(
  'orders and refunds are everywhere once each, to the cent, while stations, relay and link fail',
  { timeout: 240_000 },
  async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', 'test/faults/order-faults.ts', '--quick', '--json'],
      { timeout: 230_000 },
    );
    const result = resultSchema.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
    expect(result).toMatchObject({ isRight: true, ordersInBook: 500, duplicates: 0, missing: 0 });
    for (const [fault, count] of Object.entries(result.injected)) {
      expect(count, fault).toBeGreaterThan(0);
    }
  },
);
