import { OPEN_WORDS } from '../../support/open-words.ts';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createWordsCompiler } from '../../../src/main/compile-words.ts';
import { newId } from '../../../src/main/new-id.ts';
import { HeldTickets } from '../../../src/main/tickets/held-tickets.ts';
import { MissedWords } from '../../../src/main/tickets/missed-words.ts';
import type { TicketDiskProblem } from '../../../src/main/tickets/tickets-deps.ts';
import { Tickets } from '../../../src/main/tickets/tickets.ts';
import {
  laneIdSchema,
  sessionIdSchema,
  utteranceIdSchema,
  type SessionId,
} from '../../../src/shared/ids.ts';
import type { AuditNote } from '../../../src/shared/day/audit-entry.ts';
import { fail, ok } from '../../../src/shared/result.ts';
import type { LaneTicket, WordsBecame } from '../../../src/shared/ipc/views.ts';
import { NOTHING_SOLD_OUT } from '../../../src/shared/sold-out/sold-out.ts';
import type { UtteranceResult } from '../../../src/shared/wire/down.ts';
import { demoMenu } from '../../support/demo-menu.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const LANE = laneIdSchema.parse('lane-1');
const OTHER = laneIdSchema.parse('lane-2');
const MENU = demoMenu();
const DONE = { ok: true, value: undefined };
const became = (value: WordsBecame) => ({ ok: true, value });
const LEMONADE = {
  kind: 'add-item',
  selection: { itemId: '103', quantity: 1, modifierIds: [], choices: [] },
} as const;

type Station = {
  readonly tickets: Tickets;
  readonly pushed: LaneTicket[];
  readonly problems: TicketDiskProblem[];
};

const notCalled = () => {
  throw new Error('a bug');
};

async function start(directory: string, recorded: AuditNote[] = []): Promise<Station> {
  const pushed: LaneTicket[] = [];
  const problems: TicketDiskProblem[] = [];
  const missed = await MissedWords.open({
    directory: join(directory, 'missed-words'),
    wallMs: () => Date.UTC(2026, 0, 2),
    words: OPEN_WORDS,
    onChange: () => undefined,
  });
  const tickets = new Tickets({
    directory,
    held: await HeldTickets.open(join(directory, 'held'), {
      wallMs: 0,
      words: OPEN_WORDS,
      onCorrupt: () => undefined,
    }),
    missed,
    orders: { has: () => false, nextNumber: notCalled, place: notCalled },
    cards: { charge: notCalled, booked: notCalled, letGo: notCalled },
    approve: () => Promise.resolve(fail('needs-approval')),
    stamp: () => undefined,
    record: (note) => {
      recorded.push(note);
      return Promise.resolve(ok(undefined));
    },
    onVoid: () => Promise.resolve(),
    onHeld: () => undefined,
    soldOut: () => NOTHING_SOLD_OUT,
    menu: () => MENU,
    compile: createWordsCompiler(),
    newId,
    wallMs: () => Date.UTC(2026, 0, 2),
    words: OPEN_WORDS,
    onTicket: (one) => pushed.push(one),
    onDisk: (problem) => problems.push(problem),
  });
  await tickets.openLane(LANE);
  return { tickets, pushed, problems };
}

function said(
  finalTranscription: string,
  sessionId: SessionId | undefined,
  change: Partial<UtteranceResult> = {},
): UtteranceResult {
  return {
    sessionId: sessionId ?? sessionIdSchema.parse(newId()),
    utteranceId: utteranceIdSchema.parse(newId()),
    via: 'streaming',
    words: 'available',
    finalTranscription,
    confidence: 0.9,
    timing: { upstreamMs: 1, relayMs: 1 },
    ...change,
  };
}

const linesOf = ({ tickets }: Station) =>
  tickets
    .list()
    .flatMap(({ ticket }) =>
      ticket.lines.map(({ name, quantity, status }) => ({ name, quantity, status })),
    );

