import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  DWELL_MS,
  INITIAL_LINK,
  sendingFor,
  stepLink,
  type LinkFigures,
  type LinkMode,
  type LinkState,
} from '../../../../src/main/voice/uplink/link-quality.ts';

const MODES: readonly LinkMode[] = ['good', 'medium', 'low', 'batch'];
const PROBE_MS = 2_000;

const figuresArbitrary = fc.record({
  rttMs: fc.integer({ min: 1, max: 4_000 }),
  lossShare: fc.double({ min: 0, max: 0.2, noNaN: true }),
});

function run(
  figures: readonly LinkFigures[],
  from: LinkState = INITIAL_LINK,
): readonly LinkState[] {
  const states = [from];
  for (const [index, each] of figures.entries())
    states.push(stepLink(states.at(-1) ?? from, each, index * PROBE_MS));
  return states;
}

function steady(rttMs: number, seconds: number, lossShare = 0): readonly LinkFigures[] {
  return Array.from({ length: Math.ceil((seconds * 1_000) / PROBE_MS) }, () => ({
    rttMs,
    lossShare,
  }));
}

test.each([
  [500, 0, 'good'],
  [501, 0, 'medium'],
  [1_001, 0, 'low'],
  [2_001, 0, 'batch'],
  [20, 0.051, 'low'],
  [20, 0.101, 'batch'],
] as const)('%d ms and a loss of %d make the line %s', (rttMs, lossShare, mode) => {
  expect(stepLink(INITIAL_LINK, { rttMs, lossShare }, 0).mode).toBe(mode);
});

test('worse is believed at once, better one step at a time and never before its while', () => {
  fc.assert(
    fc.property(fc.array(figuresArbitrary, { maxLength: 120 }), (figures) => {
      const states = run(figures);
      let changedAtMs = -Infinity;
      for (const [index, state] of states.entries()) {
        const before = states[index - 1];
        if (before === undefined || before.mode === state.mode) continue;
        const step = MODES.indexOf(state.mode) - MODES.indexOf(before.mode);
        const nowMs = (index - 1) * PROBE_MS;
        if (step < 0) {
          expect(step).toBe(-1);
          expect(nowMs - changedAtMs).toBeGreaterThanOrEqual(DWELL_MS.least);
        }
        changedAtMs = nowMs;
      }
    }),
  );
});

test('a line that wavers around a threshold changes its mode once', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(500, 1_000, 2_000),
      fc.array(fc.double({ min: 0.71, max: 1.2, noNaN: true }), { minLength: 5, maxLength: 200 }),
      (thresholdMs, shares) => {
        const figures = shares.map((share) => ({ rttMs: thresholdMs * share, lossShare: 0 }));
        const modes = run(figures).map(({ mode }) => MODES.indexOf(mode));
        // From `good` up: it never comes back while it wavers.
        for (const [index, rank] of modes.entries())
          expect(rank).toBeGreaterThanOrEqual(modes[index - 1] ?? 0);
      },
    ),
  );
});

test('a line that stays good becomes good again from anywhere', () => {
  fc.assert(
    fc.property(fc.array(figuresArbitrary, { maxLength: 50 }), (figures) => {
      const after = run([...figures, ...steady(30, 3 * (DWELL_MS.most / 1_000) + 10)]);
      expect(after.at(-1)?.mode).toBe('good');
    }),
  );
});

test('a line that sound as it is overloads is tried again ever more seldom', () => {
  // Opus fits, PCM does not: each return to `good` fails at once.
  let state = INITIAL_LINK;
  let changes = 0;
  for (let nowMs = 0; nowMs < 3_600_000; nowMs += PROBE_MS) {
    const next = stepLink(state, { rttMs: state.mode === 'good' ? 900 : 60, lossShare: 0 }, nowMs);
    if (next.mode !== state.mode) changes += 1;
    state = next;
  }
  expect(changes).toBeLessThan(70);
});

test('a weak line is lighter than what the relay asks, never heavier, and only in what it takes', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...MODES),
      fc.constantFrom(
        ['pcm_s16le'] as const,
        ['pcm_s16le', 'opus'] as const,
        ['opus', 'pcm_s16le'] as const,
        ['opus'] as const,
      ),
      fc.integer({ min: 1, max: 5 }),
      (mode, codecs, framesPerMessage) => {
        const sending = sendingFor(mode, { codecs, framesPerMessage });
        expect(codecs).toContain(sending.codec);
        expect(sending.framesPerMessage).toBeGreaterThanOrEqual(framesPerMessage);
        if (mode === 'good') expect(sending.codec).toBe(codecs[0]);
      },
    ),
  );
});
