/** Connects what carries speech: the way to BuildPanel, the utterances under way, and those that come whole. */
import { endpointsOf } from '../shared/buildpanel/rest.ts';
import type { StoreParts } from './connect-store.ts';
import type { RelayParts } from './relay-parts.ts';
import { Uploads } from './stations/uploads.ts';
import { Utterances } from './stations/utterances.ts';
import { KeptResults } from './store/kept-results.ts';
import { Results } from './store/results.ts';
import type { Sealing } from './store/sealing.ts';
import { UtteranceBook } from './store/utterance-log.ts';
import { BuildPanelUpstream } from './upstream/upstream.ts';
import type { UtteranceRecord } from './utterance-record.ts';

export type VoiceParts = {
  readonly upstream: BuildPanelUpstream;
  readonly utterances: Utterances;
  readonly uploads: Uploads;
  readonly book: UtteranceBook;
};

export function connectVoice(
  parts: RelayParts,
  sealing: Sealing,
  { rollout, menuOf }: Pick<StoreParts, 'rollout' | 'menuOf'>,
): VoiceParts {
  const { db, metrics, connections, disposals, log, wallMs, monotonicMs } = parts;
  const upstream = connectUpstream(parts, menuOf);
  const onLost = (count: number) => metrics.recordsLost(count);
  const book = new UtteranceBook({ db, onLost, wallMs, log });
  disposals.push(() => book.stop());
  const results = new KeptResults({ results: new Results(db, sealing), wallMs, log });
  disposals.push(() => results.stop());
  const deps = {
    upstream,
    results,
    metrics,
    log,
    rollout,
    utteranceLog: {
      ended: (record: UtteranceRecord) => {
        metrics.utteranceRecorded(record);
        book.ended(record);
      },
    },
    wallMs,
    monotonicMs,
  };
  const utterances = new Utterances(deps);
  disposals.push(() => utterances.stop());
  const uploads = new Uploads({
    ...deps,
    utterances,
    sinkOf: (stationId) => connections.sinkOf(stationId),
  });
  disposals.push(() => uploads.stop());
  return { upstream, utterances, uploads, book };
}

function connectUpstream(
  parts: RelayParts,
  menuOf: ConstructorParameters<typeof BuildPanelUpstream>[0]['menuOf'],
): BuildPanelUpstream {
  const { config, metrics, connections, disposals, log, probePace, monotonicMs } = parts;
  const { voiceDeadlineMs } = parts;
  const upstream = new BuildPanelUpstream({
    settings: {
      endpoints: endpointsOf(config.buildPanelUrl, {
        chat: config.chatEndpoint,
        voice: config.voiceEndpoint,
        voiceMetadata: config.voiceMetadataEndpoint,
      }),
      dialects: config.dialects,
      pace: probePace,
      voiceDeadlineMs,
    },
    menuOf,
    onCapability: ({ verdict }) => {
      metrics.verdict(verdict);
      connections.configChanged(null);
    },
    onBreaker: (way, isOpen) => metrics.breaker(way, isOpen),
    monotonicMs,
    log,
  });
  disposals.push(() => upstream.stop());
  return upstream;
}
