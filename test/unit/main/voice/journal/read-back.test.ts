/** A large journal is read back without holding it, or an object for each of its frames. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FrameIndex } from '../../../../../src/main/voice/journal/frame-index.ts';
import { openJournal } from '../../../../../src/main/voice/journal/journal.ts';
import {
  end,
  journalDeps,
  journalIn,
  speak,
  temporaryDirectory,
} from '../../../../support/journal-fixture.ts';

test('reading back waiting speech leaves no object a frame behind', async () => {
  // The first one pays for what is made once.
  await heapOfReadingBack(500);
  const few = await heapOfReadingBack(500);
  const many = await heapOfReadingBack(20_500);
  // An object of two fields and its place in a list take 48 bytes; what Node compiles meanwhile takes some too.
  expect(many - few).toBeLessThan(20_000 * 40);
}, 60_000);

test('others get their turn while a segment is read back', async () => {
  const directory = await temporaryDirectory();
  const { journal } = await journalIn(directory);
  end(journal, speak(journal, 4_000));
  await journal.close();
  let turns = 0;
  let isReading = true;
  const turn = (): void => {
    turns += 1;
    if (isReading) setImmediate(turn);
  };
  const opened = journalIn(directory);
  // Turns that come while files are opened and read are not the scan's.
  setImmediate(turn);
  const { journal: again, report } = await opened;
  isReading = false;
  expect(report.damaged).toEqual([]);
  // 2.7 MiB at half a MiB a turn.
  expect(turns).toBeGreaterThanOrEqual(5);
  await again.close();
});

test('frames are taken before the old ones are read back, and nothing is erased or denied meanwhile', async () => {
  const directory = await temporaryDirectory();
  const { journal: before } = await journalIn(directory);
  const [waiting, delivered] = [speak(before, 3), speak(before, 4, 2_000)];
  end(before, waiting);
  await before.markDelivered(delivered.utteranceId);
  await before.close();

  const journal = await openJournal(journalDeps(directory, { keepDeliveredMs: 0, maxBytes: 1e9 }));
  const tidied = journal.tidy();
  expect(journal.find(waiting.utteranceId)).toBeUndefined();
  const now = speak(journal, 5);
  const replayed = journal.replay(waiting.utteranceId);
  const { utterances, report } = await journal.readBack;
  expect(report).toMatchObject({ damaged: [], segments: 1 });
  expect(new Set(utterances)).toEqual(
    new Set([waiting, delivered].map((one) => journal.find(one.utteranceId))),
  );
  expect(await replayed).toHaveLength(3);
  await tidied;
  expect(journal.find(delivered.utteranceId)).toBeUndefined();
  await journal.close();

  const { journal: after } = await journalIn(directory);
  expect(after.find(now.utteranceId)?.frames.length).toBe(5);
  expect(after.find(waiting.utteranceId)?.frames.length).toBe(3);
  await after.close();
});

test('what is delivered before it is read back is marked, not taken for unknown', async () => {
  const directory = await temporaryDirectory();
  const { journal: before } = await journalIn(directory);
  const { utteranceId } = speak(before, 3);
  await before.close();
  const journal = await openJournal(journalDeps(directory));
  expect(await journal.markDelivered(utteranceId)).toBe(true);
  expect(journal.find(utteranceId)?.mark).toBe('delivered');
  await journal.close();
  const { journal: after } = await journalIn(directory);
  expect(after.find(utteranceId)?.mark).toBe('delivered');
  await after.close();
});

test('frames that were written in any order, some twice, are in order, the first of each counting', () => {
  const sequences = fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 300 });
  fc.assert(
    fc.property(sequences, fc.integer({ min: 0, max: 201 }), (written, from) => {
      const index = new FrameIndex();
      for (const [nth, sequence] of written.entries()) index.add(sequence, nth, false, 1, nth);
      index.settle();
      const expected = [...new Set(written)].sort((a, b) => a - b);
      const found = expected.map((_, at) => index.at(at));
      expect(index.length).toBe(expected.length);
      expect(found.map((one) => one?.sequence)).toEqual(expected);
      expect(found.map((one) => one?.place?.offset)).toEqual(
        expected.map((sequence) => written.indexOf(sequence)),
      );
      expect(index.positionOf(from)).toBe(expected.filter((sequence) => sequence < from).length);
    }),
  );
});

/** Bytes of JavaScript objects that an open journal of one waiting utterance holds. */
async function heapOfReadingBack(frames: number): Promise<number> {
  const directory = await temporaryDirectory();
  const { journal } = await journalIn(directory);
  end(journal, speak(journal, frames));
  await journal.close();
  const before = heapBytes();
  const again = await journalIn(directory);
  const after = heapBytes();
  const [utterance] = again.journal.utterances();
  expect(utterance?.frames.length).toBe(frames);
  await again.journal.close();
  return after - before;
}

function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc()');
  return process.memoryUsage().heapUsed;
}
