/** One lane's utterances as the screen keeps them: newest last, bounded, this guest apart from earlier ones. */
import type { UtteranceId } from '../../shared/ids.ts';
import type { TranscriptEntry } from '../../shared/ipc/views.ts';

/** Rows beyond it leave the screen, oldest first; main keeps the words. */
export const MAX_ROWS = 60;

export type TranscriptLog = {
  readonly entries: readonly TranscriptEntry[];
  /** Utterances of guests that have left. */
  readonly earlier: ReadonlySet<UtteranceId>;
};

export const EMPTY_LOG: TranscriptLog = { entries: [], earlier: new Set() };

/** Replaces the entry of the same utterance or adds it; an older revision changes nothing. */
export function withEntry(log: TranscriptLog, entry: TranscriptEntry): TranscriptLog {
  const at = log.entries.findIndex(({ utteranceId }) => utteranceId === entry.utteranceId);
  const known = log.entries[at];
  if (known === undefined) return trim({ ...log, entries: [...log.entries, entry] });
  if (entry.revision < known.revision) return log;
  return { ...log, entries: log.entries.with(at, entry) };
}

/** The guest has left: what was said so far belongs to earlier guests. */
export function withNewGuest(log: TranscriptLog): TranscriptLog {
  return { ...log, earlier: new Set(log.entries.map(({ utteranceId }) => utteranceId)) };
}

function trim({ entries, earlier }: TranscriptLog): TranscriptLog {
  const kept = entries.slice(-MAX_ROWS);
  if (kept.length === entries.length) return { entries, earlier };
  const ids = kept.map(({ utteranceId }) => utteranceId);
  return { entries: kept, earlier: new Set(ids.filter((id) => earlier.has(id))) };
}
