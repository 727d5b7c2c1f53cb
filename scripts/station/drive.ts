/** Drives the real app through its window: waits for what a person would wait for, reads what is on screen. */
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import type { Verdict } from '../../src/shared/buildpanel/verdict.ts';
import type { StationSnapshot, TranscriptEntry } from '../../src/shared/ipc/views.ts';
import type { Pos } from '../../src/shared/ipc/contract.ts';
import { PlainFailure } from '../setup/failure.mjs';
import { PROJECT_ROOT } from '../setup/project.mjs';

const LAUNCH_DEADLINE_MS = 30_000;
const POLL_MS = 50;

declare global {
  // The page's global, named here for the functions that run inside it.
  var pos: Pos;
}

export type DrivenApp = { readonly app: ElectronApplication; readonly page: Page };

/** Launches the built app. As root Chromium's sandbox can't start, so it is switched off there alone. */
export async function launchApp(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<DrivenApp> {
  const app = await _electron.launch({
    cwd: PROJECT_ROOT,
    args: ['.', ...args],
    chromiumSandbox: process.getuid?.() !== 0,
    timeout: LAUNCH_DEADLINE_MS,
    env: definedOnly({ ...process.env, ...env }),
  });
  const page = await app.firstWindow({ timeout: LAUNCH_DEADLINE_MS });
  await page.waitForLoadState('load');
  return { app, page };
}

export function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

export async function readSnapshot(page: Page): Promise<StationSnapshot> {
  const answer = await page.evaluate(() => globalThis.pos.getSnapshot(undefined));
  if (!answer.ok) throw new Error(`getSnapshot answered ${answer.failure}`);
  return answer.value;
}

/** Waits until the station's snapshot satisfies `isReady`; says what it was waiting for when it never does. */
export async function waitFor(
  page: Page,
  what: string,
  isReady: (snapshot: StationSnapshot) => boolean,
  deadlineMs: number,
): Promise<StationSnapshot> {
  const giveUpAt = performance.now() + deadlineMs;
  for (;;) {
    const snapshot = await readSnapshot(page);
    if (isReady(snapshot)) return snapshot;
    if (performance.now() > giveUpAt) {
      throw new PlainFailure(`waited ${Math.round(deadlineMs / 1000)} s for ${what}`, {
        why: describe(snapshot),
        advice: 'see the logs of the relay and of BuildPanel in the folder named above',
      });
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function describe(snapshot: StationSnapshot): string[] {
  return [
    `relay: ${JSON.stringify(snapshot.connection)}`,
    ...snapshot.lanes.map(
      (lane) => `${lane.laneId}: ${lane.state}, device ${JSON.stringify(lane.device)}`,
    ),
    ...snapshot.transcripts.map((entry) => `utterance ${entry.status}`),
    ...snapshot.notices.map(({ text }) => text.en),
  ];
}

/** The relay answers, and its probes have found what BuildPanel can do. */
export const hasVerdict = ({ connection }: StationSnapshot, verdict: Verdict): boolean =>
  connection.state === 'online' && connection.verdict === verdict;

export const isListening = (snapshot: StationSnapshot, laneId: string): boolean =>
  snapshot.lanes.some((lane) => lane.laneId === laneId && lane.state === 'listening');

const UNSETTLED: readonly TranscriptEntry['status'][] = [
  'hearing',
  'partial',
  'thinking',
  'waiting',
];

/** Everything said after `sinceUs` has its answer, and something was said. */
export function isSettled(snapshot: StationSnapshot, sinceUs: number): boolean {
  const said = utterancesSince(snapshot, sinceUs);
  return said.length > 0 && said.every((entry) => !UNSETTLED.includes(entry.status));
}

export function utterancesSince(snapshot: StationSnapshot, sinceUs: number): TranscriptEntry[] {
  return snapshot.transcripts.filter((entry) => entry.times.speechStartedAtUs >= sinceUs);
}
