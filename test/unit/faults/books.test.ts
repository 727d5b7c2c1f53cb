/** The fault lab's books must notice what they are there for: each test breaks one thing by hand. */
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { digestOf } from '../../../src/buildpanel/digest-recogniser.ts';
import { wavOf } from '../../../src/main/voice/batch/wav.ts';
import type { UtteranceId } from '../../../src/shared/ids.ts';
import { FRAME_BYTES } from '../../../src/shared/speech/audio-format.ts';
import { Books } from '../../faults/accounting.ts';
import type { TicketLine } from '../../faults/parts/ticket-book.ts';
import { stationFiles } from '../../faults/parts/station-files.ts';
import {
  end,
  journalIn,
  newSessionId,
  laneId,
  newUtteranceId,
} from '../../support/journal-fixture.ts';
import { chanceOf } from '../../support/chance.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const LIFE = 1;
const SPOKEN = [
  { from: 10, to: 20 },
  { from: 30, to: 40 },
] as const;
type Span = { readonly from: number; readonly to: number };

/** A station in whose first life two utterances were played, and heard as `spans`. */
async function heard(spans: readonly Span[]) {
  const folder = await tempFolder();
  const files = stationFiles(folder);
  const chance = chanceOf(1);
  const played = Buffer.from(Array.from({ length: 50 * FRAME_BYTES }, () => chance() * 256));
  await mkdir(folder, { recursive: true });
  await writeFile(files.sound(LIFE, 0), wavOf([played]));
  await writeFile(`${files.sound(LIFE, 0)}.json`, JSON.stringify(SPOKEN));
  const { journal } = await journalIn(files.journal);
  const utterances: { utteranceId: UtteranceId; digest: string }[] = [];
  for (const { from, to } of spans) {
    const opened = { sessionId: newSessionId(), laneId, startedAtUs: 0 };
    const utterance = journal.open({ ...opened, utteranceId: newUtteranceId() });
    const { utteranceId } = utterance;
    for (let number = from; number < to; number += 1) {
      const sequence = number - from;
      const pcm = played.subarray(number * FRAME_BYTES, (number + 1) * FRAME_BYTES);
      journal.appendFrame(utterance, { sequence, capturedAtUs: 0, discontinuity: false, pcm });
      await logWritten(files.framesWritten(LIFE), utteranceId, sequence);
    }
    end(journal, utterance);
    const digest = digestOf(played.subarray(from * FRAME_BYTES, to * FRAME_BYTES));
    utterances.push({ utteranceId, digest });
  }
  const books = new Books(folder);
  const ticket = (
    utteranceId: string,
    text: string,
    became: TicketLine['became'] = 'suggestions',
  ) => appendFile(files.tickets, `${JSON.stringify({ utteranceId, text, became })}\n`);
  const written = (utteranceId: string, sequence: number) =>
    logWritten(files.framesWritten(LIFE), utteranceId, sequence);
  return { files, journal, utterances, books, ticket, written };
}

async function logWritten(path: string, utteranceId: string, sequence: number): Promise<void> {
  const entry = Buffer.alloc(28);
  entry.write(utteranceId.replaceAll('-', ''), 'hex');
  entry.writeUInt32BE(sequence, 16);
  await appendFile(path, entry);
}

async function balanceOf(station: Awaited<ReturnType<typeof heard>>, keepsNothing = false) {
  await station.journal.close();
  await station.books.closeLife(LIFE, station.files.journal, { keepsNothing });
  return station.books.balance();
}

const WELL = { framesLost: 0, utterancesLost: 0, utterancesDuplicated: 0, problems: [] };

test('what was said and stands on tickets balances', async () => {
  const station = await heard(SPOKEN);
  for (const each of station.utterances) await station.ticket(each.utteranceId, each.digest);
  expect(await balanceOf(station)).toMatchObject({ ...WELL, utterances: 2, framesCaptured: 20 });
});

