/** Stamps, in the page, when a person acts or a push arrives, and when what came of it has been painted. */
import type { Locator, Page } from '@playwright/test';

/** On the page's own clock, `performance.now()`. */
export type Moment = {
  /** The first event of the gesture, or the push. */
  readonly startedAtMs: number;
  /** The event that acts: the click, the key. */
  readonly actedAtMs: number;
  /** The last frame that shows something new has been painted. */
  readonly paintedAtMs: number;
  /** Something under the watched place has changed. */
  readonly hasChanged: boolean;
};

type Gesture = readonly [first: string, acting: string];

export const TAP: Gesture = ['pointerdown', 'click'];
export const KEYSTROKE: Gesture = ['keydown', 'keydown'];

declare global {
  // The page's own, named here for the functions that run inside it.
  var watched: { moment: Moment; stop: () => void } | undefined;
  var lastArrivedAtMs: number | undefined;
}

/** The compiler wraps named functions in this helper of its own, which a function sent to the page needs there. */
export async function prepareWatch(page: Page): Promise<void> {
  await page.evaluate('globalThis.__name = (named) => named');
  await page.evaluate(() => {
    // The last one alone: a list of all would be a leak of the bench's own.
    globalThis.pos.onTranscript(() => {
      globalThis.lastArrivedAtMs = performance.now();
    });
  });
}

/** Does it, waits, and tells when it began and when its last change under `place` was on the screen. */
export async function watchOne(
  page: Page,
  place: Locator,
  gesture: Gesture,
  act: () => Promise<void>,
): Promise<Moment> {
  await place.evaluate(armWatch, gesture);
  await act();
  await page.waitForTimeout(settleMs());
  return takeMoment(page);
}

/** Long enough for an IPC round trip and two frames; uneven, so that no sample keeps step with the frames. */
function settleMs(): number {
  return 90 + 40 * Math.random();
}

/** Watches a place for what comes from main: the last transcript that arrived is the beginning. */
export async function watchPush(
  page: Page,
  place: Locator,
  push: () => Promise<void>,
): Promise<Moment> {
  await place.evaluate(armWatch, ['', ''] as const);
  await page.evaluate(() => (globalThis.lastArrivedAtMs = undefined));
  await push();
  await page.waitForTimeout(settleMs());
  const arrivedAtMs = await page.evaluate(() => globalThis.lastArrivedAtMs);
  if (arrivedAtMs === undefined) throw new Error('the push has not arrived');
  return { ...(await takeMoment(page)), startedAtMs: arrivedAtMs, actedAtMs: arrivedAtMs };
}

async function takeMoment(page: Page): Promise<Moment> {
  return page.evaluate(() => {
    const { watched } = globalThis;
    if (watched === undefined) throw new Error('nothing is watched');
    watched.stop();
    globalThis.watched = undefined;
    return watched.moment;
  });
}

/** Runs in the page. */
function armWatch(place: Element, [first, acting]: Gesture): void {
  const moment = { startedAtMs: NaN, actedAtMs: NaN, paintedAtMs: NaN, hasChanged: false };
  // The frame callback runs before the paint, a message that is posted from it after.
  const stampPaint = () =>
    void requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        moment.paintedAtMs = performance.now();
        port1.close();
      };
      port2.postMessage(undefined);
    });
  const onEvent = ({ type, timeStamp }: Event) => {
    if (type === first && Number.isNaN(moment.startedAtMs)) moment.startedAtMs = timeStamp;
    if (type !== acting) return;
    moment.actedAtMs = timeStamp;
    stampPaint();
  };
  const observer = new MutationObserver(() => {
    moment.hasChanged = true;
    stampPaint();
  });
  observer.observe(place, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
  const types = [first, acting].filter((type) => type !== '');
  for (const type of types) window.addEventListener(type, onEvent, true);
  globalThis.watched = {
    moment,
    stop: () => {
      observer.disconnect();
      for (const type of types) window.removeEventListener(type, onEvent, true);
    },
  };
}
