/** Every case of the fault lab, in the order in which they run. */
import type { FaultCase } from '../fault-case.ts';
import { diskError, diskFull, diskReadOnly } from './bad-disk.ts';
import { clockJump } from './clock-jump.ts';
import { flippedBits, tornJournal } from './damaged-journal.ts';
import { deviceUnplugged } from './device-unplugged.ts';
import { killApp, killAppSpoken } from './kill-app.ts';
import { killAudioHost } from './kill-audio-host.ts';
import { killBuildPanel, killRelay } from './kill-servers.ts';
import { killNotKept, killStation } from './kill-station.ts';
import { powerCut } from './power-cut.ts';
import { netCorruption, netHalfOpen, netReset, netSwallow } from './net-bytes.ts';
import { netOffline } from './net-offline.ts';
import { netRelayStop, netToken, netTwins } from './net-sessions.ts';
import { twoRelays } from './two-relays.ts';
import { netDrop, netLatency, netLoss, netNames, netNarrow } from './net-wire.ts';

export const ALL_CASES: readonly FaultCase[] = [
  killStation,
  killNotKept,
  netDrop,
  netLatency,
  netLoss,
  netNarrow,
  netNames,
  netHalfOpen,
  netSwallow,
  netReset,
  netCorruption,
  killAudioHost,
  deviceUnplugged,
  killRelay,
  killBuildPanel,
  diskFull,
  diskReadOnly,
  diskError,
  tornJournal,
  flippedBits,
  powerCut,
  clockJump,
  netRelayStop,
  netToken,
  netTwins,
  netOffline,
  twoRelays,
  killApp,
  killAppSpoken,
];
