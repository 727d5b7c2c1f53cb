/** What was said and is on no ticket, for the screen: words of guests who had left, and sound without words. */
import type { Missed } from '../shared/ipc/views.ts';
import type { Pusher } from './ipc/pusher.ts';
import type { ParkedUtterance } from './station-voice.ts';
import type { MissedWords } from './tickets/missed-words.ts';

/** Newest first. */
export function missedList(
  words: MissedWords,
  parked: readonly ParkedUtterance[],
): readonly Missed[] {
  const withoutWords = parked.map((one): Missed => ({ kind: 'parked', ...one }));
  return [...withoutWords, ...words.list()].sort((a, b) => b.saidAtMs - a.saidAtMs);
}

/** Tells the screen only when there is something else to show. */
export function createMissedPush(list: () => readonly Missed[], push: Pusher['push']): () => void {
  let last = '';
  return () => {
    const missed = list();
    const text = JSON.stringify(missed);
    if (text === last) return;
    last = text;
    push('onMissed', missed);
  };
}
