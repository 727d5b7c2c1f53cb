import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recordingHandlers } from '../../../src/main/recording-handlers.ts';
import { wavOf } from '../../../src/main/voice/batch/wav.ts';
import type { AuditNote } from '../../../src/shared/day/audit-entry.ts';
import type { Approve } from '../../../src/shared/people/approval.ts';
import { personIdSchema } from '../../../src/shared/people/person.ts';
import { fail, ok } from '../../../src/shared/result.ts';
import { laneId, newUtteranceId } from '../../support/journal-fixture.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const SAID_AT_MS = Date.UTC(2026, 10, 24, 16, 20, 5);
const BOSS = {
  personId: personIdSchema.parse('0d8f2c52-7e0e-4d6e-9a49-0a9c3f1b6d11'),
  name: 'Boss',
};

async function handlers({ approve = () => Promise.resolve(ok(BOSS)) }: { approve?: Approve } = {}) {
  const exportDirectory = await tempFolder();
  const [one, two, erased] = [newUtteranceId(), newUtteranceId(), newUtteranceId()];
  const sound = new Map([
    [one, wavOf([new Uint8Array(640).fill(1)])],
    [two, wavOf([new Uint8Array(640).fill(2)])],
  ]);
  const notes: AuditNote[] = [];
  const { exportRecordings } = recordingHandlers({
    voice: {
      current: () => ({
        recordingOf: (utteranceId) => {
          const wav = sound.get(utteranceId);
          return Promise.resolve(wav === undefined ? fail('sound-erased') : ok(wav));
        },
      }),
      views: () => ({
        parked: [one, two, erased].map((utteranceId) => ({
          utteranceId,
          laneId,
          saidAtMs: SAID_AT_MS,
        })),
      }),
    },
    people: { approve },
    audit: {
      record: (note) => {
        notes.push(note);
        return Promise.resolve({ ok: true });
      },
    },
    exportDirectory,
  });
  const written = () => readdir(join(exportDirectory, 'recordings')).catch(() => []);
  return { exportRecordings, one, two, erased, sound, notes, written };
}

test('recordings become WAV files of their own, named by time and lane, and the audit trail knows', async () => {
  const { exportRecordings, one, two, sound, notes, written } = await handlers();
  const exported = await exportRecordings({ utteranceIds: [one, two] });
  if (!exported.ok) throw new Error(exported.failure);
  expect(exported.value.count).toBe(2);
  const names = await written();
  expect(names).toHaveLength(2);
  const name = names.find((each) => each.endsWith(`${one.slice(-4)}.wav`)) ?? '';
  expect(name).toBe(`2026-11-24T16-20-05-000Z ${laneId} ${one.slice(-4)}.wav`);
  const bytes = await readFile(join(exported.value.folder, name));
  expect(bytes.equals(Buffer.from(sound.get(one) ?? []))).toBe(true);
  expect(notes).toEqual([{ kind: 'recordings-exported', approvedBy: BOSS, about: '2' }]);
});

test('nobody takes a guest’s voice out of the journal without a manager', async () => {
  const { exportRecordings, one, notes, written } = await handlers({
    approve: () => Promise.resolve(fail('needs-approval')),
  });
  const exported = await exportRecordings({ utteranceIds: [one] });
  expect(exported).toEqual({ ok: false, failure: 'needs-approval' });
  expect(await written()).toEqual([]);
  expect(notes).toEqual([]);
});

test('sound that was erased, or is not parked, is said to be gone', async () => {
  const { exportRecordings, erased, written } = await handlers();
  for (const utteranceId of [erased, newUtteranceId()]) {
    expect(await exportRecordings({ utteranceIds: [utteranceId] })).toEqual({
      ok: false,
      failure: 'sound-erased',
    });
  }
  expect(await written()).toEqual([]);
});
