/** Lanes, what is said on them and a link that works, for the seeds of the screen. */
import { laneIdSchema, sessionIdSchema, utteranceIdSchema } from '../../../src/shared/ids.ts';
import type { LaneView, TranscriptEntry } from '../../../src/shared/ipc/views.ts';
import { newId } from './make-tickets.ts';

export const LANE = laneIdSchema.parse('counter-1');
export const SECOND_LANE = laneIdSchema.parse('drive-thru');
export const THIS_GUEST = sessionIdSchema.parse(newId());
export const EARLIER_GUEST = sessionIdSchema.parse(newId());

export function lane(change: Partial<LaneView> = {}): LaneView {
  return {
    laneId: LANE,
    name: 'Counter 1',
    state: 'listening',
    mode: 'hands-free',
    muted: false,
    device: { state: 'open', name: 'Headset 1' },
    listeningGaps: { count: 0, totalMs: 0 },
    wordsAvailable: true,
    ...change,
  };
}

export function said(change: Partial<TranscriptEntry>): TranscriptEntry {
  return {
    laneId: LANE,
    utteranceId: utteranceIdSchema.parse(newId()),
    sessionId: THIS_GUEST,
    text: '',
    confidence: 0.93,
    status: 'final',
    late: false,
    partials: 3,
    revision: 4,
    gapMs: 0,
    times: { speechStartedAtUs: 1_000_000 },
    ...change,
  };
}

export const online = {
  state: 'online',
  verdict: 'WEBSOCKET_PROXY_INTEGRATION',
  streaming: true,
  rttMs: 18,
} as const;

/** One in push-to-talk, and one where a guest speaks on another headset. */
export const TALKING_LANES: readonly LaneView[] = [
  lane({ mode: 'push-to-talk', state: 'idle', talk: { style: 'hold', isOn: false } }),
  lane({
    laneId: SECOND_LANE,
    name: 'Drive-thru',
    state: 'hearing',
    device: { state: 'open', name: 'Savi 8245' },
  }),
];
