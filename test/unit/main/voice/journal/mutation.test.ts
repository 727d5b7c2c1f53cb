/** One byte of a journal is damaged, anywhere: it is told, and costs its own record and no other. */
import { copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import {
  decodeFileHeader,
  FILE_HEADER_BYTES,
} from '../../../../../src/main/voice/journal/file-header.ts';
import { SLOT_BYTES, slotOffsets } from '../../../../../src/main/voice/journal/key-slots.ts';
import type { UtteranceId } from '../../../../../src/shared/ids.ts';
import {
  end,
  journalIn,
  recordsOf,
  speak,
  temporaryDirectory,
} from '../../../../support/journal-fixture.ts';

const ERASED_SLOT = 4;

type Region = {
  readonly name: string;
  readonly file: string;
  readonly from: number;
  readonly bytes: number;
  /** Of a record. */
  readonly utteranceId?: UtteranceId;
};
/** What a reader can know of an utterance, frames by their content. */
type Seen = {
  readonly mark: string;
  readonly nextSequence: number | undefined;
  readonly frames: readonly string[];
};

let directory: string;
let names: readonly string[];
let regions: readonly Region[];
let truth: ReadonlyMap<string, Seen>;

/** A waiting, a delivered, a parked and an unparked utterance, and one that is erased. */
beforeAll(async () => {
  directory = await temporaryDirectory();
  const { journal } = await journalIn(directory);
  const [, delivered, parked, unparked, erased] = [2, 1, 1, 3, 1].map((frames) => {
    const spoken = speak(journal, frames);
    end(journal, spoken);
    return spoken;
  });
  if (!delivered || !parked || !unparked || !erased) throw new Error('five were spoken');
  await journal.markDelivered(delivered.utteranceId);
  journal.park(parked.utteranceId, 'not-a-wav');
  journal.park(unparked.utteranceId, 'not-a-wav');
  journal.unpark(unparked.utteranceId);
  await journal.erase(new Set([erased.utteranceId]));
  await journal.close();
  names = (await readdir(directory)).sort();
  const [segment = '', keys = ''] = names;
  const records = await regionsOf(segment, await readFile(join(directory, segment)));
  regions = [...records, ...slotsOf(keys)];
  truth = (await read(directory)).seen;
  expect(truth.size).toBe(4);
});

test('one changed byte in any region of any file is told and costs at most its own record', async () => {
  const region = fc.constantFrom(...regions);
  const xor = fc.integer({ min: 1, max: 255 });
  await fc.assert(
    fc.asyncProperty(region, fc.nat(), xor, async (where, at, change) => {
      const damaged = await damagedCopy(where, where.from + (at % where.bytes), change);
      const { seen, report } = await read(damaged);
      expect(report.damaged, where.name).not.toEqual([]);
      expect(report.damaged.every(({ file }) => where.file.endsWith(EXTENSION[file]))).toBe(true);
      expect(report.unreadableUtterances).toBe(0);
      expect(new Set(seen.keys())).toEqual(new Set(truth.keys()));
      let lostFrames = 0;
      for (const [utteranceId, { frames, ...rest }] of truth) {
        const now = seen.get(utteranceId);
        expect({ mark: now?.mark, nextSequence: now?.nextSequence }, where.name).toEqual(rest);
        expect(frames).toEqual(expect.arrayContaining([...(now?.frames ?? [])]));
        lostFrames += frames.length - (now?.frames.length ?? 0);
      }
      const isFrame = where.name.startsWith('frame') && truth.has(where.utteranceId ?? '');
      expect(lostFrames, where.name).toBe(isFrame ? 1 : 0);
      await rm(damaged, { recursive: true });
    }),
    { numRuns: 300 },
  );
});

test('no byte of a segment can change unseen, and no other record is lost with it', async () => {
  const [name = ''] = names;
  const whole = await readFile(join(directory, name));
  const before = (await recordsOf(whole)).records;
  for (let offset = 0; offset < whole.length; offset += 1) {
    const bytes = Buffer.from(whole);
    bytes.writeUInt8(bytes.readUInt8(offset) ^ (1 << (offset % 8)), offset);
    const { records, damaged } = await recordsOf(bytes);
    const isInHeader = offset < FILE_HEADER_BYTES;
    const isSeen = isInHeader
      ? decodeFileHeader('segment', bytes) === undefined
      : damaged.length === 1;
    const lost = before.length - records.length;
    if (!isSeen || lost !== (isInHeader ? 0 : 1))
      expect.unreachable(`offset ${offset}: ${lost} lost`);
  }
});

const EXTENSION = { segment: '.journal', keys: '.keys' } as const;

/** Each record's header, payload and checks are regions of their own, so that none is rarely hit. */
async function regionsOf(file: string, bytes: Buffer): Promise<Region[]> {
  const records = (await recordsOf(bytes)).records.flatMap(({ offset, record }): Region[] => {
    const { kind, payload, utteranceId } = record;
    const tail = record.bytes.length - 48 - payload.length;
    return [
      { name: `${kind} header`, file, from: offset, bytes: 48, utteranceId },
      { name: `${kind} payload`, file, from: offset + 48, bytes: payload.length, utteranceId },
      {
        name: `${kind} checks`,
        file,
        from: offset + 48 + payload.length,
        bytes: tail,
        utteranceId,
      },
    ];
  });
  return [{ name: 'segment header', file, from: 0, bytes: FILE_HEADER_BYTES }, ...records];
}

function slotsOf(file: string): Region[] {
  const slots = [0, 1, 2, 3, ERASED_SLOT, 200].flatMap((slot) =>
    slotOffsets(slot).map((from): Region => {
      const name = slot === ERASED_SLOT ? 'erased slot' : 'slot';
      return { name, file, from, bytes: SLOT_BYTES };
    }),
  );
  return [{ name: 'keys header', file, from: 0, bytes: FILE_HEADER_BYTES }, ...slots];
}

async function damagedCopy(region: Region, offset: number, xor: number): Promise<string> {
  const copy = await temporaryDirectory();
  for (const name of names) await copyFile(join(directory, name), join(copy, name));
  const path = join(copy, region.file);
  const bytes = await readFile(path);
  bytes.writeUInt8(bytes.readUInt8(offset) ^ xor, offset);
  await writeFile(path, bytes);
  return copy;
}

async function read(folder: string) {
  const { journal, report } = await journalIn(folder);
  const seen = new Map<string, Seen>();
  for (const utterance of journal.utterances()) {
    const { utteranceId, mark, ended } = utterance;
    const frames = await journal.replay(utteranceId);
    seen.set(utteranceId, {
      mark,
      nextSequence: ended?.nextSequence,
      frames: frames.map(({ sequence, pcm }) => `${sequence} ${Buffer.from(pcm).toString('hex')}`),
    });
  }
  await journal.close();
  return { seen, report };
}
