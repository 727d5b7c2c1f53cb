/** Go or no-go: the figures of the whole way against the targets that were set for the integration. Pure. */
import { FRAME_MS } from '../../src/shared/speech/audio-format.ts';
import { median, percentile, round } from '../../test/bench/statistics.ts';
import type { WholeWay } from '../../test/bench/whole-way.ts';

export type Row = {
  readonly what: string;
  /** Null when it never happened. */
  readonly figure: number | null;
  readonly unit: 'ms' | '%';
  readonly target: { readonly atMost: number } | { readonly atLeast: number };
  readonly isMet: boolean;
};

export type Judgement = {
  readonly rows: readonly Row[];
  readonly isGo: boolean;
  /** Why not, one for each target that is missed. */
  readonly reasons: readonly string[];
};

/** The bounds are the worse ends of the plan's ranges; latencies are held to them at the 95th percentile. */
export function judge({ asked, answered, failures, framesLost }: WholeWay): Judgement {
  // What never came is later than anything.
  const p95 = (figures: readonly number[]) =>
    percentile(
      figures.map((figure) => (Number.isNaN(figure) ? Infinity : figure)),
      0.95,
    );
  const sum = (figures: readonly number[]) => figures.reduce((total, figure) => total + figure, 0);
  const words = sum(answered.map(({ wordCount }) => wordCount));
  const errors = sum(answered.map((one) => Math.min(one.wordErrors, one.wordCount)));
  const spokenMs = sum(answered.map((one) => one.spokenMs));
  const lostMs = sum(answered.map(({ gapMs }) => gapMs)) + framesLost * FRAME_MS;
  const rows = [
    row('final after speech ends, p95', p95(answered.map((one) => one.totalMs)), 'ms', {
      atMost: 3_000,
    }),
    row(
      'first words after speech starts, p95',
      p95(answered.map((one) => one.firstPartialMs)),
      'ms',
      { atMost: 1_000 },
    ),
    row(
      'between updates of the words, median',
      median(answered.flatMap(({ updateGapsMs }) => updateGapsMs)),
      'ms',
      { atMost: 300 },
    ),
    row(
      'spoken reply after speech ends, p95',
      p95(answered.map(({ replyStartMs }) => replyStartMs)),
      'ms',
      { atMost: 2_000 },
    ),
    row('utterances that succeed', (100 * answered.length) / asked, '%', { atLeast: 95 }),
    row('words that are right', (100 * (words - errors)) / words, '%', { atLeast: 90 }),
    row('sound lost or out of order', (100 * lostMs) / spokenMs, '%', { atMost: 1 }),
  ];
  const missed = rows.filter(({ isMet }) => !isMet);
  return {
    rows,
    isGo: missed.length === 0,
    reasons: [...missed.map(reasonOf), ...failures.map((why) => `an utterance failed: ${why}`)],
  };
}

function row(what: string, figure: number, unit: Row['unit'], target: Row['target']): Row {
  const isMet = 'atMost' in target ? figure <= target.atMost : figure >= target.atLeast;
  return { what, figure: Number.isFinite(figure) ? round(figure) : null, unit, target, isMet };
}

export function targetWords({ target, unit }: Row): string {
  return 'atMost' in target
    ? `at most ${target.atMost} ${unit}`
    : `at least ${target.atLeast} ${unit}`;
}

function reasonOf(missed: Row): string {
  const figure = missed.figure === null ? 'none' : `${missed.figure} ${missed.unit}`;
  return `${missed.what}: ${figure}, target ${targetWords(missed)}`;
}
