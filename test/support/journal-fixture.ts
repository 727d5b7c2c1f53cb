/** A journal in a temporary folder, and speech to fill it with. */
import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import {
  openJournal,
  type Journal,
  type JournalDeps,
} from '../../src/main/voice/journal/journal.ts';
import { decodeRecordAt, type DecodedRecord } from '../../src/main/voice/journal/record.ts';
import type { RecoveryReport } from '../../src/main/voice/journal/recover.ts';
import type { Sync } from '../../src/main/voice/journal/group-sync.ts';
import type { Retention } from '../../src/main/voice/journal/retention.ts';
import { scanSegment } from '../../src/main/voice/journal/scan.ts';
import type { StoredUtterance } from '../../src/main/voice/journal/stored-utterance.ts';
import { systemClock } from '../../src/main/voice/clock.ts';
import { laneIdSchema, sessionIdSchema, utteranceIdSchema } from '../../src/shared/ids.ts';
import { FRAME_BYTES } from '../../src/shared/speech/audio-format.ts';

export const laneId = laneIdSchema.parse('lane-1');
export const stationKey = Uint8Array.from({ length: 32 }, (_, index) => index + 1);

export const newUtteranceId = () => utteranceIdSchema.parse(v7());
export const newSessionId = () => sessionIdSchema.parse(v7());

export async function temporaryDirectory(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'voice-'));
}

export function journalDeps(
  directory: string,
  retention: Retention = { keepDeliveredMs: 3_600_000, maxBytes: 1e9 },
): JournalDeps {
  return {
    directory,
    stationKey,
    clock: systemClock,
    retention: () => retention,
    onWritable: () => undefined,
    onUnreadable: () => undefined,
    onEraseRefusal: () => undefined,
  };
}

/** Resolves when it is read back. */
export async function journalIn(
  directory: string,
  changes: {
    retention?: Retention;
    stationKey?: Uint8Array;
    wallMs?: () => number;
    sync?: Sync;
  } = {},
): Promise<{
  journal: Journal;
  report: RecoveryReport;
  writable: boolean[];
  unreadable: string[];
  refusals: (string | undefined)[];
}> {
  const writable: boolean[] = [];
  const unreadable: string[] = [];
  const refusals: (string | undefined)[] = [];
  const journal = await openJournal({
    ...journalDeps(directory, changes.retention),
    stationKey: changes.stationKey ?? stationKey,
    clock: { ...systemClock, wallMs: changes.wallMs ?? systemClock.wallMs },
    onWritable: (isWritable) => writable.push(isWritable),
    onUnreadable: (utteranceId) => unreadable.push(utteranceId),
    onEraseRefusal: (code) => refusals.push(code),
    ...(changes.sync !== undefined && { sync: changes.sync }),
  });
  const { report } = await journal.readBack;
  return { journal, report, writable, unreadable, refusals };
}

/** Opens an utterance and speaks `frameCount` frames of noise into it. */
export function speak(journal: Journal, frameCount: number, startedAtUs = 1_000): StoredUtterance {
  const utterance = journal.open({
    utteranceId: newUtteranceId(),
    sessionId: newSessionId(),
    laneId,
    startedAtUs,
  });
  for (let sequence = 0; sequence < frameCount; sequence += 1) {
    journal.appendFrame(utterance, {
      sequence,
      capturedAtUs: startedAtUs + sequence * 20_000,
      discontinuity: false,
      pcm: randomBytes(FRAME_BYTES),
    });
  }
  return utterance;
}

export function end(journal: Journal, utterance: StoredUtterance): void {
  const last = utterance.frames.at(utterance.frames.length - 1);
  journal.end(utterance, {
    nextSequence: last === undefined ? 0 : last.sequence + 1,
    endedAtUs: last?.capturedAtUs ?? utterance.startedAtUs,
    reason: 'silence',
  });
}

/** All whole records of a segment's bytes, decoded. */
export async function recordsOf(file: Buffer) {
  const records: { readonly offset: number; readonly record: DecodedRecord }[] = [];
  const damaged = await scanSegment(file, (offset) => {
    const record = decodeRecordAt(file, offset);
    if (record === undefined) throw new Error('a whole record can be decoded');
    records.push({ offset, record });
  });
  return { records, damaged };
}
