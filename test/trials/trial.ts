import type { Row } from '../bench/report.ts';
import type { Stage } from './stage.ts';

/** One thing that happens at a lane, with its promise: every row with a target is one. */
export type Trial = {
  readonly name: string;
  readonly run: (stage: Stage) => Promise<readonly Row[]>;
};
