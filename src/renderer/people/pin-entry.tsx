import { useEffect, useState } from 'react';
import type { ApprovalFailure } from '../../shared/people/approval.ts';
import { Button } from '../ui/button.tsx';
import { DigitPad } from '../ui/digit-pad.tsx';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words/use-words.ts';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const;
const MIN_DIGITS = 4;
const MAX_DIGITS = 8;

export type PinTrouble = Extract<ApprovalFailure, 'wrong-pin' | 'pin-locked'>;

type PinEntryProps = {
  /** What is said of a wrong one. */
  readonly wrong: string;
  /** No PIN is taken for this long from now. */
  readonly lockedForMs: number | undefined;
  /** Resolves to what is wrong with it; undefined when it was taken. */
  readonly onPin: (pin: string) => Promise<PinTrouble | undefined>;
};

/** A PIN by keyboard or pad; never shown. */
export function PinEntry({ wrong, lockedForMs, onPin }: PinEntryProps) {
  const words = useWords().pin;
  const [pin, setPin] = useState('');
  const [trouble, setTrouble] = useState<PinTrouble>();
  const [isChecking, setIsChecking] = useState(false);
  const locked = useSecondsLeft(lockedForMs);
  const type = (text: string) => setPin(text.replace(/\D/g, '').slice(0, MAX_DIGITS));
  const canEnter = pin.length >= MIN_DIGITS && !isChecking && locked === 0;
  const enter = async () => {
    setIsChecking(true);
    const found = await onPin(pin);
    setIsChecking(false);
    setPin('');
    setTrouble(found);
  };
  return (
    <form
      className="pin-entry"
      onSubmit={(event) => {
        event.preventDefault();
        if (canEnter) void enter();
      }}
    >
      <label className="field field-large">
        <span>{words.label}</span>
        <input
          type="password"
          className="pin"
          value={pin}
          inputMode="none"
          autoComplete="off"
          aria-invalid={trouble === 'wrong-pin'}
          onChange={(event) => type(event.currentTarget.value)}
        />
      </label>
      <DigitPad
        label={words.pad}
        keys={KEYS}
        deleteLabel={words.deleteDigit}
        onDigits={(digit) => type(`${pin}${digit}`)}
        onDelete={() => setPin(pin.slice(0, -1))}
      />
      <p role="alert" className="pin-trouble">
        {locked > 0 && <Trouble text={words.locked(locked)} />}
        {locked === 0 && trouble === 'wrong-pin' && pin === '' && <Trouble text={wrong} />}
        {locked === 0 && trouble === 'pin-locked' && pin === '' && (
          <Trouble text={words.lockedSoon} />
        )}
      </p>
      <Button look="primary" submit hotkey="Enter" disabled={!canEnter}>
        {isChecking ? words.checking : words.enter}
      </Button>
    </form>
  );
}

function Trouble({ text }: { readonly text: string }) {
  return (
    <span className="warning" data-tone="danger">
      <Icon name="alert" /> <span>{text}</span>
    </span>
  );
}

/** Counts down from what main said last. */
function useSecondsLeft(lockedForMs: number | undefined): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (lockedForMs === undefined) return;
    const until = performance.now() + lockedForMs;
    const show = () => setSeconds(Math.max(0, Math.ceil((until - performance.now()) / 1_000)));
    const first = setTimeout(show);
    const timer = setInterval(show, 1_000);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [lockedForMs]);
  return lockedForMs === undefined ? 0 : seconds;
}
