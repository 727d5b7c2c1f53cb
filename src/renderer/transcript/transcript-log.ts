/** One lane's utterances as the screen keeps them: newest last, bounded. */
import type { SessionId, UtteranceId } from '../../shared/ids.ts';
import type { TranscriptEntry } from '../../shared/ipc/views.ts';

/** Rows beyond it leave the screen, oldest first; main keeps the words. */
export const MAX_ROWS = 60;

export type TranscriptLog = readonly TranscriptEntry[];

export const EMPTY_LOG: TranscriptLog = [];

/** The ids of what was said earlier and came late, as one text: the same for the same log, whatever else is said. */
export function lateIdsOf(log: TranscriptLog): string {
  return log.flatMap(({ late, utteranceId }) => (late ? [utteranceId] : [])).join(' ');
}

/** Replaces the entry of the same utterance or adds it; an older revision changes nothing. */
export function withEntry(log: TranscriptLog, entry: TranscriptEntry): TranscriptLog {
  const at = log.findIndex(({ utteranceId }) => utteranceId === entry.utteranceId);
  const known = log[at];
  if (known === undefined) return [...log, entry].slice(-MAX_ROWS);
  if (entry.revision < known.revision) return log;
  return log.with(at, entry);
}

/** Something that the guest said and is still kept; undefined when there is nothing to erase. */
export function saidBy(
  log: TranscriptLog,
  sessionId: SessionId | undefined,
): UtteranceId | undefined {
  return log.findLast((entry) => entry.sessionId === sessionId && entry.status !== 'erased')
    ?.utteranceId;
}

/** Whose words begin with this row: the guest's who is there, or another's; undefined when they go on. */
export function guestStart(
  log: TranscriptLog,
  index: number,
  sessionId: SessionId | undefined,
): 'this' | 'earlier' | undefined {
  const [before, entry] = [log[index - 1], log[index]];
  if (entry === undefined || before?.sessionId === entry.sessionId) return undefined;
  if (entry.sessionId !== sessionId) return 'earlier';
  return before === undefined ? undefined : 'this';
}
