import { useEffect } from 'react';
import type { Talk } from '../../shared/talk.ts';
import { Icon } from '../ui/icon.tsx';
import { Key } from '../ui/button.tsx';
import { useHotkey } from '../ui/use-hotkey.ts';
import { useWords } from '../words/use-words.ts';
import type { Hold } from './hold.ts';

const TALK_KEY = 'F2';

type TalkButtonProps = {
  readonly hold: Hold;
  readonly isHeld: boolean;
  /** Main says that the lane hears: only then does the button say so. */
  readonly isHearing: boolean;
  readonly disabled: boolean;
  readonly style: Talk['style'];
  readonly onToggle: () => void;
};

/** By finger, mouse, pen, Space on the button, or F2 anywhere. */
export function TalkButton(props: TalkButtonProps) {
  return props.style === 'toggle' ? <ToggleButton {...props} /> : <HoldButton {...props} />;
}

/** One press begins, the next ends. */
function ToggleButton({ isHeld, isHearing, disabled, onToggle }: TalkButtonProps) {
  const words = useWords().talk;
  useHotkey(TALK_KEY, {
    onDown: () => {
      if (!disabled) onToggle();
    },
    always: true,
  });
  return (
    <button
      type="button"
      className="talk"
      disabled={disabled}
      aria-pressed={isHeld}
      aria-keyshortcuts={TALK_KEY}
      data-hearing={isHearing}
      onClick={onToggle}
    >
      <Icon name={isHearing ? 'wave' : 'mic'} />
      <span>{isHeld ? words.end : words.begin}</span>
      <Key name={TALK_KEY} />
    </button>
  );
}

/** Held; letting go ends. */
function HoldButton({ hold, isHeld, isHearing, disabled }: TalkButtonProps) {
  const words = useWords().lane;
  useHotkey(TALK_KEY, {
    onDown: () => {
      if (!disabled) hold.press('key');
    },
    onUp: () => hold.release('key'),
    always: true,
  });
  useEffect(() => {
    window.addEventListener('blur', hold.releaseAll);
    return () => {
      window.removeEventListener('blur', hold.releaseAll);
      hold.releaseAll();
    };
  }, [hold]);
  return (
    <button
      type="button"
      className="talk"
      disabled={disabled}
      aria-pressed={isHeld}
      aria-keyshortcuts={TALK_KEY}
      data-hearing={isHearing}
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
      <Icon name={isHearing ? 'wave' : 'mic'} />
      <span>{isHeld && isHearing ? words.letGo : words.hold}</span>
      <Key name={TALK_KEY} />
    </button>
  );
}
