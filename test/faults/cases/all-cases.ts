/** Every case of the fault lab, in the order in which they run. */
import type { FaultCase } from '../fault-case.ts';
import { killStation } from './kill-station.ts';
import { netCorruption, netHalfOpen, netReset, netSwallow } from './net-bytes.ts';
import { netDrop, netLatency, netLoss, netNames, netNarrow } from './net-wire.ts';

export const ALL_CASES: readonly FaultCase[] = [
  killStation,
  netDrop,
  netLatency,
  netLoss,
  netNarrow,
  netNames,
  netHalfOpen,
  netSwallow,
  netReset,
  netCorruption,
];
