import { describe, expect, it } from 'vitest';
import { besiege } from '../../attack/siege.ts';

describe('a relay under siege', () => {
  it('lets nothing through, stays up, and answers its honest station', async () => {
    const plan = { messages: 3_000, seed: 6, stations: 20, settleS: 0 };
    const { messages, doorsOpened, foreignSound, honest, crashes, closeCodes } = await besiege({
      ...plan,
      onProgress: () => undefined,
    });
    expect(messages).toBeGreaterThanOrEqual(plan.messages);
    expect({ doorsOpened, foreignSound, crashes }).toEqual({
      doorsOpened: [],
      foreignSound: 0,
      crashes: 0,
    });
    expect(honest.said).toBeGreaterThan(0);
    expect(honest.answered).toBe(honest.said);
    expect(Object.keys(closeCodes)).not.toContain('cut');
  }, 120_000);
});
