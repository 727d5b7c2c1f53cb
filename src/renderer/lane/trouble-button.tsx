import { useEffect, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { useWords } from '../words/use-words.ts';

/** Long enough to be read, and to make a second press a decision. */
const THANKS_MS = 6_000;

/** “Something went wrong”: counted, so that whoever runs the restaurants sees where help is needed. */
export function TroubleButton({ onPress }: { readonly onPress: () => void }) {
  const words = useWords().trouble;
  const [isNoted, setIsNoted] = useState(false);
  useEffect(() => {
    if (!isNoted) return undefined;
    const timer = setTimeout(() => setIsNoted(false), THANKS_MS);
    return () => clearTimeout(timer);
  }, [isNoted]);
  const press = () => {
    if (isNoted) return;
    setIsNoted(true);
    onPress();
  };
  return (
    <>
      <Button
        icon={isNoted ? 'check' : 'alert'}
        label={words.key}
        aria-disabled={isNoted}
        onClick={press}
      />
      <span className="lane-noted" role="status">
        {isNoted ? words.noted : ''}
      </span>
    </>
  );
}
