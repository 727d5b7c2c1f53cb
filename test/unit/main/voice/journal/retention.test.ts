import { readdirSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readKeyFile, SLOTS_PER_FILE } from '../../../../../src/main/voice/journal/key-slots.ts';
import { openRecord } from '../../../../../src/main/voice/journal/record.ts';
import {
  end,
  journalIn,
  recordsOf,
  speak,
  stationKey,
  temporaryDirectory,
} from '../../../../support/journal-fixture.ts';

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

test('a copy of the folder, made after erasing, cannot be read even with the station key', async () => {
  const directory = await temporaryDirectory();
  const first = await journalIn(directory);
  const [gone, kept] = [speak(first.journal, 4), speak(first.journal, 3)];
  for (const each of [gone, kept]) end(first.journal, each);
  await first.journal.markDelivered(gone.utteranceId);
  expect(await openableFrames(directory)).toEqual({
    [gone.utteranceId]: 4,
    [kept.utteranceId]: 3,
  });
  await first.journal.eraseDelivered();
  expect(await openableFrames(directory)).toEqual({ [kept.utteranceId]: 3 });
  await first.journal.close();
  const second = await journalIn(directory);
  expect(second.report.damaged).toEqual([]);
  expect(second.journal.utterances().map(({ utteranceId }) => utteranceId)).toEqual([
    kept.utteranceId,
  ]);
  await second.journal.close();
});

test('above its bytes the oldest delivered sound goes, and only where that makes room', async () => {
  const directory = await temporaryDirectory();
  const ids: Record<string, string> = {};
  for (const name of ['old', 'waiting', 'new']) {
    // Each start begins a new segment; the second has sound that waits beside sound that was delivered.
    const { journal } = await journalIn(directory);
    const spoken = speak(journal, 40);
    end(journal, spoken);
    await journal.markDelivered(spoken.utteranceId);
    ids[name] = spoken.utteranceId;
    if (name === 'waiting') end(journal, speak(journal, 40));
    await journal.close();
  }
  const retention = { keepDeliveredMs: 1e9, maxBytes: 200_000 };
  const { journal } = await journalIn(directory, { retention });
  expect(journal.space.usedBytes).toBeGreaterThan(200_000);
  await journal.tidy();
  const left = journal.utterances().map(({ utteranceId }) => utteranceId);
  expect(left).not.toContain(ids['old']);
  expect(left).toContain(ids['waiting']);
  expect(left).toContain(ids['new']);
  expect(journal.space.usedBytes).toBeLessThanOrEqual(200_000);
  await journal.close();
});

test('a wall clock that was set back keeps no sound longer than this process knows it', async () => {
  let wallMs = 9_000_000_000;
  const { journal } = await journalIn(await temporaryDirectory(), {
    retention: { keepDeliveredMs: 40, maxBytes: 1e9 },
    wallMs: () => wallMs,
  });
  const spoken = speak(journal, 2);
  await journal.markDelivered(spoken.utteranceId);
  wallMs = 1_000;
  await journal.tidy();
  expect(journal.find(spoken.utteranceId)).toBeDefined();
  await new Promise((resolve) => setTimeout(resolve, 60));
  await journal.tidy();
  expect(journal.find(spoken.utteranceId)).toBeUndefined();
  await journal.close();
});

test('what a kill between two removals leaves is no damage, and goes with the next round', async () => {
  const directory = await temporaryDirectory();
  const first = await journalIn(directory);
  const spoken = speak(first.journal, 2);
  await first.journal.markDelivered(spoken.utteranceId);
  await first.journal.eraseDelivered();
  await first.journal.close();
  await rm(join(directory, 'voice-00000001.journal'));
  const second = await journalIn(directory);
  expect(second.report).toMatchObject({ damaged: [], unreadableUtterances: 0 });
  await second.journal.tidy();
  expect(await readdir(directory)).toEqual([]);
  await second.journal.close();
});

