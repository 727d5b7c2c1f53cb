import { describe, expect, it } from 'vitest';
import {
  laneIdSchema,
  restaurantIdSchema,
  sessionIdSchema,
  stationIdSchema,
  utteranceIdSchema,
} from '../../../src/shared/ids.ts';
import { ok } from '../../../src/shared/result.ts';
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

describe('an utterance that two connections of its station bring at once', () => {
  it('is asked of the upstream once', async () => {
    let streamCount = 0;
    const utterances = new Utterances({
      upstream: {
        openStream: () => {
          streamCount += 1;
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
      monotonicMs: () => 0,
    });
    const [older, newer] = await Promise.all([
      utterances.start(identity, claim, sink()),
      utterances.start(identity, claim, sink()),
    ]);
    expect(older).toMatchObject({ ok: true });
    expect(newer).toEqual(older);
    expect(streamCount).toBe(1);
    expect(utterances.size).toBe(1);
    utterances.stop();
  });
});