test('words become suggestions with menu prices, and touch adds to the same ticket', async () => {
  const station = await start(await tempFolder());
  const result = said('two greek bowls', station.tickets.sessionOf(LANE));
  expect(await station.tickets.deliver(LANE, result)).toEqual(became('suggestions'));
  const touched = await station.tickets.apply(LANE, LEMONADE);
  expect(linesOf(station)).toEqual([
    { name: 'Greek Bowl', quantity: 2, status: 'suggested' },
    { name: 'Lemonade', quantity: 1, status: 'confirmed' },
  ]);
  expect(touched.ok && touched.value).toEqual(station.pushed.at(-1)?.ticket);
});

test('what was acknowledged is there after a restart, in the same session', async () => {
  const folder = await tempFolder();
  const before = await start(folder);
  const sessionId = before.tickets.sessionOf(LANE);
  await before.tickets.deliver(LANE, said('one lemonade', sessionId));
  const after = await start(folder);
  expect(linesOf(after)).toEqual(linesOf(before));
  expect(after.tickets.sessionOf(LANE)).toBe(sessionId);
});

test('a session that has heard nothing yet is the same after a restart', async () => {
  const folder = await tempFolder();
  const before = (await start(folder)).tickets.sessionOf(LANE);
  expect((await start(folder)).tickets.sessionOf(LANE)).toBe(before);
});

test('a result that comes again is taken once, after a restart too', async () => {
  const folder = await tempFolder();
  const before = await start(folder);
  const result = said('one lemonade', before.tickets.sessionOf(LANE));
  const both = [before.tickets.deliver(LANE, result), before.tickets.deliver(LANE, result)];
  expect(await Promise.all(both)).toEqual([became('suggestions'), DONE]);
  const after = await start(folder);
  expect(await after.tickets.deliver(LANE, result)).toEqual(DONE);
  expect(linesOf(after)).toEqual([{ name: 'Lemonade', quantity: 1, status: 'suggested' }]);
});

test.each(['not-speech', 'nothing-heard', 'not-available'] as const)(
  'a result with %s makes no line',
  async (words) => {
    const station = await start(await tempFolder());
    const result = said('two greek bowls', station.tickets.sessionOf(LANE), { words });
    expect(await station.tickets.deliver(LANE, result)).toEqual(DONE);
    expect(linesOf(station)).toEqual([]);
  },
);

test('the next guest gets an empty ticket in a new session, and the old one is archived', async () => {
  const folder = await tempFolder();
  const station = await start(folder);
  const first = station.tickets.list()[0]?.ticket;
  await station.tickets.apply(LANE, LEMONADE);
  const next = await station.tickets.nextGuest(LANE);
  expect(next).toEqual({ ok: true, value: station.tickets.sessionOf(LANE) });
  expect(station.tickets.sessionOf(LANE)).not.toBe(first?.sessionId);
  expect(linesOf(station)).toEqual([]);
  const archived: unknown = JSON.parse(
    await readFile(join(folder, 'archive', '2026-01-02.jsonl'), 'utf8'),
  );
  expect(archived).toMatchObject({
    laneId: LANE,
    ticket: { ticketId: first?.ticketId, lines: [{ name: 'Lemonade' }] },
  });
});

test('suggestions that nobody confirmed go with their guest and are no void', async () => {
  const folder = await tempFolder();
  const recorded: AuditNote[] = [];
  const station = await start(folder, recorded);
  await station.tickets.deliver(LANE, said('one lemonade', station.tickets.sessionOf(LANE)));
  await station.tickets.nextGuest(LANE);
  expect(recorded).toEqual([]);
});

test('an empty ticket is not archived', async () => {
  const folder = await tempFolder();
  await (await start(folder)).tickets.nextGuest(LANE);
  expect(await readdir(folder)).toEqual(['open']);
});

test('words of a guest who has left go to the missed words, once, and on no ticket', async () => {
  const folder = await tempFolder();
  const station = await start(folder);
  const result = said('two greek bowls', station.tickets.sessionOf(LANE));
  await station.tickets.nextGuest(LANE);
  expect(await station.tickets.deliver(LANE, result)).toEqual(became('missed'));
  expect(await (await start(folder)).tickets.deliver(LANE, result)).toEqual(DONE);
  expect(linesOf(station)).toEqual([]);
  const missed = await readFile(join(folder, 'missed-words', '2026-01-02.jsonl'), 'utf8');
  expect(missed.trim().split('\n')).toHaveLength(1);
  expect(JSON.parse(missed)).toMatchObject({
    laneId: LANE,
    utteranceId: result.utteranceId,
    text: 'two greek bowls',
  });
});

