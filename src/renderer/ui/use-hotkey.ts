import { useEffect, useEffectEvent } from 'react';

type HotkeyHandlers = {
  readonly onDown: () => void;
  readonly onUp?: () => void;
  /** Also while a dialog is open. */
  readonly always?: boolean;
};

/** A key that works wherever the focus is; held down it fires once. */
export function useHotkey(key: string, { onDown, onUp, always = false }: HotkeyHandlers): void {
  const down = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== key || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (event.repeat || (!always && document.querySelector('dialog[open]') !== null)) return;
    onDown();
  });
  const up = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === key) onUp?.();
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => down(event);
    const onKeyUp = (event: KeyboardEvent) => up(event);
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('keyup', onKeyUp);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('keyup', onKeyUp);
    };
  }, []);
}
