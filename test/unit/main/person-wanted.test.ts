import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import { createPersonWanted } from '../../../src/main/person-wanted.ts';
import { laneIdSchema, sessionIdSchema, utteranceIdSchema } from '../../../src/shared/ids.ts';
import type { TranscriptEntry } from '../../../src/shared/ipc/views.ts';
import { ok } from '../../../src/shared/result.ts';
import { silentLog } from '../../support/voice-fixture.ts';

const laneId = laneIdSchema.parse('lane-1');
const guest = sessionIdSchema.parse(v7());

function desk() {
  const did: string[] = [];
  const personWanted = createPersonWanted({
    tickets: {
      sessionOf: () => guest,
      setTakenOver: () => {
        did.push('ticket taken over');
        return Promise.resolve(ok(undefined));
      },
    },
    lanes: () => [{ laneId, name: 'Lane 1' }],
    yieldVoice: () => void did.push('voice yields'),
    tell: (news) => void did.push('isOver' in news ? 'over' : `told: ${news.text.en.slice(0, 36)}`),
    log: silentLog,
  });
  return { personWanted, did };
}

const entry = (change: Partial<TranscriptEntry>): TranscriptEntry => ({
  laneId,
  utteranceId: utteranceIdSchema.parse(v7()),
  sessionId: guest,
  text: 'a lemonade and a team member please',
  confidence: 0.9,
  status: 'partial',
  late: false,
  partials: 1,
  revision: 1,
  gapMs: 0,
  times: { speechStartedAtUs: 1 },
  ...change,
});

const asking = { text: 'can I talk to a person' };

test('voice yields and staff are told at the first words; the ticket follows once the rest is on it', () => {
  const { personWanted, did } = desk();
  personWanted.heard(entry(asking));
  personWanted.heard(entry(asking));
  expect(did).toEqual(['voice yields', 'told: Lane 1: the guest asks for a person.']);
  personWanted.heard(entry({ ...asking, status: 'final' }));
  expect(did).toHaveLength(2);
  personWanted.heard(entry({ ...asking, status: 'final', became: 'suggestions' }));
  expect(did.slice(2)).toEqual(['ticket taken over']);
});

test('a ticket that was handed back is not taken again by the same guest’s old words', () => {
  const { personWanted, did } = desk();
  const final = entry({ ...asking, status: 'final', became: 'suggestions' });
  personWanted.heard(final);
  personWanted.done(laneId);
  personWanted.heard(final);
  expect(did.filter((what) => what === 'ticket taken over')).toHaveLength(1);
});

test('other words, and another guest’s, take nothing', () => {
  const { personWanted, did } = desk();
  personWanted.heard(entry({ text: 'a lemonade for every person' }));
  personWanted.heard(entry({ ...asking, sessionId: sessionIdSchema.parse(v7()) }));
  expect(did).toEqual([]);
});
