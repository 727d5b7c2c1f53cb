import { expect, test } from 'vitest';
import {
  newEntry,
  stepEntry,
  type EntryEvent,
} from '../../../../src/main/voice/transcript/entry.ts';
import type { UtteranceResult } from '../../../../src/shared/wire/down.ts';
import { transcriptEntrySchema } from '../../../../src/shared/ipc/views.ts';
import { laneId, newSessionId, newUtteranceId } from '../../../support/journal-fixture.ts';

const utteranceId = newUtteranceId();
const result: UtteranceResult = {
  utteranceId,
  sessionId: newSessionId(),
  via: 'streaming',
  words: 'available',
  finalTranscription: 'two greek bowls',
  confidence: 0.9,
  timing: { upstreamMs: 80, relayMs: 2 },
};
const partial = (text: string, atUs: number): EntryEvent => ({
  type: 'words',
  text,
  confidence: 0.5,
  isFinal: false,
  atUs,
  relaySentAtUs: atUs - 5,
});

function after(...events: EntryEvent[]) {
  const entry = events.reduce(
    stepEntry,
    newEntry({ utteranceId, laneId, sessionId: result.sessionId }, 10),
  );
  return transcriptEntrySchema.parse(entry);
}

test('an utterance gathers its words, its times and a new revision with each push', () => {
  const entry = after(
    partial('two', 100),
    partial('two greek', 200),
    { type: 'ended', endedAtUs: 250, atUs: 950 },
    { type: 'result', result, atUs: 1_000 },
  );
  expect(entry).toMatchObject({
    text: 'two greek bowls',
    status: 'final',
    via: 'streaming',
    partials: 2,
    revision: 4,
    times: {
      speechStartedAtUs: 10,
      firstPartialAtUs: 100,
      speechEndedAtUs: 250,
      endpointedAtUs: 950,
      finalAtUs: 1_000,
      relaySentAtUs: 195,
      upstreamMs: 80,
      relayMs: 2,
    },
  });
});

test('words that come after the end do not make a finished utterance look open again', () => {
  const entry = after({ type: 'ended', endedAtUs: 1, atUs: 2 }, partial('two greek', 3));
  expect(entry).toMatchObject({ status: 'thinking', text: 'two greek' });
});

test('an answered utterance stays as it is, whatever comes again', () => {
  const once = after({ type: 'result', result, atUs: 5 });
  const again = stepEntry(once, { type: 'result', result, atUs: 9 });
  expect(again).toBe(once);
});

test('what waited in the spool is late when it is answered', () => {
  const entry = after({ type: 'waiting' }, { type: 'result', result, atUs: 5 });
  expect(entry).toMatchObject({ status: 'final', late: true });
});

test.each([
  ['nothing-heard', 'nothing-heard'],
  ['not-available', 'words-not-available'],
  ['not-speech', 'final'],
] as const)('a result with words "%s" shows as "%s"', (words, status) => {
  expect(after({ type: 'result', result: { ...result, words }, atUs: 5 }).status).toBe(status);
});
