import { useEffect, useEffectEvent } from 'react';

type HotkeyHandlers = {
  readonly onDown: () => void;
  readonly onUp?: () => void;
  /** Also while a dialog is open. */
  readonly always?: boolean;
};

/**
 * A key that works wherever the focus is; held down it fires once. `Control+` and `Control+Shift+` stand
 * before a letter; those leave a field with something in it to the browser, which undoes typing there.
 */
export function useHotkey(keys: string, { onDown, onUp, always = false }: HotkeyHandlers): void {
  const key = keys.split('+').at(-1) ?? keys;
  const withControl = keys.includes('Control+');
  const withShift = keys.includes('Shift+');
  const down = useEffectEvent((event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== key.toLowerCase() || event.altKey || event.metaKey) return;
    if (event.ctrlKey !== withControl || event.shiftKey !== withShift) return;
    if (withControl && isTypedInto(event.target)) return;
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

function isTypedInto(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type !== 'radio' && target.value !== '';
}
