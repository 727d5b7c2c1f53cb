/** A short sample of `npm run lane:trials`. */
import { expect, test } from 'vitest';
import { isMet, table } from '../../bench/report.ts';
import { ORDER_TRIALS } from '../../trials/order-trials.ts';
import { withStage } from '../../trials/stage.ts';
import { TURN_TRIALS } from '../../trials/turn-trials.ts';

const SAMPLE = ['false-interruption', 'fast-talker'];
const trials = [...TURN_TRIALS, ...ORDER_TRIALS].filter(({ name }) => SAMPLE.includes(name));

// Real time on a machine that may be busy with other things: a stuttering player is not our failure.
test(
  'a cough costs nothing of a reply, and a very fast talker gets what they ordered',
  { retry: 2, timeout: 60_000 },
  async () => {
    expect(trials).toHaveLength(SAMPLE.length);
    const rows = await withStage(async (stage) => {
      const all = [];
      for (const { run } of trials) all.push(...(await run(stage)));
      return all;
    });
    process.stderr.write(`${table(rows)}\n`);
    expect(rows.filter((row) => !isMet(row))).toEqual([]);
  },
);
