import { useState } from 'react';
import type { SoldOutMark } from '../../shared/sold-out/sold-out.ts';
import { returnTime } from '../ui/return-time.ts';
import { useWords } from '../words/use-words.ts';

/** When something is back, in the restaurant's time. */
export function useReturnText(timeZone: string): (mark: Pick<SoldOutMark, 'untilMs'>) => string {
  const { soldOut: words, locale } = useWords();
  const [nowMs] = useState(() => Date.now());
  return ({ untilMs }) =>
    untilMs === undefined
      ? words.untilSaid
      : words.back(returnTime(untilMs, nowMs, timeZone, locale));
}
