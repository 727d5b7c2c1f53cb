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

test('one flipped byte anywhere is detected and costs at most its own record', async () => {
  const directory = await temporaryDirectory();
  const first = await journalIn(directory);
  const spoken = [4, 5].map((frames) => speak(first.journal, frames));
  const said = spoken.map((each) => framesOf(first.journal.frames(each, 0, 100)));
  for (const each of spoken) end(first.journal, each);
  await first.journal.close();
  const names = (await readdir(directory)).sort();
  const files = await Promise.all(names.map((name) => readFile(join(directory, name))));

  await fc.assert(
    fc.asyncProperty(
      fc.nat(1),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      async (which, at, xor) => {
        const damagedDirectory = await temporaryDirectory();
        for (const [index, name] of names.entries()) {
          const bytes = Buffer.from(files[index] ?? []);
          if (index === which) {
            const offset = at % bytes.length;
            bytes.writeUInt8(bytes.readUInt8(offset) ^ xor, offset);
          }
          await writeFile(join(damagedDirectory, name), bytes);
        }
        const { journal, report } = await journalIn(damagedDirectory);
        expect(report.damaged.length).toBeGreaterThan(0);
        expect(report.unreadableUtterances).toBe(0);
        let lost = 0;
        for (const [index, { utteranceId }] of spoken.entries()) {
          const found = journal.find(utteranceId);
          if (found === undefined) throw new Error('an utterance is gone');
          const kept = framesOf(journal.frames(found, 0, 100));
          const all = said[index] ?? [];
          lost += all.length - kept.length;
          for (const frame of kept) expect(all).toContainEqual(frame);
        }
        expect(lost).toBeLessThanOrEqual(1);
        await journal.close();
        await rm(damagedDirectory, { recursive: true });
      },
    ),
    { numRuns: 150 },
  );
});

test('a file torn anywhere keeps every whole record before the tear', async () => {
  const directory = await temporaryDirectory();
  const first = await journalIn(directory);
  const spoken = speak(first.journal, 12);
  const said = framesOf(first.journal.frames(spoken, 0, 100));
  const places = spoken.frames.map(({ place }) => place?.offset ?? 0);
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

test('delivered sound goes after its time, key first; undelivered sound never does', async () => {
  const directory = await temporaryDirectory();
  let wallMs = 1_000_000;
  const retention = { keepDeliveredMs: 60_000, maxBytes: 1 };
  const options = { retention: { ...retention, maxBytes: 1e9 }, wallMs: () => wallMs };
  const first = await journalIn(directory, options);
  const delivered = speak(first.journal, 3);
  await first.journal.markDelivered(delivered.utteranceId);
  await first.journal.tidy();
  expect(await first.journal.replay(delivered.utteranceId)).toHaveLength(3);
  wallMs += 60_000;
  await first.journal.tidy();
  expect(await first.journal.replay(delivered.utteranceId)).toEqual([]);
  await first.journal.close();

  const second = await journalIn(directory, options);
  expect(second.journal.find(delivered.utteranceId)).toBeUndefined();
  const waiting = speak(second.journal, 3);
  await second.journal.tidy();
  expect((await readdir(directory)).sort()).toEqual([
    'voice-00000002.journal',
    'voice-00000002.keys',
  ]);
  await second.journal.close();

  const third = await journalIn(directory, { ...options, retention });
  await third.journal.tidy();
  expect(third.journal.find(waiting.utteranceId)?.frames).toHaveLength(3);
  await third.journal.close();
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
