import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  BACKLOG_SHARE,
  BACKLOG_SHARE_WHILE_SPOKEN,
  BacklogPace,
  nextBurst,
} from '../../../../src/main/voice/batch/backlog-pace.ts';

const PIECE_BYTES = 2_048;

/** A line that carries one byte after the other, and its own time. */
class Line {
  nowMs = 0;
  busyMs = 0;
  #freeAtMs = 0;
  readonly #bytesPerMs: number;

  constructor(bytesPerMs: number) {
    this.#bytesPerMs = bytesPerMs;
  }

  readonly clock = {
    nowUs: () => this.nowMs * 1_000,
    after: (delayMs: number, run: () => void) => {
      this.nowMs += delayMs;
      queueMicrotask(run);
      return () => undefined;
    },
  };

  send(sizeBytes: number): void {
    const tookMs = sizeBytes / this.#bytesPerMs;
    this.#freeAtMs = Math.max(this.#freeAtMs, this.nowMs) + tookMs;
    this.busyMs += tookMs;
  }

  readonly heldUpMs = (): Promise<number> => {
    const heldUpMs = Math.max(0, this.#freeAtMs - this.nowMs);
    this.nowMs += heldUpMs;
    return Promise.resolve(heldUpMs);
  };
}

async function sendBody(line: Line, totalBytes: number, isGuestSpeaking: boolean): Promise<void> {
  const pace = new BacklogPace({
    heldUpMs: line.heldUpMs,
    clock: line.clock,
    isGuestSpeaking: () => isGuestSpeaking,
  });
  const next = pace.start(totalBytes);
  for (let sent = 0; sent < totalBytes; sent += PIECE_BYTES) {
    await next(Math.min(PIECE_BYTES, totalBytes - sent));
    line.send(Math.min(PIECE_BYTES, totalBytes - sent));
  }
  // The rest after the last burst is the next body's first.
  await line.heldUpMs();
}

test('the past takes no more than its share of any line, and less while a guest speaks', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 16, max: 2_000 }),
      fc.integer({ min: 40_000, max: 90_000 }),
      fc.boolean(),
      async (bytesPerMs, totalBytes, isGuestSpeaking) => {
        const line = new Line(bytesPerMs);
        await sendBody(line, totalBytes, isGuestSpeaking);
        const share = isGuestSpeaking ? BACKLOG_SHARE_WHILE_SPOKEN : BACKLOG_SHARE;
        const lastBurstMs = (64 * 1_024) / bytesPerMs;
        expect(line.busyMs).toBeLessThanOrEqual(share * line.nowMs + lastBurstMs);
      },
    ),
  );
});

test('on a narrow line a burst holds a guest up for about 40 ms, on a wide one it grows', () => {
  let narrow = { sizeBytes: 64 * 1_024, pauseMs: 0 };
  let wide = { sizeBytes: 2_048, pauseMs: 0 };
  for (let round = 0; round < 10; round += 1) {
    narrow = nextBurst(narrow.sizeBytes, narrow.sizeBytes / 125, BACKLOG_SHARE);
    wide = nextBurst(wide.sizeBytes, 0, BACKLOG_SHARE);
  }
  expect(narrow.sizeBytes / 125).toBeLessThan(45);
  expect(wide).toEqual({ sizeBytes: 64 * 1_024, pauseMs: 0 });
});

test('a body is at the relay within its time, however narrow the line', async () => {
  const line = new Line(8);
  await sendBody(line, 180_000, true);
  expect(line.nowMs).toBeLessThan(45_000);
});
