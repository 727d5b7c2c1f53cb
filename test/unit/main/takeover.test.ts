import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createWordsCompiler } from '../../../src/main/compile-words.ts';
import { newId } from '../../../src/main/new-id.ts';
import {
  handedBack,
  isTakenOver,
  isWordsOnly,
  takenOver,
  takeoversSchema,
  type Takeovers,
} from '../../../src/main/tickets/takeover.ts';
import { utteranceIdSchema } from '../../../src/shared/ids.ts';
import type { UtteranceResult } from '../../../src/shared/wire/down.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { openTill, TILL_LANE } from '../../support/till.ts';

const NOON = Date.UTC(2026, 0, 2, 12);

/** A till whose clock is turned by hand. */
async function start(folder: string) {
  const now = { ms: NOON };
  const opened = await openTill(folder, { wallMs: () => now.ms, compile: createWordsCompiler() });
  const lines = () =>
    opened.till.list().flatMap(({ ticket }) => ticket.lines.map(({ name }) => name));
  const say = (text: string, fromMs: number, toMs: number, utteranceId = newId()) =>
    opened.till.deliver(TILL_LANE, result(text, opened.till, utteranceId), { fromMs, toMs });
  return { ...opened, now, lines, say };
}

function result(
  finalTranscription: string,
  till: Awaited<ReturnType<typeof openTill>>['till'],
  utteranceId: string,
): UtteranceResult {
  const sessionId = till.sessionOf(TILL_LANE);
  if (sessionId === undefined) throw new Error('the lane is open');
  return {
    sessionId,
    utteranceId: utteranceIdSchema.parse(utteranceId),
    via: 'streaming',
    words: 'available',
    finalTranscription,
    confidence: 0.9,
    timing: { upstreamMs: 1, relayMs: 1 },
  };
}

const became = (value: string) => ({ ok: true, value });

test('while staff have the order words make no lines, and are kept', async () => {
  const { till, say, lines, missed } = await start(await tempFolder());
  expect(await till.setTakenOver(TILL_LANE, true)).toEqual({ ok: true, value: undefined });
  expect(await say('two greek bowls', NOON, NOON + 2_000)).toEqual(became('words-only'));
  expect(lines()).toEqual([]);
  expect(missed.list()).toMatchObject([
    { text: 'two greek bowls', why: 'taken-over', seen: true, saidAtMs: NOON },
  ]);
});

test('the ticket stays, touch goes on, and voice proposes again when it is handed back', async () => {
  const { till, say, lines, now, tickets } = await start(await tempFolder());
  await say('one lemonade', NOON, NOON);
  now.ms += 1_000;
  await till.setTakenOver(TILL_LANE, true);
  expect(tickets.at(-1)).toMatchObject({ takenOver: true });
  expect(lines()).toEqual(['Lemonade']);
  await till.apply(TILL_LANE, {
    kind: 'add-item',
    selection: { itemId: '503', quantity: 1, modifierIds: [], choices: [] },
  });
  now.ms += 10_000;
  await till.setTakenOver(TILL_LANE, false);
  expect(tickets.at(-1)).toMatchObject({ takenOver: false });
  now.ms += 1_000;
  expect(await say('one lemonade', now.ms, now.ms)).toEqual(became('suggestions'));
  expect(lines()).toEqual(['Lemonade', 'Greek Bowl', 'Lemonade']);
});

test('words said while staff had the order never become lines later, over a restart too', async () => {
  const folder = await tempFolder();
  const before = await start(folder);
  await before.till.setTakenOver(TILL_LANE, true);
  before.now.ms += 30_000;
  await before.till.setTakenOver(TILL_LANE, false);
  const after = await start(folder);
  after.now.ms += 60_000;
  const utteranceId = newId();
  const late = [NOON + 5_000, NOON + 7_000] as const;
  expect(await after.say('two greek bowls', ...late, utteranceId)).toEqual(became('words-only'));
  const again = await start(folder);
  expect(await again.say('two greek bowls', ...late, utteranceId)).toEqual({ ok: true });
  expect(again.lines()).toEqual([]);
  expect(again.missed.list()).toHaveLength(1);
});

