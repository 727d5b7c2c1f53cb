/** The uplink's state in the words of the screen. */
import type { ConnectionView } from '../../shared/ipc/views.ts';
import type { LinkMode } from './uplink/link-quality.ts';
import type { UplinkState } from './uplink/uplink-machine.ts';
import type { UpstreamState } from './uplink/upstream-news.ts';

export function connectionView(
  state: UplinkState,
  upstream: UpstreamState | undefined,
  { rttMs, link }: { readonly rttMs: number | undefined; readonly link: LinkMode },
): ConnectionView {
  switch (state.name) {
    case 'idle':
      return state.isEnrolled ? { state: 'connecting', attempt: 1 } : { state: 'not-enrolled' };
    case 'tokening':
    case 'connecting':
      return { state: 'connecting', attempt: state.attempt };
    case 'live':
      if (upstream === undefined) return { state: 'connecting', attempt: state.attempt };
      return {
        state: 'online',
        verdict: upstream.verdict,
        streaming: upstream.enabled,
        ...(link !== 'good' && { weakLink: link }),
        ...(rttMs === undefined ? {} : { rttMs }),
      };
    case 'waiting':
      return { state: 'offline', reason: state.reason, retryInMs: state.retryInMs };
    case 'stopped':
      return { state: 'stopped', reason: state.reason };
  }
}
