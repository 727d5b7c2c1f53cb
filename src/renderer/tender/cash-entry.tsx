import { useState } from 'react';
import type { Cents } from '../../shared/money.ts';
import { Button } from '../ui/button.tsx';
import { DigitPad } from '../ui/digit-pad.tsx';
import { useWords } from '../words/use-words.ts';
import { typedCents } from './cash.ts';

const KEYS = ['7', '8', '9', '4', '5', '6', '1', '2', '3', '00', '0'] as const;

type CashEntryProps = {
  readonly totalCents: Cents;
  readonly money: (cents: Cents) => string;
  readonly isPaying: boolean;
  readonly onPay: (tenderedCents: Cents) => void;
};

/** An amount by keyboard or pad; left empty it is the exact total. */
export function CashEntry({ totalCents, money, isPaying, onPay }: CashEntryProps) {
  const words = useWords().tender;
  const [typed, setTyped] = useState<Cents>();
  const received = typed ?? totalCents;
  const isEnough = received >= totalCents;
  const text = typed === undefined ? '' : money(typed);
  const type = (digits: string) => setTyped(typedCents(`${typed ?? ''}${digits}`));
  return (
    <form
      className="cash-entry"
      onSubmit={(event) => {
        event.preventDefault();
        if (isEnough && !isPaying) onPay(received);
      }}
      onKeyDown={(event) => {
        // A key still held from opening the dialog must not pay.
        if (event.key === 'Enter' && event.repeat) event.preventDefault();
      }}
    >
      <label className="field field-large">
        <span>{words.received}</span>
        <input
          value={text}
          placeholder={money(totalCents)}
          inputMode="none"
          autoComplete="off"
          onChange={(event) => setTyped(typedCents(event.currentTarget.value))}
        />
      </label>
      <p role="status" className="change" data-tone={isEnough ? 'good' : 'amber'}>
        {typed !== undefined && isEnough && (
          <>
            {words.change} <strong>{money(received - totalCents)}</strong>
          </>
        )}
        {!isEnough && words.short(money(totalCents - received))}
      </p>
      <DigitPad
        label={words.pad}
        keys={KEYS}
        deleteLabel={words.deleteDigit}
        onDigits={type}
        onDelete={() => setTyped(typedCents(String(typed ?? '').slice(0, -1)))}
      />
      <Button
        look={typed === undefined ? 'plain' : 'primary'}
        submit
        hotkey="Enter"
        disabled={!isEnough || isPaying}
      >
        {words.payCash} {money(received)}
      </Button>
    </form>
  );
}
