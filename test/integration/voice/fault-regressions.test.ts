/** Seeds of the fault lab that once failed, and must not again: `test/faults/regressions.json`. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { tempFolder } from '../../support/temp-folder.ts';

const FAULTS = join(import.meta.dirname, '../../faults');
const regressions = z
  .array(
    z.strictObject({
      case: z.string(),
      seed: z.number().int(),
      runs: z.number().int(),
      found: z.string(),
    }),
  )
  .parse(JSON.parse(readFileSync(join(FAULTS, 'regressions.json'), 'utf8')));
const scorecardSchema = z.object({
  cases: z.tuple([
    z.strictObject({
      name: z.string(),
      runs: z.number(),
      framesCaptured: z.number().positive(),
      framesLost: z.literal(0),
      utterancesLost: z.literal(0),
      utterancesDuplicated: z.literal(0),
      upstreamRepeated: z.number(),
      recoverMsP99: z.number().nullable(),
    }),
  ]),
});

test.each(regressions)(
  'no word is lost any more in $case with seed $seed: $found',
  { timeout: 180_000 },
  async ({ case: name, seed, runs }) => {
    const page = join(await tempFolder(), 'page.html');
    const args = ['--case', name, '--seed', `${seed}`, '--runs', `${runs}`, '--json'];
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', join(FAULTS, 'lab.ts'), ...args, '--page', page],
      { timeout: 170_000 },
    ).catch((failed: unknown) => z.object({ stdout: z.string() }).parse(failed));
    const scorecard = scorecardSchema.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
    expect(scorecard.cases[0]).toMatchObject({ name, runs });
    expect(readFileSync(page, 'utf8')).toContain('No word was lost');
  },
);