test('a lane that is not ours refuses touch, and keeps words for a person', async () => {
  const folder = await tempFolder();
  const { tickets } = await start(folder);
  expect(await tickets.apply(OTHER, LEMONADE)).toEqual({ ok: false, failure: 'unknown-lane' });
  expect(await tickets.nextGuest(OTHER)).toEqual({ ok: false, failure: 'unknown-lane' });
  expect(await tickets.deliver(OTHER, said('one lemonade', undefined))).toEqual(became('missed'));
  expect(await readdir(join(folder, 'missed-words'))).toEqual(['2026-01-02.jsonl']);
});

test('a command that the ticket refuses changes nothing', async () => {
  const station = await start(await tempFolder());
  const selection = { ...LEMONADE.selection, itemId: 'no-such-item' };
  const refused = await station.tickets.apply(LANE, { kind: 'add-item', selection });
  expect(refused).toEqual({ ok: false, failure: 'refused' });
  expect(linesOf(station)).toEqual([]);
});

test('a disk that refuses is told, the ticket stays on the screen and is saved when the disk is back', async () => {
  const folder = await tempFolder();
  const station = await start(folder);
  const session = station.tickets.sessionOf(LANE);
  await rm(join(folder, 'open'), { recursive: true });
  await writeFile(join(folder, 'open'), 'a file where the folder should be');

  const result = said('one lemonade', session);
  const refused = { ok: false, failure: 'cannot-save' };
  expect(await station.tickets.deliver(LANE, result)).toEqual(refused);
  expect(await station.tickets.deliver(LANE, result)).toEqual(refused);
  expect(linesOf(station)).toEqual([{ name: 'Lemonade', quantity: 1, status: 'suggested' }]);
  expect(station.problems).toEqual([{ kind: 'cannot-save', laneId: LANE }]);

  await rm(join(folder, 'open'));
  expect(await station.tickets.deliver(LANE, result)).toEqual(DONE);
  expect(station.problems.at(-1)).toEqual({ kind: 'saved-again', laneId: LANE });
  expect(linesOf(await start(folder))).toEqual(linesOf(station));
});

test('a ticket file that can not be read is set aside and the lane starts empty', async () => {
  const folder = await tempFolder();
  await mkdir(join(folder, 'open'));
  await writeFile(join(folder, 'open', 'lane-1.json'), '{"format":1,"ticket":');
  const station = await start(folder);
  const keptAs = join(folder, 'open', 'lane-1.json.corrupt-2026-01-02T00-00-00-000Z');
  expect(station.problems).toEqual([{ kind: 'corrupt', laneId: LANE, keptAs }]);
  expect(linesOf(station)).toEqual([]);
  expect((await station.tickets.apply(LANE, LEMONADE)).ok).toBe(true);
});

test('a burst of touches shares writes and ends with all of them on disk', async () => {
  const folder = await tempFolder();
  const { tickets } = await start(folder);
  const taps = Array.from({ length: 40 }, () => tickets.apply(LANE, LEMONADE));
  expect((await Promise.all(taps)).every(({ ok }) => ok)).toBe(true);
  expect(linesOf(await start(folder))).toEqual([
    { name: 'Lemonade', quantity: 40, status: 'confirmed' },
  ]);
});

test('food that is not on the menu is told beside the ticket, until the guest has left or is erased', async () => {
  const station = await start(await tempFolder());
  const session = station.tickets.sessionOf(LANE);
  await station.tickets.deliver(LANE, said('a lemonade and a large coke', session));
  await station.tickets.deliver(LANE, said('hold on my phone is ringing', session));
  expect(station.tickets.list()[0]?.notOnMenu?.words).toEqual(['coke']);
  if (session !== undefined) await station.tickets.eraseWords(session);
  expect(station.tickets.list()[0]?.notOnMenu).toBeUndefined();
  await station.tickets.deliver(LANE, said('just water', session));
  expect(station.tickets.list()[0]?.notOnMenu?.words).toEqual(['water']);
  await station.tickets.nextGuest(LANE);
  expect(station.tickets.list()[0]?.notOnMenu).toBeUndefined();
});
