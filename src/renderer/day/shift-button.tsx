import type { ShiftView } from '../../shared/day/shift-view.ts';
import { Button } from '../ui/button.tsx';
import { useHotkey } from '../ui/use-hotkey.ts';
import { useWords } from '../words/use-words.ts';

type ShiftButtonProps = { readonly shift: ShiftView; readonly onOpen: () => void };

/** In the top bar: a shift that nobody has opened stands out, and stops nobody. */
export function ShiftButton({ shift, onOpen }: ShiftButtonProps) {
  const words = useWords().shift;
  useHotkey('F12', { onDown: onOpen });
  const isOpen = shift.state === 'open';
  return (
    <Button look="quiet" icon="cash" aria-keyshortcuts="F12" onClick={onOpen}>
      {isOpen ? (
        <span className="shift-open">{words.button}</span>
      ) : (
        <span className="tag shift-closed" data-tone="amber">
          {words.openButton}
        </span>
      )}
    </Button>
  );
}
