import { describe, expect, it } from 'vitest';
import {
  laneIdSchema,
  restaurantIdSchema,
  sessionIdSchema,
  stationIdSchema,
  utteranceIdSchema,
} from '../../../src/shared/ids.ts';
import { ok } from '../../../src/shared/result.ts';
import type { UpstreamListener } from '../../../src/relay/upstream-port.ts';
import { FIRST_WORDS_LIMIT_MS, type UtteranceDeps } from '../../../src/relay/stations/utterance.ts';
import { Utterances } from '../../../src/relay/stations/utterances.ts';

const laneId = laneIdSchema.parse('lane-1');
const claim = {
  utteranceId: utteranceIdSchema.parse('01900000-0000-7000-8000-000000000001'),
  sessionId: sessionIdSchema.parse('01900000-0000-7000-8000-000000000002'),
  laneId,
};
const identity = {
  stationId: stationIdSchema.parse('01900000-0000-7000-8000-000000000003'),
  restaurantId: restaurantIdSchema.parse('01900000-0000-7000-8000-000000000004'),
  laneIds: new Set([laneId]),
  rolloutBucket: 0,
};
const quiet = () => undefined;
const sink = () => ({ send: quiet, sendDroppable: quiet, sendReply: quiet, nowUs: () => 0 });

/** `streams` gets the upstream's side of each that is opened. */
function utterancesAt(monotonicMs: () => number, streams: UpstreamListener[]): Utterances {
  const deps: UtteranceDeps = {
    upstream: {
      openStream: (_context, listener) => {
        streams.push(listener);
        return ok({ write: quiet, end: quiet, abort: quiet, bufferedBytes: () => 0 });
      },
      transcribe: () => Promise.reject(new Error('nobody asks for the whole')),
    },
    results: {
      put: () => Promise.resolve(),
      find: () => Promise.resolve(null),
      forget: () => Promise.resolve(),
      forgetExpired: () => Promise.resolve(),
    },
    metrics: {
      utteranceStarted: quiet,
      utteranceEnded: quiet,
      latency: quiet,
      fallback: quiet,
      framesTaken: quiet,
      uploaded: quiet,
      framesDropped: quiet,
      messagesDropped: quiet,
      frameAge: quiet,
      framesResumed: quiet,
      clockError: quiet,
      fault: quiet,
      refused: quiet,
      upstreamRepeated: quiet,
      replyPlayed: quiet,
      connections: quiet,
    },
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    rollout: {
      armOf: () => 'streaming',
      fallsBackOnError: () => true,
      streamEnded: quiet,
    },
    utteranceLog: { ended: quiet },
    wallMs: () => 0,
    monotonicMs,
  };
  return new Utterances(deps);
}

describe('an utterance that two connections of its station bring at once', () => {
  it('is asked of the upstream once', async () => {
    const streams: UpstreamListener[] = [];
    const utterances = utterancesAt(() => 0, streams);
    const [older, newer] = await Promise.all([
      utterances.start(identity, claim, sink()),
      utterances.start(identity, claim, sink()),
    ]);
    expect(older).toMatchObject({ ok: true });
    expect(newer).toEqual(older);
    expect(streams).toHaveLength(1);
    expect(utterances.size).toBe(1);
    utterances.stop();
  });
});

describe('a guest who speaks', () => {
  const words = { text: 'two', confidence: 1, isNotSpeech: false };

  it('waits for first words until they come, and has spoken for a while after', async () => {
    let nowMs = 0;
    const streams: UpstreamListener[] = [];
    const utterances = utterancesAt(() => nowMs, streams);
    expect(utterances.hasAnyoneSpoken(15_000)).toBe(false);
    expect(utterances.areFirstWordsAwaited).toBe(false);
    await utterances.start(identity, claim, sink());
    expect(utterances.hasAnyoneSpoken(15_000)).toBe(true);
    expect(utterances.areFirstWordsAwaited).toBe(true);
    streams[0]?.opened();
    streams[0]?.partial(words);
    expect(utterances.areFirstWordsAwaited).toBe(false);
    const begun = await utterances.start(identity, claim, sink());
    if (begun.ok) begun.utterance?.end({ nextSequence: 0, frameCount: 0 });
    streams[0]?.final({ ...words, areWordsKnown: true, orderData: null });
    nowMs = 15_000;
    expect(utterances.hasAnyoneSpoken(15_000)).toBe(true);
    nowMs = 15_001;
    expect(utterances.hasAnyoneSpoken(15_000)).toBe(false);
    utterances.stop();
  });

  it('is not waited for when nothing in the sound is a word', async () => {
    let nowMs = 0;
    const utterances = utterancesAt(() => nowMs, []);
    await utterances.start(identity, claim, sink());
    nowMs = FIRST_WORDS_LIMIT_MS;
    expect(utterances.areFirstWordsAwaited).toBe(false);
    utterances.stop();
  });
});
