/** What came of the lab: one line of JSON for machines, one page for people. */
import { cpus, loadavg } from 'node:os';
import type { FaultCase, Figures } from './fault-case.ts';

export type Outcome = {
  readonly faultCase: FaultCase;
  readonly figures: Figures;
  readonly tookMs: number;
  /** Why it did not run. */
  readonly skipped?: string;
};

export type Circumstances = {
  readonly startedAt: Date;
  readonly seed: number;
  readonly tookMs: number;
  readonly command: string;
};

export function scorecardOf(outcomes: readonly Outcome[]) {
  return {
    cases: outcomes.map(({ faultCase, figures }) => ({
      name: faultCase.name,
      runs: figures.runs,
      framesCaptured: figures.framesCaptured,
      framesLost: figures.framesLost,
      utterancesLost: figures.utterancesLost,
      utterancesDuplicated: figures.utterancesDuplicated,
      upstreamRepeated: figures.upstreamRepeated,
      recoverMsP99: p99Of(figures.recoverMs),
    })),
  };
}

/** What the case promises and did not keep, in words. */
export function brokenPromises(outcome: Outcome): readonly string[] {
  return [...brokenAboutWords(outcome), ...brokenAboutTime(outcome)];
}

function brokenAboutWords({ figures, skipped }: Outcome): readonly string[] {
  const { utterances, utterancesLost, utterancesDuplicated, problems } = figures;
  const framesLost = figures.framesLost - figures.tailFramesLost;
  return [
    ...(utterances === 0 && skipped === undefined
      ? ['nothing was heard: this proves nothing']
      : []),
    ...(utterancesLost > 0 ? [`${utterancesLost} utterances lost`] : []),
    ...(utterancesDuplicated > 0 ? [`${utterancesDuplicated} utterances shown twice`] : []),
    ...(framesLost > 0 ? [`${framesLost} frames lost`] : []),
    ...problems,
  ];
}

function brokenAboutTime({ faultCase, figures }: Outcome): readonly string[] {
  const { recoverWithinMs } = faultCase;
  const slowest = p99Of(figures.recoverMs);
  if (slowest === null || recoverWithinMs === undefined || slowest <= recoverWithinMs) return [];
  return [`It was back after ${seconds(slowest)}; promised: ${seconds(recoverWithinMs)}.`];
}

/** 99 of 100 were no longer than this; the longest, where there are fewer than 100. Null: there was nothing to recover. */
export function p99Of(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(sorted.length * 0.99) - 1)];
  return value === undefined ? null : Math.round(value);
}

