import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { useWords } from '../words/use-words.ts';

const FACES = ['😠', '🙁', '😐', '🙂', '😀'] as const;

/** One tap, never in the way: another tap corrects it, and the next guest ends it. */
export function Rating({ onRate }: { readonly onRate: (score: number) => void }) {
  const words = useWords().rating;
  const [given, setGiven] = useState<number>();
  return (
    <div className="rating" role="group" aria-label={words.label}>
      {FACES.map((face, index) => (
        <Button
          key={face}
          aria-label={`${index + 1}: ${words.faces[index] ?? ''}`}
          aria-pressed={given === index + 1}
          onClick={() => {
            setGiven(index + 1);
            onRate(index + 1);
          }}
        >
          <span aria-hidden="true">{face}</span> {index + 1}
        </Button>
      ))}
    </div>
  );
}
