import { mkdtemp, stat } from 'node:fs/promises';
import { chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importMenu } from '../../../src/shared/menu/import-menu.ts';
import { newEnrolmentCode } from '../../../src/relay/identity/enrolment-code.ts';
import { ReplayGuard } from '../../../src/relay/identity/replay-guard.ts';
import { TokenBuckets } from '../../../src/relay/limits/token-buckets.ts';
import { openSealing } from '../../../src/relay/store/sealing.ts';
import { MAX_MENU_CONTEXT_BYTES, menuContextOf } from '../../../src/relay/upstream/menu-context.ts';
import { encodeWav, parseUtteranceWav } from '../../../src/relay/wav.ts';
import { enrolRequestSchema } from '../../../src/shared/wire/http.ts';

describe('a token bucket', () => {
  it('allows its burst of refusals, then its rate, for each key by itself', () => {
    let nowMs = 0;
    const buckets = new TokenBuckets({ burst: 2, perSecond: 1 }, () => nowMs);
    for (let tries = 0; tries < 50; tries += 1) expect(buckets.mayTry('a')).toBe(true);
    buckets.charge('a');
    expect(buckets.mayTry('a')).toBe(true);
    buckets.charge('a');
    expect(buckets.mayTry('a')).toBe(false);
    expect(buckets.mayTry('b')).toBe(true);
    expect(buckets.retryAfterMs('a')).toBe(1_000);
    nowMs = 1_000;
    expect(buckets.mayTry('a')).toBe(true);
  });
});

describe('the replay guard', () => {
  it('takes each id once until it would have expired', () => {
    const guard = new ReplayGuard();
    expect(guard.remember('a', 100, 0)).toBe('new');
    expect(guard.remember('a', 100, 50)).toBe('seen');
    expect(guard.remember('a', 300, 150)).toBe('new');
  });
});

describe('sealing', () => {
  it('opens what it sealed, for the same purpose and unchanged only', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'relay-seal-'));
    const sealing = openSealing(dir);
    expect((await stat(join(dir, 'relay.key'))).mode & 0o777).toBe(0o600);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(), (plain, at) => {
        const sealed = sealing.seal(plain, 'a');
        expect(openSealing(dir).open(sealed, 'a')).toEqual(Buffer.from(plain));
        expect(sealing.open(sealed, 'b')).toBeNull();
        const changed = Buffer.from(sealed);
        const index = at % changed.length;
        changed[index] = (changed[index] ?? 0) ^ 1;
        expect(sealing.open(changed, 'a')).toBeNull();
      }),
      { numRuns: 50 },
    );
  });

  it('refuses a key that others can read', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'relay-seal-'));
    openSealing(dir);
    chmodSync(join(dir, 'relay.key'), 0o644);
    expect(() => openSealing(dir)).toThrow(/can be read by others/);
  });
});

describe('the smaller rules', () => {
  it('a new enrolment code is what the enrolment call takes', () => {
    expect(enrolRequestSchema.shape.code.safeParse(newEnrolmentCode()).success).toBe(true);
  });

  it('the menu context stays under its limit, however large the menu', () => {
    const items = Array.from({ length: 400 }, (_, index) => ({
      id: String(index),
      name: `Dish number ${index}`,
      categoryId: 'c',
      priceCents: 100,
      aliases: ['one', 'other'],
    }));
    const source = {
      restaurant: {
        id: '11111111-1111-1111-1111-111111111111',
        name: 'R',
        timeZone: 'UTC',
        currency: 'USD',
        taxRatePercent: 8,
      },
      categories: [{ id: 'c', name: 'C' }],
      items,
    };
    const menu = importMenu(source);
    if (!menu.ok) throw new Error(menu.failure.text);
    const context = menuContextOf(menu.value);
    expect(Buffer.byteLength(JSON.stringify(context))).toBeLessThanOrEqual(MAX_MENU_CONTEXT_BYTES);
    expect(context.items.length).toBeGreaterThan(50);
  });

  it('a WAV of ours comes back as it went, and bytes that are none never crash it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 2, maxLength: 500 }), (bytes) => {
        const pcm = bytes.subarray(0, bytes.length - (bytes.length % 2));
        const parsed = parseUtteranceWav(encodeWav(pcm));
        expect(parsed.ok && Buffer.from(parsed.value)).toEqual(Buffer.from(pcm));
        expect(parseUtteranceWav(bytes).ok).toBe(false);
      }),
    );
  });
});