export function scorecardPage(outcomes: readonly Outcome[], about: Circumstances): string {
  const broken = outcomes.flatMap(brokenPromises).length;
  const runs = outcomes.reduce((sum, { figures }) => sum + figures.runs, 0);
  const frames = outcomes.reduce((sum, { figures }) => sum + figures.framesCaptured, 0);
  const utterances = outcomes.reduce((sum, { figures }) => sum + figures.utterances, 0);
  const verdict = verdictOf(outcomes, runs);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>BuildPanel Station: what happens when things break</title>
<style>${STYLE}</style>
<main>
<h1>What happens when things break</h1>
<p class="verdict ${broken === 0 ? 'kept' : 'broken'}">${escape(verdict)}</p>
<p>The fault lab plays speech into a station, breaks something, and then compares what was played, what the station had
written to its disk, what the voice service heard, and what stands on the tickets: ${count(utterances)} utterances in
${count(frames)} pieces of 20 milliseconds. Each piece is known by its content, so none can be missing, changed or
doubled unnoticed.</p>
${outcomes.map(caseSection).join('\n')}
<h2>The words used here</h2>
<dl>
<dt>Utterance</dt><dd>What a guest says in one go. It must stand on the ticket exactly once.</dd>
<dt>Captured</dt><dd>The station’s operating system has it for its disk. From then on it may not be lost, whatever fails.</dd>
<dt>Not heard</dt><dd>Sound that came while nothing listened: the program or the microphone was gone. Staff are shown that it happened.</dd>
<dt>Asked twice</dt><dd>The voice service can’t tell that a question is a repeat, so what was on its way when something died is asked
again. It costs a call and is never shown twice.</dd>
<dt>Back after</dt><dd>99 of 100 recoveries took no longer; of fewer, none.</dd>
</dl>
<footer>${escape(about.startedAt.toISOString().slice(0, 16).replace('T', ' '))} UTC · ${escape(machine())} · took
${duration(about.tookMs)} · seed ${about.seed} · repeat with <code>${escape(about.command)}</code></footer>
</main>
</html>
`;
}

function verdictOf(outcomes: readonly Outcome[], runs: number): string {
  const words = outcomes.flatMap(brokenAboutWords).length;
  const late = outcomes.flatMap(brokenAboutTime).length;
  if (words > 0)
    return `In ${count(runs)} faults, ${count(words)} promises were broken. They are named below.`;
  const kept = `No word was lost and none was shown twice, in ${count(runs)} faults`;
  return late === 0 ? `${kept}.` : `${kept}; but ${count(late)} times the way back took too long.`;
}

function caseSection(outcome: Outcome): string {
  const { faultCase, figures, skipped } = outcome;
  if (skipped !== undefined) {
    return `<section><h2>${escape(faultCase.title)} <span class="badge">skipped</span></h2>
<p>Not tried on this machine: ${escape(skipped)}.</p></section>`;
  }
  const broken = brokenPromises(outcome);
  const hasLostWords = brokenAboutWords(outcome).length > 0;
  const badge = hasLostWords ? 'broken' : broken.length > 0 ? 'late' : 'kept';
  const slowest = p99Of(figures.recoverMs);
  const limit = faultCase.recoverWithinMs;
  const recovery =
    slowest === null
      ? ''
      : `<div><dt>Back after</dt><dd>${seconds(slowest)}</dd><small>${escape(faultCase.recovery)}${
          limit === undefined ? '' : `; promised: ${seconds(limit)}`
        }</small></div>`;
  const tail =
    figures.tailFramesLost > 0
      ? `<div><dt>Last moment</dt><dd>${seconds((figures.tailFramesLost * 20) / figures.runs)}</dd><small>not yet on the disk when the power went, on average; promised: at most 0.15 s</small></div>`
      : '';
  const gap =
    figures.listeningGapMs > 0
      ? `<div><dt>Not heard</dt><dd>${seconds(figures.listeningGapMs / Math.max(1, figures.runs))}</dd><small>on average, each time</small></div>`
      : '';
  return `<section>
<h2>${escape(faultCase.title)} <span class="badge ${broken.length === 0 ? 'kept' : 'broken'}">${badge}</span></h2>
<p>${escape(faultCase.done)}</p>
<dl class="figures">
<div><dt>Tried</dt><dd>${count(figures.runs)}</dd><small>times</small></div>
<div><dt>Utterances lost</dt><dd>${count(figures.utterancesLost)}</dd><small>of ${count(figures.utterances)}</small></div>
<div><dt>Shown twice</dt><dd>${count(figures.utterancesDuplicated)}</dd></div>
<div><dt>Captured sound lost</dt><dd>${seconds((figures.framesLost - figures.tailFramesLost) * 20)}</dd><small>of ${seconds(figures.framesCaptured * 20)}</small></div>
${tail}${recovery}${gap}
<div><dt>Asked twice</dt><dd>${count(figures.upstreamRepeated)}</dd></div>
</dl>
${
  broken.length === 0
    ? ''
    : `<ul class="broken">${broken
        .slice(0, 20)
        .map((each) => `<li>${escape(each)}</li>`)
        .join('')}</ul>`
}
</section>`;
}

function machine(): string {
  const [first] = cpus();
  const load = (loadavg()[1] ?? 0).toFixed(1);
  return `${process.platform}, Node ${process.versions.node}, ${cpus().length} × ${first?.model ?? 'CPU'}, load ${load}`;
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}

function seconds(ms: number): string {
  return ms === 0
    ? '0'
    : `${(ms / 1_000).toLocaleString('en-US', { maximumFractionDigits: ms < 10_000 ? 2 : 0 })} s`;
}

function duration(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  return minutes === 0
    ? `${Math.round(ms / 1_000)} s`
    : `${minutes} min ${Math.round((ms % 60_000) / 1_000)} s`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const STYLE = `
:root { color-scheme: light dark; --good: #14702e; --bad: #b3261e; --line: #8886; }
@media (prefers-color-scheme: dark) { :root { --good: #6fd08c; --bad: #ff8a80; } }
body { font: 17px/1.5 system-ui, sans-serif; margin: 0; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1.25rem; }
h1 { font-size: 1.9rem; margin: 0 0 .5rem; }
h2 { font-size: 1.2rem; margin: 0; }
.verdict { font-size: 1.2rem; font-weight: 600; }
.kept { color: var(--good); } .broken { color: var(--bad); }
section { border-top: 1px solid var(--line); padding: 1.25rem 0; }
section + h2 { border-top: 1px solid var(--line); padding-top: 1.25rem; }
.badge { font-size: .85rem; border: 1px solid; border-radius: 1rem; padding: .1rem .6rem; margin-left: .4rem; }
.figures { display: flex; flex-wrap: wrap; gap: 1rem 2rem; margin: .75rem 0 0; }
.figures dt { font-size: .85rem; } .figures dd { margin: 0; font-size: 1.3rem; font-variant-numeric: tabular-nums; }
small { font-size: .85rem; display: block; max-width: 14rem; }
dl:not(.figures) dt { font-weight: 600; } dl:not(.figures) dd { margin: 0 0 .5rem; }
footer { border-top: 1px solid var(--line); padding-top: 1rem; font-size: .85rem; }`;
