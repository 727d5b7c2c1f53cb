/** A queue with an utterance in it that is never answered, in hours that pass at once. */
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { MAX_REFUSALS } from '../../../../src/main/voice/batch/upload-policy.ts';
import type { UploadFailure } from '../../../../src/main/voice/batch/upload.ts';
import { Tokens } from '../../../../src/main/voice/tokens.ts';
import { Uploader } from '../../../../src/main/voice/batch/uploader.ts';
import type { UtteranceId } from '../../../../src/shared/ids.ts';
import { fail, ok } from '../../../../src/shared/result.ts';
import type { UtteranceResult } from '../../../../src/shared/wire/down.ts';
import { laneId, newSessionId, newUtteranceId } from '../../../support/journal-fixture.ts';
import { VirtualClock } from '../../../support/virtual-clock.ts';
import { silentLog } from '../../../support/voice-fixture.ts';

/** As long as the relay waits for BuildPanel. */
const TIMEOUT_MS = 30_000;
const STEP_MS = 1_000;

type Answer = (isOldest: boolean) => UploadFailure['code'] | undefined;

/** A queue of `count` utterances of one lane; undefined is an answer, a code is told after the time limit. */
function queueOf(count: number, answer: Answer) {
  const clock = new VirtualClock();
  const done: UtteranceId[] = [];
  const parked: UtteranceId[] = [];
  const asked: UtteranceId[] = [];
  const ids = Array.from({ length: count }, () => newUtteranceId());
  const uploader = new Uploader({
    url: 'http://relay',
    tokens: new Tokens(
      { accessToken: () => Promise.resolve(ok('token')), forgetToken: () => undefined },
      clock,
    ),
    upload: async ({ utteranceId, sessionId }) => {
      asked.push(utteranceId);
      const code = answer(utteranceId === ids[0]);
      const delayMs = code === undefined ? 1_000 : TIMEOUT_MS;
      await new Promise<void>((resolve) => clock.after(delayMs, resolve));
      return code === undefined
        ? ok(resultOf(utteranceId, sessionId))
        : fail({ code, retryAfterMs: undefined });
    },
    sound: () => Promise.resolve(new Uint8Array(8)),
    codecFor: () => 'pcm_s16le',
    pace: () => () => Promise.resolve(),
    onProgress: () => undefined,
    clock,
    random: () => 0.5,
    log: silentLog,
    onResult: ({ utteranceId }) => done.push(utteranceId),
    onPark: (utteranceId) => parked.push(utteranceId),
    onAway: () => undefined,
  });
  for (const [nth, utteranceId] of ids.entries()) {
    const sessionId = newSessionId();
    uploader.add({ utteranceId, sessionId, laneId, startedAtWallMs: nth }, false);
  }
  const runTo = async (untilMs: number): Promise<void> => {
    while (clock.nowUs() / 1_000 < untilMs) {
      clock.runTo(clock.nowUs() / 1_000 + STEP_MS);
      await setImmediate();
    }
  };
  return { ids, done, parked, asked, uploader, runTo };
}

function resultOf(
  utteranceId: UtteranceId,
  sessionId: UtteranceResult['sessionId'],
): UtteranceResult {
  return {
    sessionId,
    utteranceId,
    via: 'batch',
    words: 'available',
    finalTranscription: 'a salad',
    confidence: 1,
    timing: { upstreamMs: 1, relayMs: 1 },
  };
}

test('an utterance that is never answered holds up nobody, and is parked after five times', async () => {
  const queue = queueOf(6, (isOldest) => (isOldest ? 'utterance-timeout' : undefined));
  const [poison] = queue.ids;
  await queue.runTo(60_000);
  expect(queue.done).toEqual(queue.ids.slice(1));
  expect(queue.parked).toEqual([]);
  await queue.runTo(3_600_000);
  expect(queue.parked).toEqual([poison]);
  expect(queue.asked.filter((id) => id === poison)).toHaveLength(MAX_REFUSALS);
  queue.uploader.stop();
});

test('a speech service that answers nobody parks nothing, and each has its turn', async () => {
  let isHung = true;
  const queue = queueOf(4, () => (isHung ? 'upstream-timeout' : undefined));
  await queue.runTo(4 * 3_600_000);
  expect(queue.parked).toEqual([]);
  expect(new Set(queue.asked)).toEqual(new Set(queue.ids));
  isHung = false;
  await queue.runTo(5 * 3_600_000);
  expect(new Set(queue.done)).toEqual(new Set(queue.ids));
  queue.uploader.stop();
});
