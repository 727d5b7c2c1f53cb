/** The fault lab's options. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { FaultCase } from './fault-case.ts';

export type LabOptions = {
  readonly cases: readonly FaultCase[];
  readonly seed: number;
  /** Faults of each case; undefined: as many as the case says. */
  readonly runs: number | undefined;
  readonly isQuick: boolean;
  readonly isJson: boolean;
  readonly parallel: number;
  readonly page: string;
};

const DEFAULT_PAGE = join(import.meta.dirname, '../../.test-results/faults.html');

export const LAB_HELP = (
  cases: readonly FaultCase[],
) => `The fault lab: breaks things, and proves that no word is lost and none is shown twice.

Usage: npm run faults -- [options]

  --case NAME      this case alone; may be given several times
  --seed N         where chance begins (1); run k of a case has seed N + k
  --runs N         so many faults of each case
  --quick          a sample of every case
  --json           the scorecard as the last line of stdout
  --page FILE      the scorecard as a page (.test-results/faults.html)
  --parallel N     so many stations at a time, where a case can (3)
  --help           this text

Exit code 1: a promise was broken.

Cases:
${cases.map(({ name, title }) => `  ${name.padEnd(22)} ${title}`).join('\n')}
`;

export function readOptions(
  args: readonly string[],
  all: readonly FaultCase[],
): LabOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      case: { type: 'string', multiple: true },
      seed: { type: 'string', default: '1' },
      runs: { type: 'string' },
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      page: { type: 'string', default: DEFAULT_PAGE },
      parallel: { type: 'string', default: '3' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const wanted = values.case ?? all.map(({ name }) => name);
  return {
    cases: wanted.map((name) => {
      const found = all.find((each) => each.name === name);
      if (found === undefined) throw new Error(`There is no case ${name}: see --help.`);
      return found;
    }),
    seed: wholeNumber(values.seed, 0),
    runs: values.runs === undefined ? undefined : wholeNumber(values.runs, 1),
    isQuick: values.quick,
    isJson: values.json,
    parallel: wholeNumber(values.parallel, 1),
    page: values.page,
  };
}

function wholeNumber(text: string, least: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  throw new Error(`${text} is no whole number from ${least} on: see --help.`);
}