test('an utterance on no ticket is lost', async () => {
  const station = await heard(SPOKEN);
  const [first] = station.utterances;
  if (first !== undefined) await station.ticket(first.utteranceId, first.digest);
  expect(await balanceOf(station)).toMatchObject({ ...WELL, utterancesLost: 1, problems: [{}] });
});

test('a frame whose write returned and that the journal has not is lost', async () => {
  const station = await heard(SPOKEN);
  for (const each of station.utterances) await station.ticket(each.utteranceId, each.digest);
  await station.written(station.utterances[0]?.utteranceId ?? '', 10);
  expect(await balanceOf(station)).toMatchObject({ framesLost: 1, framesCaptured: 21 });
});

test('a ticket with less than what was heard, one too many, and sound in two utterances are told', async () => {
  const less = await heard(SPOKEN);
  const [one, two] = less.utterances;
  await less.ticket(one?.utteranceId ?? '', '9 of other sound');
  await less.ticket(two?.utteranceId ?? '', two?.digest ?? '');
  expect(await balanceOf(less)).toMatchObject({ framesLost: 1, utterancesLost: 0 });

  const many = await heard(SPOKEN);
  for (const each of [...many.utterances, ...many.utterances])
    await many.ticket(each.utteranceId, each.digest);
  expect(await balanceOf(many)).toMatchObject({ utterancesDuplicated: 2 });

  const doubled = await heard([...SPOKEN, { from: 35, to: 42 }]);
  for (const each of doubled.utterances) await doubled.ticket(each.utteranceId, each.digest);
  expect(await balanceOf(doubled)).toMatchObject({ utterancesDuplicated: 1 });
});

test('what the station took for a repeat counts once, if its ticket has it', async () => {
  const repeated = await heard(SPOKEN);
  for (const each of repeated.utterances) {
    await repeated.ticket(each.utteranceId, each.digest, 'missed');
    await repeated.ticket(each.utteranceId, each.digest, null);
  }
  expect(await balanceOf(repeated)).toMatchObject(WELL);

  const both = await heard(SPOKEN);
  for (const each of both.utterances) await both.ticket(each.utteranceId, each.digest);
  await both.ticket(
    both.utterances[0]?.utteranceId ?? '',
    both.utterances[0]?.digest ?? '',
    'missed',
  );
  expect(await balanceOf(both)).toMatchObject({ utterancesDuplicated: 1 });

  const dropped = await heard(SPOKEN);
  for (const each of dropped.utterances) await dropped.ticket(each.utteranceId, each.digest, null);
  const applied = dropped.utterances.slice(1).map(({ utteranceId }) => utteranceId);
  const open = join(dropped.files.ticketBook, 'open');
  await mkdir(open, { recursive: true });
  await writeFile(join(open, 'lane-1.json'), JSON.stringify({ applied }));
  expect(await balanceOf(dropped)).toMatchObject({ utterancesLost: 1 });
});

test('speech before a captured frame that nobody captured is told', async () => {
  const station = await heard(SPOKEN.slice(1));
  for (const each of station.utterances) await station.ticket(each.utteranceId, each.digest);
  const { problems } = await balanceOf(station);
  expect(problems).toEqual(['life 1: frames 10 to 20 were spoken, and nobody captured them']);
});

test('sound that is not kept may be gone with a ticket of exactly it, and not without', async () => {
  const erased = async (isTicketed: boolean, digest?: string) => {
    const station = await heard(SPOKEN);
    for (const each of station.utterances) {
      if (isTicketed) await station.ticket(each.utteranceId, digest ?? each.digest);
    }
    await station.journal.erase(new Set(station.utterances.map((each) => each.utteranceId)));
    return balanceOf(station, true);
  };
  expect(await erased(true)).toMatchObject({ ...WELL, utterances: 2, framesCaptured: 20 });
  expect(await erased(false)).toMatchObject({ framesLost: 20 });
  expect(await erased(true, '10 of other sound')).toMatchObject({ framesLost: 20 });
});
