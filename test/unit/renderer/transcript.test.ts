import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sessionIdSchema, utteranceIdSchema, type SessionId } from '../../../src/shared/ids.ts';
import type { TranscriptEntry } from '../../../src/shared/ipc/views.ts';
import { insteadOfWords, isOpen, marksOf } from '../../../src/renderer/transcript/entry-words.ts';
import { createPaintReport } from '../../../src/renderer/transcript/paint-report.ts';
import {
  EMPTY_LOG,
  guestStart,
  MAX_ROWS,
  withEntry,
} from '../../../src/renderer/transcript/transcript-log.ts';
import { english } from '../../../src/renderer/words/english.ts';
import { newId } from '../../e2e/renderer/make-tickets.ts';
import { seeds } from '../../e2e/renderer/seeds.ts';

const words = english.transcript;
const [example] = seeds.busy.transcripts;
if (example === undefined) throw new Error('The busy seed has words');
const said = (change: Partial<TranscriptEntry>): TranscriptEntry => ({ ...example, ...change });
const newSessionId = () => sessionIdSchema.parse(newId());
const newUtteranceId = () => utteranceIdSchema.parse(newId());

describe('a lane’s utterances', () => {
  it('stay bounded over a shift, newest kept', () => {
    let log = EMPTY_LOG;
    for (let index = 0; index < MAX_ROWS * 3; index += 1) {
      log = withEntry(log, said({ utteranceId: newUtteranceId(), text: String(index) }));
    }
    expect(log).toHaveLength(MAX_ROWS);
    expect(log.at(-1)?.text).toBe(String(MAX_ROWS * 3 - 1));
  });

  it('stand apart by guest, also where an earlier guest’s words come last', () => {
    const [gone, here] = [newSessionId(), newSessionId()];
    const starts = (...sessions: SessionId[]) => {
      const log = sessions.map((sessionId) => said({ sessionId }));
      return log.map((_, index) => guestStart(log, index, here));
    };
    expect(starts(gone, gone, here, here)).toEqual(['earlier', undefined, 'this', undefined]);
    expect(starts(here, here)).toEqual([undefined, undefined]);
    expect(starts(here, gone)).toEqual([undefined, 'earlier']);
    expect(starts(gone, newSessionId())).toEqual(['earlier', 'earlier']);
  });

  it('end with the highest revision of each, in whatever order they come', () => {
    const ids = [newUtteranceId(), newUtteranceId()];
    const push = fc.record({ utteranceId: fc.constantFrom(...ids), revision: fc.nat(9) });
    fc.assert(
      fc.property(fc.array(push), (pushes) => {
        const log = pushes.reduce((now, change) => withEntry(now, said(change)), EMPTY_LOG);
        for (const id of ids) {
          const mine = pushes.filter(({ utteranceId }) => utteranceId === id);
          const shown = log.filter(({ utteranceId }) => utteranceId === id);
          const highest = Math.max(...mine.map(({ revision }) => revision));
          expect(shown.map(({ revision }) => revision)).toEqual(mine.length > 0 ? [highest] : []);
        }
      }),
    );
  });
});

describe('an utterance’s row', () => {
  it('shows the words themselves while they are there', () => {
    for (const status of ['hearing', 'partial', 'thinking', 'final'] as const) {
      expect(insteadOfWords({ status, text: 'a lemonade' }, words)).toBeUndefined();
    }
  });

  it('never hides a state behind empty text', () => {
    for (const status of [
      'hearing',
      'partial',
      'thinking',
      'final',
      'nothing-heard',
      'words-not-available',
      'waiting',
      'parked',
    ] as const) {
      expect(insteadOfWords({ status, text: '' }, words)).toMatch(/\w/);
    }
  });

  it('counts words as open until they can’t change any more', () => {
    expect(isOpen({ status: 'partial' })).toBe(true);
    expect(isOpen({ status: 'final' })).toBe(false);
    expect(isOpen({ status: 'waiting' })).toBe(false);
  });

  it('marks what was late, unsure or has a hole', () => {
    const marks = marksOf(said({ late: true, confidence: 0.4, gapMs: 320 }), words);
    expect(marks.map(({ text }) => text)).toEqual([words.late, words.unsure, words.gap('0.3')]);
    expect(marksOf(said({ confidence: 0.9 }), words)).toEqual([]);
  });
});

describe('the report of painted words', () => {
  function setUp() {
    const frames: (() => void)[] = [];
    const reported: [string, number][] = [];
    const shown = createPaintReport({
      afterPaint: (callback) => void frames.push(callback),
      report: (utteranceId, revision) => void reported.push([utteranceId, revision]),
    });
    return { frames, reported, shown, paint: () => frames.shift()?.() };
  }

  it('waits for the frame and tells the revision that it shows', () => {
    const { reported, shown, paint } = setUp();
    const [one, other] = [newUtteranceId(), newUtteranceId()];
    shown(one, 1);
    shown(other, 7);
    shown(one, 2);
    expect(reported).toEqual([]);
    paint();
    expect(reported).toEqual([
      [one, 2],
      [other, 7],
    ]);
  });

  it('asks for one frame at a time, and again for later words', () => {
    const { frames, reported, shown, paint } = setUp();
    const id = newUtteranceId();
    shown(id, 1);
    shown(id, 2);
    expect(frames).toHaveLength(1);
    paint();
    shown(id, 3);
    expect(frames).toHaveLength(1);
    paint();
    expect(reported.map(([, revision]) => revision)).toEqual([2, 3]);
  });

  it('keeps a bound while nothing is painted', () => {
    const { reported, shown, paint } = setUp();
    for (let index = 0; index < 500; index += 1) shown(newUtteranceId(), 0);
    paint();
    expect(reported.length).toBeLessThanOrEqual(60);
  });
});
