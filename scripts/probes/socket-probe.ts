/** Whether BuildPanel's socket opens at all: nothing is said on it. */
import WebSocket from 'ws';
import {
  failureOfStatus,
  PROBE_HEADERS,
  type ProbeAnswer,
  type ProbeTarget,
} from '../../src/relay/upstream/probe-calls.ts';
import { PROBE_DEADLINES_MS } from '../../src/shared/buildpanel/verdict.ts';

export function probeSocket({ endpoints }: Pick<ProbeTarget, 'endpoints'>): Promise<ProbeAnswer> {
  return new Promise((resolve) => {
    const socket = new WebSocket(endpoints.socket, {
      headers: PROBE_HEADERS,
      perMessageDeflate: false,
    });
    const settle = (answer: ProbeAnswer) => {
      clearTimeout(deadline);
      socket.terminate();
      resolve(answer);
    };
    const deadline = setTimeout(
      () => settle({ outcome: 'silent', reason: 'timeout' }),
      PROBE_DEADLINES_MS.socket,
    );
    socket.once('open', () => settle({ outcome: 'works', reason: null }));
    socket.once('unexpected-response', (_request, { statusCode = 0 }) => {
      settle(failureOfStatus(statusCode));
    });
    // Stays for what `terminate` makes of a socket that was still opening.
    socket.on('error', (error) => {
      const isRefused = 'code' in error && error.code === 'ECONNREFUSED';
      settle({ outcome: 'silent', reason: isRefused ? 'refused' : 'cut' });
    });
  });
}
