/** What reaches the screen, stamped there: when words change and when the lane begins to speak. */
import type { Page } from '@playwright/test';

/** On the wall clock, which every process of a machine shares. */
export type Seen = {
  readonly atMs: number;
  readonly what:
    | { readonly kind: 'words'; readonly utteranceId: string; readonly text: string }
    | { readonly kind: 'speaking' };
};

declare global {
  // The page's own list, named here for the functions that run inside it.
  var seenOnScreen: Seen[] | undefined;
}

/** No function inside has a name: the compiler's way to keep names isn't there in the page. */
export async function watchScreen(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen: Seen[] = (globalThis.seenOnScreen = []);
    globalThis.pos.onTranscript(({ utteranceId, text, status }) => {
      if (status !== 'partial' && status !== 'final') return;
      const atMs = performance.timeOrigin + performance.now();
      seen.push({ atMs, what: { kind: 'words', utteranceId, text } });
    });
    globalThis.pos.onLane(({ state }) => {
      if (state !== 'speaking') return;
      seen.push({ atMs: performance.timeOrigin + performance.now(), what: { kind: 'speaking' } });
    });
  });
}

/** What was seen since the last call. */
export async function takeSeen(page: Page): Promise<readonly Seen[]> {
  return page.evaluate(() => globalThis.seenOnScreen?.splice(0) ?? []);
}

/** Between one change of an utterance's words and the next. */
export function updateGapsMs(seen: readonly Seen[], utteranceId: string): number[] {
  const changes = seen
    .flatMap(({ atMs, what }) =>
      what.kind === 'words' && what.utteranceId === utteranceId ? [{ atMs, text: what.text }] : [],
    )
    .filter(({ text }, index, all) => text !== '' && text !== all[index - 1]?.text);
  return changes.slice(1).map(({ atMs }, index) => atMs - (changes[index]?.atMs ?? NaN));
}

/** NaN when the lane never spoke. */
export function replyStartedAtMs(seen: readonly Seen[]): number {
  return seen.find(({ what }) => what.kind === 'speaking')?.atMs ?? NaN;
}
