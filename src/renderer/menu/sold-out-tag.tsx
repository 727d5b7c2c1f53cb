import { useState } from 'react';
import type { SoldOutMark } from '../../shared/sold-out/sold-out.ts';
import { returnTime } from '../ui/return-time.ts';
import { useWords } from '../words/use-words.ts';

type SoldOutTagProps = { readonly mark: SoldOutMark; readonly timeZone: string };

/** On a card: sold out, and when it is back. */
export function SoldOutTag({ mark: { untilMs }, timeZone }: SoldOutTagProps) {
  const { soldOut: words, locale } = useWords();
  const [nowMs] = useState(() => Date.now());
  return (
    <span className="sold-out-tag">
      <strong>{words.tag}</strong>{' '}
      {untilMs !== undefined && words.back(returnTime(untilMs, nowMs, timeZone, locale))}
    </span>
  );
}
