import { useEffect, useEffectEvent, useRef } from 'react';
import { NOTHING_TYPED, scanned, typed } from './scan-detector.ts';

type ScannerHandlers = {
  readonly onScan: (code: string) => void;
  /** Scanned while a dialog is open: it was for the till behind it. */
  readonly onBlocked: () => void;
};

/**
 * A scanner that acts as a keyboard, wherever the focus is but in a text field: there it types, as the person who
 * put the focus there wants it to. The Enter that ends a code presses nothing.
 */
export function useScanner({ onScan, onBlocked }: ScannerHandlers): void {
  const sofar = useRef(NOTHING_TYPED);
  const hear = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === 'Shift') return;
    const isForTill = !event.repeat && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (!isForTill || takesText(event.target)) {
      sofar.current = NOTHING_TYPED;
      return;
    }
    const code = event.key === 'Enter' ? scanned(sofar.current, event.timeStamp) : undefined;
    sofar.current = typed(sofar.current, event.key, event.timeStamp);
    if (code === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (document.querySelector('dialog[open]') === null) onScan(code);
    else onBlocked();
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => hear(event);
    // Before whatever has the focus hears of it.
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
}

const NO_TEXT: ReadonlySet<string> = new Set(['button', 'checkbox', 'radio', 'submit']);

function takesText(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !NO_TEXT.has(target.type);
  return target instanceof HTMLTextAreaElement;
}
