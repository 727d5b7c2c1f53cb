import { useEffect, useRef, type MouseEvent, type PointerEvent } from 'react';

/** Longer than a tap in a hurry, shorter than anybody's patience. */
const HOLD_MS = 500;
/** A finger that goes farther scrolls. */
const SLACK_PX = 12;

type Hold = {
  readonly timer: ReturnType<typeof setTimeout>;
  readonly x: number;
  readonly y: number;
};

/**
 * For a list whose entries carry `data-item-id`: an entry held with finger or mouse, clicked with the other button,
 * or with the keyboard's menu key on it. What was held is not tapped as well.
 */
export function useHeldItem(onHeld: (itemId: string) => void) {
  const hold = useRef<Hold>(undefined);
  const end = () => {
    clearTimeout(hold.current?.timer);
    hold.current = undefined;
  };
  useEffect(() => end, []);
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      end();
      const itemId = itemIdOf(event.target);
      if (itemId === undefined || event.button !== 0) return;
      const timer = setTimeout(() => {
        swallowClick();
        onHeld(itemId);
      }, HOLD_MS);
      hold.current = { timer, x: event.clientX, y: event.clientY };
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent<HTMLElement>) => {
      if (hold.current === undefined) return;
      const { x, y } = hold.current;
      if (Math.hypot(clientX - x, clientY - y) > SLACK_PX) end();
    },
    onPointerUp: end,
    onPointerCancel: end,
    onPointerLeave: end,
    onContextMenu: (event: MouseEvent<HTMLElement>) => {
      const itemId = itemIdOf(event.target);
      if (itemId === undefined) return;
      end();
      event.preventDefault();
      onHeld(itemId);
    },
  };
}

/** Letting go may click what has opened under the finger meanwhile: that click is nobody's. */
function swallowClick(): void {
  const listening = new AbortController();
  const once = { capture: true, signal: listening.signal };
  const end = () => listening.abort();
  window.addEventListener('pointerdown', end, once);
  window.addEventListener('keydown', end, once);
  window.addEventListener(
    'click',
    (event) => {
      event.preventDefault();
      event.stopPropagation();
      end();
    },
    once,
  );
}

function itemIdOf(target: EventTarget): string | undefined {
  if (!(target instanceof Element)) return undefined;
  return target.closest<HTMLElement>('[data-item-id]')?.dataset['itemId'];
}
