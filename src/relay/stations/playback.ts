/** What became of a spoken reply at a lane: for the figures and for whoever asks what a guest has heard. */
import type { UpMessage } from '../../shared/wire/up.ts';
import type { Log } from '../log.ts';
import type { StationMetrics } from './ports.ts';

type PlaybackReport = Extract<UpMessage, { type: 'playback_report' }>;

/** `totalMs` is what had come by then: a reply that was cut off early may have been longer still. */
export function recordPlayback(
  report: PlaybackReport,
  { metrics, log }: { readonly metrics: Pick<StationMetrics, 'replyPlayed'>; readonly log: Log },
): void {
  const { sessionId, utteranceId, playedMs, totalMs, stoppedBy } = report;
  const unheardMs = Math.max(0, totalMs - playedMs);
  metrics.replyPlayed(stoppedBy, { heardMs: playedMs, unheardMs });
  log.info({ sessionId, utteranceId, playedMs, unheardMs, stoppedBy }, 'a reply was played');
}
