import { useState } from 'react';
import { useStore } from '../state/use-store.ts';
import { Key } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { useHotkey } from '../ui/use-hotkey.ts';
import { useWords } from '../words/use-words.ts';
import { createHold } from './hold.ts';

const CREW_KEY = 'F2';

type CrewButtonProps = {
  readonly onHold: (isHeld: boolean) => void;
  /** The key is this lane's now. */
  readonly hasKey: boolean;
};

/** Held while the crew speaks to the station itself: "eighty-six the lemonade". */
export function CrewButton({ onHold, hasKey }: CrewButtonProps) {
  const { crew: words } = useWords();
  const [hold] = useState(() => createHold(onHold));
  const isHeld = useStore(hold.holder) !== undefined;
  useHotkey(CREW_KEY, {
    onDown: () => {
      if (hasKey) hold.press(CREW_KEY);
    },
    onUp: () => hold.release(CREW_KEY),
  });
  return (
    <button
      type="button"
      className="button button-plain crew-button"
      aria-pressed={isHeld}
      aria-keyshortcuts={hasKey ? CREW_KEY : undefined}
      title={words.help}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        hold.press(`pointer-${event.pointerId}`);
      }}
      onLostPointerCapture={(event) => hold.release(`pointer-${event.pointerId}`)}
      onKeyDown={(event) => {
        if (event.key !== ' ' && event.key !== 'Enter') return;
        event.preventDefault();
        if (!event.repeat) hold.press(`button-${event.key}`);
      }}
      onKeyUp={(event) => hold.release(`button-${event.key}`)}
      onBlur={hold.releaseAll}
      onContextMenu={(event) => event.preventDefault()}
    >
      <Icon name={isHeld ? 'wave' : 'hand'} />
      <span className="button-text">{isHeld ? words.held : words.hold}</span>
      {hasKey && <Key name={CREW_KEY} />}
    </button>
  );
}