test('one key file that the disk keeps back holds up no other erasing, and is told', async () => {
  const directory = await temporaryDirectory();
  const first = await journalIn(directory);
  const stuck = speak(first.journal, 1);
  await first.journal.markDelivered(stuck.utteranceId);
  await first.journal.close();
  const { journal, refusals } = await journalIn(directory);
  const spoken = speak(journal, 1);
  await journal.markDelivered(spoken.utteranceId);
  const keys = join(directory, 'voice-00000001.keys');
  await rm(keys);
  await mkdir(keys);
  await journal.eraseDelivered();
  expect(journal.find(spoken.utteranceId)).toBeUndefined();
  expect(journal.find(stuck.utteranceId)).toBeDefined();
  expect(refusals.at(-1)).toBe('EISDIR');
  await rm(keys, { recursive: true });
  await journal.eraseDelivered();
  expect(journal.find(stuck.utteranceId)).toBeUndefined();
  expect(refusals.at(-1)).toBeUndefined();
  await journal.close();
});

test('a person can erase what was never delivered, also what the disk refused', async () => {
  const directory = await temporaryDirectory();
  const { journal } = await journalIn(directory);
  const [wanted, other] = [speak(journal, 2), speak(journal, 2)];
  expect(await journal.erase(new Set([wanted.utteranceId]))).toBe(true);
  expect(journal.find(wanted.utteranceId)).toBeUndefined();
  expect(await openableFrames(directory)).toEqual({ [other.utteranceId]: 2 });
  await journal.close();
});

/** Frames in a copy of the folder that open with any key that its key files still give, by utterance. */
async function openableFrames(directory: string): Promise<Record<string, number>> {
  const copy = await temporaryDirectory();
  const names = await readdir(directory);
  for (const name of names) await copyFile(join(directory, name), join(copy, name));
  const keys: Uint8Array[] = [];
  for (const name of names.filter((one) => one.endsWith('.keys'))) {
    const bytes = await readFile(join(copy, name));
    const file = readKeyFile(bytes, Number(name.slice(6, 14)), stationKey);
    for (let nth = 0; nth < SLOTS_PER_FILE; nth += 1) {
      const slot = file.slot(nth);
      if (slot.state === 'usable') keys.push(slot.key);
    }
  }
  const found: Record<string, number> = {};
  for (const name of names.filter((one) => one.endsWith('.journal'))) {
    const { records } = await recordsOf(await readFile(join(copy, name)));
    for (const { record } of records) {
      const isOpen = keys.some((key) => openRecord(record, key) !== undefined);
      if (record.kind === 'frame' && isOpen)
        found[record.utteranceId] = (found[record.utteranceId] ?? 0) + 1;
    }
  }
  return found;
}

test('what is said while the old is removed stays, also when it needs new files', async () => {
  const directory = await temporaryDirectory();
  const options = { retention: { keepDeliveredMs: 0, maxBytes: 1e9 } };
  for (let old = 0; old < 3; old += 1) {
    const { journal } = await journalIn(directory, options);
    await journal.markDelivered(speak(journal, 3).utteranceId);
    await journal.close();
  }
  const { journal } = await journalIn(directory, options);
  const tidying = journal.tidy();
  while (readdirSync(directory).length === 6) await new Promise(setImmediate);
  const spoken = Array.from({ length: SLOTS_PER_FILE + 1 }, () => speak(journal, 1));
  await tidying;
  await journal.close();
  const again = await journalIn(directory);
  expect(again.journal.utterances()).toHaveLength(spoken.length);
  await again.journal.close();
});

test('a pair of files whose making was cut short is no damage, and goes', async () => {
  const directory = await temporaryDirectory();
  const first = await journalIn(directory);
  await first.journal.markDelivered(speak(first.journal, 3).utteranceId);
  await first.journal.close();
  const keys = await readFile(join(directory, 'voice-00000001.keys'));
  await writeFile(join(directory, 'voice-00000002.keys'), keys.subarray(0, 32_768));
  await writeFile(join(directory, 'voice-00000003.journal'), Buffer.alloc(7));
  const { journal, report } = await journalIn(directory);
  expect(report.damaged.map(({ number, what }) => [number, what])).toEqual([
    [2, 'torn-tail'],
    [3, 'torn-tail'],
  ]);
  await journal.tidy();
  expect((await readdir(directory)).sort()).toEqual([
    'voice-00000001.journal',
    'voice-00000001.keys',
  ]);
  await journal.close();
});