test('a takeover outlives a restart and ends with the guest', async () => {
  const folder = await tempFolder();
  await (await start(folder)).till.setTakenOver(TILL_LANE, true);
  const { till } = await start(folder);
  expect(till.isTakenOver(TILL_LANE)).toBe(true);
  await till.nextGuest(TILL_LANE);
  expect(till.isTakenOver(TILL_LANE)).toBe(false);
});

test('words that ended before staff took the order still make lines once it is handed back', async () => {
  const { till, say, now } = await start(await tempFolder());
  now.ms += 10_000;
  await till.setTakenOver(TILL_LANE, true);
  now.ms += 10_000;
  await till.setTakenOver(TILL_LANE, false);
  expect(await say('one lemonade', NOON, NOON + 2_000)).toEqual(became('suggestions'));
  expect(await say('one lemonade', NOON + 9_000, NOON + 11_000)).toEqual(became('words-only'));
  expect(await say('one lemonade', NOON + 19_000, NOON + 21_000)).toEqual(became('words-only'));
});

test('words that were missed are put on the open ticket as suggestions, and can be undone', async () => {
  const { till, say, lines, missed } = await start(await tempFolder());
  await till.setTakenOver(TILL_LANE, true);
  const order = utteranceIdSchema.parse(newId());
  const talk = utteranceIdSchema.parse(newId());
  await say('two greek bowls', NOON, NOON, order);
  await say('how are you today', NOON, NOON, talk);
  expect(await till.putMissed(TILL_LANE, talk)).toEqual({
    ok: false,
    failure: 'no-order-in-words',
  });
  const put = await till.putMissed(TILL_LANE, order);
  expect(put.ok && put.value.lines).toMatchObject([
    { name: 'Greek Bowl', quantity: 2, status: 'suggested', origin: { utteranceId: order } },
  ]);
  expect(missed.list().find(({ utteranceId }) => utteranceId === order)?.seen).toBe(true);
  await till.undo(TILL_LANE);
  expect(lines()).toEqual([]);
});

test('whatever is pressed when, a word spoken under a takeover is words only and what was not is not', () => {
  const press = fc.record({ wanted: fc.boolean(), waitMs: fc.integer({ min: 1, max: 5_000 }) });
  fc.assert(
    fc.property(fc.array(press, { maxLength: 60 }), fc.nat(200_000), (presses, saidAtMs) => {
      let takeovers: Takeovers = [];
      let nowMs = 0;
      let isOn = false;
      let wasOn = false;
      for (const { wanted, waitMs } of presses) {
        takeovers = (wanted ? takenOver : handedBack)(takeovers, nowMs);
        isOn = wanted;
        if (isOn && saidAtMs >= nowMs && saidAtMs <= nowMs + waitMs) wasOn = true;
        nowMs += waitMs;
      }
      expect(isTakenOver(takeovers)).toBe(isOn);
      expect(takeoversSchema.safeParse(takeovers).success).toBe(true);
      const isOnly = isWordsOnly(takeovers, { fromMs: saidAtMs, toMs: saidAtMs });
      if (wasOn || isOn) expect(isOnly).toBe(true);
      else if (presses.length <= 20) expect(isOnly).toBe(false);
    }),
  );
});

test('missed words outlive a restart, with what was seen, and a torn line costs no other', async () => {
  const folder = await tempFolder();
  const before = await start(folder);
  const [first, second] = [newId(), newId()].map((id) => utteranceIdSchema.parse(id));
  if (first === undefined || second === undefined) throw new Error('two ids');
  const sessionId = before.till.sessionOf(TILL_LANE);
  await before.till.nextGuest(TILL_LANE);
  const late = { ...result('one lemonade', before.till, first), ...(sessionId && { sessionId }) };
  await before.till.deliver(TILL_LANE, late, { fromMs: NOON - 5_000, toMs: NOON - 4_000 });
  await before.missed.markSeen([first]);
  await appendFile(
    join(folder, 'tickets', 'missed-words', '2026-01-02.jsonl'),
    '{"at":"2026-01-02T12:00:00.000Z","laneId":"la',
  );
  await before.till.deliver(TILL_LANE, { ...late, utteranceId: second });
  const after = await start(folder);
  expect(after.missed.list()).toMatchObject([
    { utteranceId: second, seen: false, why: 'guest-left' },
    { utteranceId: first, seen: true, saidAtMs: NOON - 5_000 },
  ]);
});
