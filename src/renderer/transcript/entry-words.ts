/** What an utterance's row says besides, or instead of, its words. Pure. */
import type { TranscriptEntry } from '../../shared/ipc/views.ts';
import type { IconName } from '../ui/icon.tsx';
import type { Words } from '../words/english.ts';

/** Said in place of words that are not there (yet). */
export function insteadOfWords(
  { status, text }: Pick<TranscriptEntry, 'status' | 'text'>,
  words: Words['transcript'],
): string | undefined {
  switch (status) {
    case 'hearing':
      return text === '' ? words.hearing : undefined;
    case 'thinking':
      return text === '' ? words.thinking : undefined;
    case 'nothing-heard':
      return words.nothingHeard;
    case 'words-not-available':
      return words.wordsNotAvailable;
    case 'waiting':
      return words.waiting;
    case 'parked':
      return words.parked;
    case 'erased':
      return words.erased;
    case 'partial':
    case 'final':
      return text === '' ? words.nothingHeard : undefined;
  }
}

/** Whether the words may still change. */
export function isOpen({ status }: Pick<TranscriptEntry, 'status'>): boolean {
  return status === 'hearing' || status === 'partial' || status === 'thinking';
}

/** Finals below this are shown as unsure. */
const SURE_CONFIDENCE = 0.6;
/** Less lost sound than this nobody misses. */
const GAP_SHOWN_MS = 100;

export type Mark = { readonly icon: IconName; readonly text: string };

export function marksOf(entry: TranscriptEntry, words: Words['transcript']): readonly Mark[] {
  const marks: Mark[] = [];
  if (entry.became === 'words-only') marks.push({ icon: 'person', text: words.wordsOnly });
  if (entry.became === 'missed') marks.push({ icon: 'spool', text: words.missed });
  if (entry.late) marks.push({ icon: 'clock', text: words.late });
  if (entry.status === 'final' && entry.text !== '' && entry.confidence < SURE_CONFIDENCE) {
    marks.push({ icon: 'question', text: words.unsure });
  }
  if (entry.gapMs >= GAP_SHOWN_MS) {
    marks.push({ icon: 'alert', text: words.gap((entry.gapMs / 1_000).toFixed(1)) });
  }
  return marks;
}
