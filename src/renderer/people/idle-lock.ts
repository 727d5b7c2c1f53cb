import { useEffect, useEffectEvent } from 'react';

/** Calls after this many minutes without a touch or a key; 0 is never. What is open stays open. */
export function useIdleLock(minutes: number, onIdle: () => void): void {
  const lock = useEffectEvent(onIdle);
  useEffect(() => {
    if (minutes === 0) return;
    let timer = setTimeout(lock, minutes * 60_000);
    const again = () => {
      clearTimeout(timer);
      timer = setTimeout(lock, minutes * 60_000);
    };
    window.addEventListener('pointerdown', again);
    window.addEventListener('keydown', again);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pointerdown', again);
      window.removeEventListener('keydown', again);
    };
  }, [minutes]);
}
