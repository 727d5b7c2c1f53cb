/** A bump bar is a keyboard: digits bump by number, arrows choose an order, Enter bumps it (it is a button). */
import { useEffect, useEffectEvent } from 'react';

const DIGITS = '1234567890';
const ARROWS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const;
type Arrow = (typeof ARROWS)[number];

/** `onSlot` gets 0 for the key 1, 9 for the key 0. */
export function useBumpKeys(onSlot: (slot: number) => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const isCommand = event.ctrlKey || event.altKey || event.metaKey;
    if (isCommand || document.querySelector('dialog[open]') !== null) return;
    if (event.target instanceof HTMLInputElement) return;
    const slot = DIGITS.indexOf(event.key);
    const arrow = ARROWS.find((one) => one === event.key);
    if (slot >= 0 && event.key.length === 1 && !event.repeat) onSlot(slot);
    else if (arrow !== undefined) focusNext(arrow);
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => press(event);
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

/** To the nearest order in that direction; the first one when none was chosen. */
function focusNext(arrow: Arrow): void {
  const buttons = [...document.querySelectorAll<HTMLElement>('[data-bump]')];
  const from = buttons.find((button) => button === document.activeElement);
  const next = from === undefined ? buttons[0] : nearest(from, buttons, arrow);
  next?.focus();
}

function nearest(
  from: HTMLElement,
  buttons: readonly HTMLElement[],
  arrow: Arrow,
): HTMLElement | undefined {
  const here = centre(from);
  let best: { readonly button: HTMLElement; readonly away: number } | undefined;
  for (const button of buttons) {
    const { x, y } = centre(button);
    const [along, across] =
      arrow === 'ArrowLeft' || arrow === 'ArrowRight'
        ? [x - here.x, y - here.y]
        : [y - here.y, x - here.x];
    const ahead = arrow === 'ArrowLeft' || arrow === 'ArrowUp' ? -along : along;
    const away = ahead + 2 * Math.abs(across);
    if (ahead > 20 && (best === undefined || away < best.away)) best = { button, away };
  }
  return best?.button;
}

function centre(element: HTMLElement): { readonly x: number; readonly y: number } {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}
