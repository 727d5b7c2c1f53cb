/** A page whose process died is loaded again: tickets live in main, so the screen comes back as it was. */
import type { WebContents } from 'electron';

const MAX_RELOADS = 5;
/** Five deaths within a minute are no accident: `onGivenUp` then says so. */
const WITHIN_MS = 60_000;

export type RecoverDeps = {
  readonly nowMs: () => number;
  readonly onDied: (reason: string) => void;
  readonly onGivenUp: () => void;
};

export function recoverPage(
  contents: Pick<WebContents, 'on' | 'reload'>,
  { nowMs, onDied, onGivenUp }: RecoverDeps,
): void {
  let reloadsAtMs: readonly number[] = [];
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    onDied(reason);
    const recent = reloadsAtMs.filter((atMs) => nowMs() - atMs < WITHIN_MS);
    if (recent.length >= MAX_RELOADS) {
      onGivenUp();
      return;
    }
    reloadsAtMs = [...recent, nowMs()];
    contents.reload();
  });
}
