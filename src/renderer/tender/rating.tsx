import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { useWords } from '../words/use-words.ts';

/** The mouth of each face, from down to up, on a 24 px grid. */
const MOUTHS = [
  'M7.5 17.5Q12 11.5 16.5 17.5',
  'M8 16.8Q12 13.8 16 16.8',
  'M8 15.5h8',
  'M8 14.5Q12 17.5 16 14.5',
  'M7.5 13.5Q12 19.5 16.5 13.5',
] as const;

/** One tap, never in the way: another tap corrects it, and the next guest ends it. */
export function Rating({ onRate }: { readonly onRate: (score: number) => void }) {
  const words = useWords().rating;
  const [given, setGiven] = useState<number>();
  return (
    <div className="rating" role="group" aria-label={words.label}>
      {MOUTHS.map((mouth, index) => (
        <Button
          key={mouth}
          aria-label={`${index + 1}: ${words.faces[index] ?? ''}`}
          aria-pressed={given === index + 1}
          onClick={() => {
            setGiven(index + 1);
            onRate(index + 1);
          }}
        >
          <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d={`M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM9 9.5v.01M15 9.5v.01${mouth}`} />
          </svg>{' '}
          {index + 1}
        </Button>
      ))}
    </div>
  );
}
