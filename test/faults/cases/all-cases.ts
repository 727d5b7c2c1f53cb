/** Every case of the fault lab, in the order in which they run. */
import type { FaultCase } from '../fault-case.ts';
import { killStation } from './kill-station.ts';

export const ALL_CASES: readonly FaultCase[] = [killStation];
