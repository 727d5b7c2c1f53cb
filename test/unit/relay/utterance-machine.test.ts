import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  startAsBatch,
  startStreaming,
  step,
  takesAudio,
  type Effect,
  type Event,
  type Step,
} from '../../../src/relay/stations/utterance-machine.ts';

const events: Event[] = [
  { type: 'opened' },
  { type: 'ended' },
  { type: 'final' },
  { type: 'upstream-failed', error: 'upstream-failed', fallsBack: true },
  { type: 'upstream-failed', error: 'upstream-timeout', fallsBack: false },
  { type: 'not-whole' },
  { type: 'switched-off' },
  { type: 'too-long' },
  { type: 'upload-begun' },
  { type: 'upload-answered' },
  { type: 'upload-failed' },
  { type: 'attached' },
];

function run(
  start: Step,
  history: readonly Event[],
): { last: Step; effects: Effect[]; steps: Step[] } {
  const steps = [start];
  let last = start;
  for (const event of history) {
    last = step(last.state, event);
    steps.push(last);
  }
  return { last, effects: steps.flatMap(({ effects }) => effects), steps };
}

const starts = fc.constantFrom(
  startStreaming(),
  startAsBatch('streaming-not-supported'),
  startAsBatch('utterance-unknown'),
);
const histories = fc.array(fc.constantFrom(...events), { maxLength: 30 });

describe('the life of an utterance', () => {
  it('publishes at most one result of the stream, and only after the station ended it', () => {
    fc.assert(
      fc.property(starts, histories, (start, history) => {
        const { steps } = run(start, history);
        const published = steps.flatMap(({ effects }, index) =>
          effects.filter((effect) => effect.do === 'publish-result').map(() => index),
        );
        expect(published.length).toBeLessThanOrEqual(1);
        const [at] = published;
        if (at !== undefined)
          expect(history.slice(0, at).some(({ type }) => type === 'ended')).toBe(true);
      }),
    );
  });

  it('never goes back from an answer', () => {
    fc.assert(
      fc.property(starts, histories, (start, history) => {
        const names = run(start, history).steps.map(({ state }) => state.name);
        const answered = names.indexOf('answered');
        if (answered !== -1) expect(new Set(names.slice(answered))).toEqual(new Set(['answered']));
      }),
    );
  });

  it('sends no audio upstream once the stream was given up or ended', () => {
    fc.assert(
      fc.property(starts, histories, (start, history) => {
        let isOver = false;
        for (const { state, effects } of run(start, history).steps) {
          if (effects.some((effect) => effect.do === 'abort-upstream')) isOver = true;
          if (isOver) expect(takesAudio(state)).toBe(false);
        }
      }),
    );
  });

  it('aborts the stream whenever it is left without a final', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { last, effects } = run(startStreaming(), history);
        const hasFailedItself = history.some(({ type }) => type === 'upstream-failed');
        if (last.state.name === 'wanted' || last.state.name === 'uploading') {
          expect(hasFailedItself || effects.some((effect) => effect.do === 'abort-upstream')).toBe(
            true,
          );
        }
      }),
    );
  });

  it('tells a station that comes back where things stand, and changes nothing', () => {
    fc.assert(
      fc.property(starts, histories, (start, history) => {
        const { state } = run(start, history).last;
        const again = step(state, { type: 'attached' });
        expect(again.state).toBe(state);
        if (state.name === 'wanted')
          expect(again.effects.some((effect) => effect.do === 'want-upload')).toBe(true);
        if (state.name === 'answered') expect(again.effects).toEqual([{ do: 'tell-result-again' }]);
      }),
    );
  });

  it('counts a repeat when an upload follows audio that the upstream heard', () => {
    const { effects } = run(startStreaming(), [
      { type: 'opened' },
      { type: 'ended' },
      { type: 'upload-begun' },
    ]);
    expect(effects.filter((effect) => effect.do === 'count-repeat')).toHaveLength(1);
    const fresh = run(startAsBatch('streaming-not-supported'), [{ type: 'upload-begun' }]);
    expect(fresh.effects.some((effect) => effect.do === 'count-repeat')).toBe(false);
  });

  it('keeps an end that comes while the upstream opens', () => {
    const { last, effects } = run(startStreaming(), [
      { type: 'ended' },
      { type: 'opened' },
      { type: 'final' },
    ]);
    expect(last.state.name).toBe('answered');
    expect(effects.map((effect) => effect.do)).toEqual([
      'end-upstream',
      'tell-started',
      'publish-result',
    ]);
  });
});
