import { Button } from '../ui/button.tsx';
import { useWords } from '../words/use-words.ts';

type MissedButtonProps = { readonly count: number; readonly onOpen: () => void };

/** How many words and recordings ask for a look, from every screen. */
export function MissedButton({ count, onOpen }: MissedButtonProps) {
  const words = useWords().missed;
  return (
    <Button look="quiet" icon="ear" aria-label={words.openCount(count)} onClick={onOpen}>
      {words.open}
      {count > 0 && <span className="tag missed-count">{count}</span>}
    </Button>
  );
}
