import { fdatasync, fstatSync, readdirSync, readlinkSync } from 'node:fs';
import { mkdir, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import type { Sync } from '../../../../../src/main/voice/journal/group-sync.ts';
import { SYNC_INTERVAL_MS } from '../../../../../src/main/voice/journal/group-sync.ts';
import { SpaceWatch } from '../../../../../src/main/voice/journal/space-watch.ts';
import { end, journalIn, speak, temporaryDirectory } from '../../../../support/journal-fixture.ts';

const wait = (delayMs: number) => new Promise((resolve) => setTimeout(resolve, delayMs));

/** A disk that says `EIO` to one sync and forgets what it had not synced, as the operating system may. */
class ForgetfulDisk {
  isBroken = false;
  #syncedBytes = new Map<string, number>();

  readonly sync: Sync = (descriptor, done) => {
    const path = readlinkSync(`/proc/self/fd/${descriptor}`);
    if (this.isBroken) {
      done(Object.assign(new Error('EIO'), { code: 'EIO' }));
      return;
    }
    this.#syncedBytes.set(path, fstatSync(descriptor).size);
    fdatasync(descriptor, done);
  };

  /** What a power cut would leave of the folder. */
  async cutPower(directory: string): Promise<void> {
    for (const name of await readdir(directory)) {
      const path = join(directory, name);
      await truncate(path, this.#syncedBytes.get(path) ?? 0);
    }
  }
}

test.runIf(process.platform === 'linux')(
  'what a failed sync may have lost is written again, so that a later power cut costs nothing',
  async () => {
    const directory = await temporaryDirectory();
    const disk = new ForgetfulDisk();
    const { journal, writable } = await journalIn(directory, { sync: disk.sync });
    const first = speak(journal, 10);
    await wait(2 * SYNC_INTERVAL_MS);
    disk.isBroken = true;
    for (let sequence = 10; sequence < 15; sequence += 1) {
      const frame = { sequence, capturedAtUs: 0, discontinuity: false, pcm: new Uint8Array(640) };
      journal.appendFrame(first, frame);
    }
    const second = speak(journal, 4);
    await wait(2 * SYNC_INTERVAL_MS);
    expect(writable).toEqual([false]);
    expect(await journal.markDelivered(second.utteranceId)).toBe(false);
    disk.isBroken = false;
    await wait(1_000);
    const third = speak(journal, 1);
    await wait(3 * SYNC_INTERVAL_MS);
    expect(writable).toEqual([false, true]);
    await disk.cutPower(directory);

    const after = await journalIn(directory);
    const framesOf = (id: typeof first.utteranceId) => {
      const found = after.journal.find(id);
      return found === undefined ? undefined : after.journal.frames(found, 0, 100).length;
    };
    expect(framesOf(first.utteranceId)).toBe(15);
    expect(framesOf(third.utteranceId)).toBe(1);
    expect(after.report.unreadableUtterances).toBe(0);
    await after.journal.close();
    await journal.close();
  },
  10_000,
);

test.runIf(process.platform === 'linux')(
  'the keys of a file that was never synced are written again with the next',
  async () => {
    const directory = await temporaryDirectory();
    const disk = new ForgetfulDisk();
    disk.isBroken = true;
    const { journal } = await journalIn(directory, { sync: disk.sync });
    const spoken = speak(journal, 6);
    await wait(2 * SYNC_INTERVAL_MS);
    disk.isBroken = false;
    await wait(1_000);
    speak(journal, 1);
    await wait(3 * SYNC_INTERVAL_MS);
    await disk.cutPower(directory);
    const after = await journalIn(directory);
    const found = after.journal.find(spoken.utteranceId);
    expect(found && after.journal.frames(found, 0, 100)).toHaveLength(6);
    await after.journal.close();
    await journal.close();
  },
  10_000,
);

test.runIf(process.platform === 'linux')(
  'a new folder is synced with all that name it, and no descriptor is left open',
  async () => {
    const parent = await temporaryDirectory();
    const synced: string[] = [];
    const sync: Sync = (descriptor, done) => {
      synced.push(readlinkSync(`/proc/self/fd/${descriptor}`));
      fdatasync(descriptor, done);
    };
    const { journal } = await journalIn(join(parent, 'station', 'journal'), { sync });
    end(journal, speak(journal, 1));
    await journal.close();
    const folders = [parent, join(parent, 'station'), join(parent, 'station', 'journal')];
    expect(synced).toEqual(expect.arrayContaining(folders));
    await wait(20);
    expect(openFilesBelow(parent)).toEqual([]);
  },
);

test('a delivered mark that the disk refused is written when it takes records again', async () => {
  const directory = await temporaryDirectory();
  let isBroken = false;
  const sync: Sync = (descriptor, done) => {
    if (isBroken) done(Object.assign(new Error('EIO'), { code: 'EIO' }));
    else fdatasync(descriptor, done);
  };
  const { journal, writable } = await journalIn(directory, { sync });
  const delivered = speak(journal, 3);
  await wait(2 * SYNC_INTERVAL_MS);
  isBroken = true;
  speak(journal, 1);
  await wait(2 * SYNC_INTERVAL_MS);
  expect(await journal.markDelivered(delivered.utteranceId)).toBe(false);
  isBroken = false;
  await wait(1_000);
  speak(journal, 1);
  expect(writable).toEqual([false, true]);
  await journal.close();
  const after = await journalIn(directory);
  expect(after.journal.find(delivered.utteranceId)?.mark).toBe('delivered');
  await after.journal.close();
}, 10_000);

test('a disk that refuses a segment is left without the half of a pair', async () => {
  const directory = await temporaryDirectory();
  const { journal, writable } = await journalIn(directory);
  await mkdir(join(directory, 'voice-00000001.journal'));
  const spoken = speak(journal, 3);
  expect(writable).toEqual([false]);
  expect(journal.frames(spoken, 0, 9)).toHaveLength(3);
  expect(await readdir(directory)).toEqual(['voice-00000001.journal']);
  expect((await stat(join(directory, 'voice-00000001.journal'))).isDirectory()).toBe(true);
  await journal.close();
  await rm(directory, { recursive: true });
});

test('an utterance of which the disk has nothing is delivered and erased like any other', async () => {
  const directory = join(await temporaryDirectory(), 'journal');
  await writeFile(directory, 'a file where the folder should be');
  const { journal } = await journalIn(directory);
  const [delivered, erased] = [speak(journal, 3), speak(journal, 3)];
  expect(await journal.markDelivered(delivered.utteranceId)).toBe(true);
  await journal.eraseDelivered();
  expect(await journal.erase(new Set([erased.utteranceId]))).toBe(true);
  expect(journal.utterances()).toEqual([]);
  await journal.close();
});

const GIB = 1024 ** 3;
const roomy = { usedBytes: 0, waitingBytes: 0, maxBytes: 1_000, freeBytes: 50 * GIB };

test('staff are told long before there is no room, again when it is worse, and when it is over', () => {
  const watch = new SpaceWatch();
  expect(watch.look(roomy)).toEqual([]);
  expect(watch.look({ ...roomy, usedBytes: 810, waitingBytes: 500 })).toEqual([
    { kind: 'journal-filling', usedPercent: 81, waitingPercent: 50 },
  ]);
  expect(watch.look({ ...roomy, usedBytes: 840, waitingBytes: 500 })).toEqual([]);
  expect(watch.look({ ...roomy, usedBytes: 860, waitingBytes: 700 })).toEqual([
    { kind: 'journal-filling', usedPercent: 86, waitingPercent: 70 },
  ]);
  expect(watch.look({ ...roomy, usedBytes: 750 })).toEqual([]);
  expect(watch.look({ ...roomy, usedBytes: 650 })).toEqual([{ kind: 'journal-roomy' }]);
});

test('a disk that others fill is told of too', () => {
  const watch = new SpaceWatch();
  expect(watch.look({ ...roomy, freeBytes: GIB - 1 })).toEqual([
    { kind: 'disk-filling', freeMegabytes: 1_023 },
  ]);
  expect(watch.look({ ...roomy, freeBytes: 1_000 * 1024 ** 2 })).toEqual([]);
  expect(watch.look({ ...roomy, freeBytes: 900 * 1024 ** 2 })).toEqual([
    { kind: 'disk-filling', freeMegabytes: 900 },
  ]);
  expect(watch.look({ ...roomy, freeBytes: 1.1 * GIB })).toEqual([]);
  expect(watch.look({ ...roomy, freeBytes: 2 * GIB })).toEqual([{ kind: 'disk-roomy' }]);
  expect(watch.look({ ...roomy, freeBytes: undefined })).toEqual([]);
});

function openFilesBelow(folder: string): string[] {
  return readdirSync('/proc/self/fd').flatMap((descriptor) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${descriptor}`);
      return path.startsWith(folder) ? [basename(path)] : [];
    } catch {
      return [];
    }
  });
}

test('where neither disk nor memory has room, a frame is there to be streamed at once, and then gone', async () => {
  const directory = join(await temporaryDirectory(), 'journal');
  await writeFile(directory, 'a file where the folder should be');
  const { journal, unreadable } = await journalIn(directory);
  const spoken = speak(journal, 9_000);
  const appended = new Set<string>();
  for (let sequence = 9_000; sequence < 9_200; sequence += 1) {
    const pcm = new Uint8Array(640).fill(sequence % 256);
    const frame = { sequence, capturedAtUs: 0, discontinuity: false, pcm };
    appended.add(journal.appendFrame(spoken, frame));
    expect(journal.frames(spoken, sequence, 1)).toMatchObject([{ sequence, pcm }]);
  }
  expect([...appended]).toEqual(['live-only']);
  const left = journal.frames(spoken, 9_000, 200).length;
  expect(left).toBeGreaterThanOrEqual(50);
  expect(left).toBeLessThan(70);
  expect(journal.frames(spoken, 0, 9_000)).toHaveLength(9_000);
  expect(unreadable).toEqual([]);
  await journal.close();
});
