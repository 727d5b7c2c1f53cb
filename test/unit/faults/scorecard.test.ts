import { expect, test } from 'vitest';
import { sumFigures, type FaultCase, type Figures } from '../../faults/fault-case.ts';
import { brokenPromises, scorecardPage } from '../../faults/scorecard.ts';

const faultCase: FaultCase = {
  name: 'any',
  title: 'Something breaks',
  done: 'It breaks.',
  recovery: 'until it is back',
  recoverWithinMs: 1_000,
  faults: { quick: 1, full: 1 },
  faultsARun: 1,
  sharesServers: true,
  run: () => Promise.resolve(WELL),
};
const WELL: Figures = { ...sumFigures([]), runs: 1, utterances: 3, framesCaptured: 100 };
const brokenBy = (change: Partial<Figures>) =>
  brokenPromises({ faultCase, figures: { ...WELL, ...change }, tookMs: 1 });

test('a promise that was kept is said to be', () => {
  expect(brokenBy({ recoverMs: [1_000], framesLost: 5, tailFramesLost: 5 })).toEqual([]);
});

test.each<Partial<Figures>>([
  { utterancesLost: 1 },
  { utterancesDuplicated: 1 },
  { framesLost: 6, tailFramesLost: 5 },
  { problems: ['not all was delivered in time'] },
  { recoverMs: [1_001] },
  { utterances: 0 },
])('a promise is broken by %j', (change) => {
  expect(brokenBy(change)).toHaveLength(1);
});

test('a case that was skipped is neither kept nor broken', () => {
  const skipped = { faultCase, figures: sumFigures([]), tookMs: 0, skipped: 'no disk' };
  expect(brokenPromises(skipped)).toEqual([]);
  const about = { startedAt: new Date(0), seed: 1, tookMs: 0, command: 'npm run faults' };
  expect(scorecardPage([skipped], about)).toContain('Not tried on this machine: no disk.');
});
