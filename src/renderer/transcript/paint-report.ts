/** Tells main which revisions people can see, once the frame that shows them has been painted. */
import type { UtteranceId } from '../../shared/ids.ts';

type PaintReportDeps = {
  /** Runs the callback after the next painted frame. */
  readonly afterPaint: (callback: () => void) => void;
  readonly report: (utteranceId: UtteranceId, revision: number) => void;
};

/** A window that paints nothing for long keeps no more than this. */
const MAX_PENDING = 60;

/** Call with what was just put on the screen; a newer revision in the same frame replaces the older. */
export function createPaintReport({ afterPaint, report }: PaintReportDeps) {
  let pending = new Map<UtteranceId, number>();
  return (utteranceId: UtteranceId, revision: number): void => {
    if (pending.size === 0) {
      afterPaint(() => {
        const painted = pending;
        pending = new Map();
        for (const [id, shown] of painted) report(id, shown);
      });
    }
    if (pending.size < MAX_PENDING || pending.has(utteranceId)) pending.set(utteranceId, revision);
  };
}
