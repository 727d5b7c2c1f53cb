/** The screen's states when something is away, weak or wrong: the link, the relay, a device, the station's own files. */
import type { StationSnapshot } from '../../../src/shared/ipc/views.ts';
import type { Translated } from '../../../src/shared/people/translated.ts';
import { lane, said } from './seed-lanes.ts';

const told = (text: string): Translated => ({ en: text, es: text });

export function amissSeeds(snapshot: (change: Partial<StationSnapshot>) => StationSnapshot) {
  return {
    'weak-line': snapshot({
      connection: {
        state: 'online',
        verdict: 'WEBSOCKET_PROXY_INTEGRATION',
        streaming: true,
        weakLink: 'low',
      },
    }),
    'no-words': snapshot({
      connection: { state: 'online', verdict: 'BATCH_PROCESSING_ONLY', streaming: false },
      lanes: [lane({ state: 'speaking', wordsAvailable: false })],
      transcripts: [said({ status: 'words-not-available' })],
    }),
    'speech-away': snapshot({
      connection: { state: 'online', verdict: 'NOTHING_REACHABLE', streaming: false },
      spool: { waiting: 1, parked: 2, writable: true },
      transcripts: [said({ status: 'waiting' }), said({ status: 'parked' })],
    }),
    'no-microphone': snapshot({
      lanes: [
        lane({
          state: 'idle',
          device: { state: 'absent', name: 'Plantronics Savi 8245', failure: 'no-such-device' },
        }),
      ],
    }),
    'not-enrolled': snapshot({
      connection: { state: 'not-enrolled' },
      menuSource: 'demo',
      lanes: [lane()],
    }),
    'not-enrolled-no-lane': snapshot({
      station: { name: 'Station 1', version: '0.1.0', electron: '45.4.1' },
      connection: { state: 'not-enrolled' },
      menuSource: 'demo',
      lanes: [],
      tickets: [],
    }),
    'no-lane': snapshot({ lanes: [], tickets: [] }),
    'no-microphone-chosen': snapshot({
      lanes: [
        lane({ state: 'idle', device: { state: 'absent', name: '', failure: 'no-such-device' } }),
      ],
    }),
    revoked: snapshot({ connection: { state: 'stopped', reason: 'revoked' } }),
    'much-amiss': snapshot({
      connection: { state: 'offline', reason: 'overloaded', retryInMs: 12_000 },
      lanes: [
        lane({
          state: 'idle',
          device: { state: 'failing', name: 'Headset 1', failure: 'silent-device' },
          listeningGaps: { count: 2, totalMs: 430 },
        }),
      ],
      spool: { waiting: 128, parked: 4, writable: false },
      menuSource: 'demo',
      notices: [
        { noticeId: '1', kind: 'information', text: told('The menu was updated.') },
        {
          noticeId: '2',
          kind: 'problem',
          text: told(
            'Settings could not be read and were set aside. The station runs with its usual settings; check the lanes.',
          ),
        },
      ],
    }),
    trouble: snapshot({
      lanes: [lane({ state: 'idle', muted: true, listeningGaps: { count: 1, totalMs: 400 } })],
      transcripts: [
        said({ text: 'one summer sampler to start', late: true }),
        said({ status: 'nothing-heard' }),
        said({ text: 'the the peach salad maybe', confidence: 0.4, gapMs: 320 }),
        said({ status: 'hearing', revision: 1 }),
      ],
    }),
    connecting: snapshot({ connection: { state: 'connecting', attempt: 3 } }),
  } satisfies Record<string, StationSnapshot>;
}
