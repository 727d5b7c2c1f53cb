import { describe, expect, it } from 'vitest';
import { sessionIdSchema, utteranceIdSchema, type UtteranceId } from '../../../src/shared/ids.ts';
import type { Pos } from '../../../src/shared/ipc/contract.ts';
import type { TranscriptEntry } from '../../../src/shared/ipc/views.ts';
import { openStation, type Station } from '../../../src/renderer/station.ts';
import { createFakePos, type FakePos } from '../../e2e/renderer/fake-pos.ts';
import { newId } from '../../e2e/renderer/make-tickets.ts';
import { seeds } from '../../e2e/renderer/seeds.ts';

const [lane] = seeds.empty.lanes;
if (lane === undefined) throw new Error('The empty seed has a lane');
const { laneId } = lane;

function entry(change: Partial<TranscriptEntry>): TranscriptEntry {
  return {
    laneId,
    utteranceId: utteranceIdSchema.parse(newId()),
    sessionId: sessionIdSchema.parse(newId()),
    text: '',
    confidence: 1,
    status: 'partial',
    late: false,
    partials: 0,
    revision: 0,
    gapMs: 0,
    times: { speechStartedAtUs: 0 },
    ...change,
  };
}

async function open(pos: Pos): Promise<Station> {
  const opened = await openStation(pos);
  if (!opened.ok) throw new Error(opened.failure);
  return opened.value;
}

const textsOf = (station: Station) =>
  station.transcripts
    .get()
    .get(laneId)
    ?.map(({ text }) => text);

/** A main that pushes before its snapshot arrives. */
function pushingEarly(fake: FakePos, push: () => void): Pos {
  return {
    ...fake,
    getSnapshot: async (request) => {
      const snapshot = await fake.getSnapshot(request);
      push();
      return snapshot;
    },
  };
}

describe('the screen’s state', () => {
  it('shows what was pushed before the snapshot came', async () => {
    const fake = createFakePos(seeds.empty);
    const pos = pushingEarly(fake, () => {
      fake.push('onTranscript', entry({ text: 'two greek bowls' }));
      fake.push('onConnection', { state: 'connecting', attempt: 2 });
    });
    const station = await open(pos);
    expect(textsOf(station)).toEqual(['two greek bowls']);
    expect(station.connection.get()).toEqual({ state: 'connecting', attempt: 2 });
  });

  it('replaces an utterance by its newer revision and ignores an older one', async () => {
    const fake = createFakePos(seeds.empty);
    const station = await open(fake);
    const utteranceId: UtteranceId = utteranceIdSchema.parse(newId());
    fake.push('onTranscript', entry({ utteranceId, revision: 2, text: 'a lemonade' }));
    fake.push('onTranscript', entry({ utteranceId, revision: 1, text: 'a lemon' }));
    expect(textsOf(station)).toEqual(['a lemonade']);
    fake.push('onTranscript', entry({ utteranceId, revision: 3, text: 'a lemonade please' }));
    expect(textsOf(station)).toEqual(['a lemonade please']);
  });

  it('lets a notice leave when what it told of is over', async () => {
    const fake = createFakePos(seeds['much-amiss']);
    const station = await open(fake);
    fake.push('onNotice', {
      noticeId: 'journal',
      kind: 'problem',
      text: { en: 'The disk is full.', es: 'El disco está lleno.' },
    });
    fake.push('onNoticeCleared', { noticeId: '2' });
    expect(station.notices.get().map(({ noticeId }) => noticeId)).toEqual(['1', 'journal']);
  });

  it('puts a lane’s news in its place and a new lane at the end', async () => {
    const fake = createFakePos(seeds.empty);
    const station = await open(fake);
    const second = seeds['two-lanes'].lanes[1] ?? lane;
    fake.push('onLane', second);
    fake.push('onLane', { ...lane, muted: true });
    expect(station.lanes.get()).toEqual([{ ...lane, muted: true }, second]);
  });

  it('hears nothing more once it is stopped', async () => {
    const fake = createFakePos(seeds.empty);
    const station = await open(fake);
    station.stop();
    fake.push('onTranscript', entry({ text: 'too late' }));
    expect(textsOf(station)).toBeUndefined();
  });

  it('says that main is not answering, whether the call hangs, breaks or fails', async () => {
    const fake = createFakePos(seeds.empty);
    const silent: Pos = { ...fake, getSnapshot: () => new Promise(() => undefined) };
    const broken: Pos = { ...fake, getSnapshot: () => Promise.reject(new Error('gone')) };
    const failing: Pos = {
      ...fake,
      getSnapshot: () => Promise.resolve({ ok: false, failure: 'internal' }),
    };
    for (const pos of [silent, broken, failing]) {
      expect(await openStation(pos, 20)).toEqual({ ok: false, failure: 'not-answering' });
    }
  });
});
