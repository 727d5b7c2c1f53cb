import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  end,
  journalIn,
  newSessionId,
  newUtteranceId,
  laneId,
  speak,
  temporaryDirectory,
} from '../../../../support/journal-fixture.ts';

test('what was spoken is there after a restart, frame by frame', async () => {
  const directory = await temporaryDirectory();
  const first = await journalIn(directory);
  const spoken = speak(first.journal, 120);
  const said = first.journal.frames(spoken, 0, 1_000);
  end(first.journal, spoken);
  await first.journal.close();

  const second = await journalIn(directory);
  expect(second.report.damaged).toEqual([]);
  const found = second.journal.find(spoken.utteranceId);
  expect(found).toMatchObject({ sessionId: spoken.sessionId, laneId, mark: 'waiting' });
  expect(found?.ended?.nextSequence).toBe(120);
  expect(found && framesOf(second.journal.frames(found, 0, 1_000))).toEqual(framesOf(said));
  expect(found && second.journal.frames(found, 100, 5)).toHaveLength(5);
  await second.journal.close();
});

test('an utterance that nobody ended ends with its last frame', async () => {
  const directory = await temporaryDirectory();
  const first = await journalIn(directory);
  const spoken = speak(first.journal, 7);
  // No end and no close: the process died, and what write() took is in the file.
  const second = await journalIn(directory);
  expect(second.journal.find(spoken.utteranceId)?.ended?.nextSequence).toBe(7);
  await Promise.all([first.journal.close(), second.journal.close()]);
});

test('delivered, parked and unparked utterances are so after a restart', async () => {
  const directory = await temporaryDirectory();
  const first = await journalIn(directory);
  const [delivered, parked, unparked] = [3, 3, 3].map((frames) => speak(first.journal, frames));
  if (!delivered || !parked || !unparked) throw new Error('three were spoken');
  await first.journal.markDelivered(delivered.utteranceId);
  first.journal.park(parked.utteranceId, 'not-a-wav');
  first.journal.park(unparked.utteranceId, 'not-a-wav');
  first.journal.unpark(unparked.utteranceId);
  await first.journal.close();

  const { journal } = await journalIn(directory);
  expect(journal.find(delivered.utteranceId)?.mark).toBe('delivered');
  expect(journal.find(parked.utteranceId)?.mark).toBe('parked');
  expect(journal.find(unparked.utteranceId)?.mark).toBe('waiting');
  expect(await journal.replay(delivered.utteranceId)).toHaveLength(3);
  await journal.close();
});

test('a file torn anywhere keeps every whole record before the tear', async () => {
  const directory = await temporaryDirectory();
  const first = await journalIn(directory);
  const spoken = speak(first.journal, 12);
  const said = framesOf(first.journal.frames(spoken, 0, 100));
  const places = [...Array(12).keys()].map((at) => spoken.frames.at(at)?.place?.offset ?? 0);
  await first.journal.close();
  const names = (await readdir(directory)).sort();
  const whole = await Promise.all(names.map((name) => readFile(join(directory, name))));
  const frameBytes = (places[1] ?? 0) - (places[0] ?? 0);

  await fc.assert(
    fc.asyncProperty(fc.nat(), async (cut) => {
      const torn = await temporaryDirectory();
      let length = 0;
      for (const [index, name] of names.entries()) {
        let bytes = whole[index] ?? Buffer.alloc(0);
        if (name.endsWith('.journal')) {
          length = (places[0] ?? 0) + (cut % (bytes.length - (places[0] ?? 0)));
          bytes = bytes.subarray(0, length);
        }
        await writeFile(join(torn, name), bytes);
      }
      const { journal, report } = await journalIn(torn);
      const expected = places.filter((offset) => offset + frameBytes <= length).length;
      const found = journal.find(spoken.utteranceId);
      expect(found && framesOf(journal.frames(found, 0, 100))).toEqual(said.slice(0, expected));
      const isTorn = (length - (places[0] ?? 0)) % frameBytes !== 0;
      expect(report.damaged.map(({ what }) => what)).toEqual(isTorn ? ['torn-tail'] : []);
      await journal.close();
      await rm(torn, { recursive: true });
    }),
    { numRuns: 60 },
  );
});

test('a journal opened with another station key gives nothing away and removes nothing', async () => {
  const directory = await temporaryDirectory();
  const first = await journalIn(directory);
  const spoken = speak(first.journal, 3);
  await first.journal.close();

  const other = await journalIn(directory, { stationKey: new Uint8Array(32).fill(9) });
  expect(other.report.unreadableUtterances).toBe(1);
  expect(other.journal.find(spoken.utteranceId)).toBeUndefined();
  await other.journal.tidy();
  await other.journal.close();

  const again = await journalIn(directory);
  expect(again.journal.find(spoken.utteranceId)?.frames).toHaveLength(3);
  await again.journal.close();
});

test('while the disk refuses, frames stay readable in memory and are written when it takes them', async () => {
  const parent = await temporaryDirectory();
  const directory = join(parent, 'journal');
  await writeFile(directory, 'a file where the folder should be');
  const { journal, writable } = await journalIn(directory);
  const spoken = speak(journal, 20);
  expect(writable).toEqual([false]);
  expect(journal.frames(spoken, 0, 100)).toHaveLength(20);
  await rm(directory);
  await new Promise((resolve) => setTimeout(resolve, 1_050));
  const next = speak(journal, 5);
  expect(writable).toEqual([false, true]);
  await journal.close();
  const again = await journalIn(directory);
  expect(again.journal.find(next.utteranceId)?.frames).toHaveLength(5);
  expect(again.journal.find(spoken.utteranceId)?.frames).toHaveLength(20);
  await again.journal.close();
});

test('a frame that is not newer than the last is refused, so that no nonce serves twice', async () => {
  const { journal } = await journalIn(await temporaryDirectory());
  const utteranceId = newUtteranceId();
  const opened = { utteranceId, sessionId: newSessionId(), laneId, startedAtUs: 0 };
  const utterance = journal.open(opened);
  const frame = { sequence: 4, capturedAtUs: 0, discontinuity: false, pcm: new Uint8Array(640) };
  expect(journal.appendFrame(utterance, frame)).toBe('written');
  expect(journal.appendFrame(utterance, frame)).toBe('lost');
  expect(journal.appendFrame(utterance, { ...frame, sequence: 9 })).toBe('written');
  expect(journal.frames(utterance, 5, 9).map(({ sequence }) => sequence)).toEqual([9]);
  await journal.close();
});

test('a segment that is full or out of keys is followed by the next, and nothing is lost', async () => {
  const directory = await temporaryDirectory();
  const first = await journalIn(directory);
  const spoken = Array.from({ length: 300 }, () => speak(first.journal, 1));
  await first.journal.close();
  expect((await readdir(directory)).filter((name) => name.endsWith('.keys'))).toHaveLength(2);
  const second = await journalIn(directory);
  expect(second.journal.utterances()).toHaveLength(spoken.length);
  await second.journal.close();
});

function framesOf(frames: readonly { sequence: number; pcm: Uint8Array }[]) {
  return frames.map(({ sequence, pcm }) => ({ sequence, pcm: Buffer.from(pcm).toString('hex') }));
}
