import { useState } from 'react';
import { tipOf } from '../../shared/day/tips.ts';
import type { Cents } from '../../shared/money.ts';
import type { TicketTotals } from '../../shared/order/ticket.ts';
import { AmountField } from '../ui/amount-field.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useWords } from '../words/use-words.ts';
import { typedCents } from './cash.ts';

type TipChoiceProps = {
  readonly totals: Pick<TicketTotals, 'totalCents' | 'taxCents'>;
  readonly tipPercents: readonly number[];
  readonly tipCents: Cents;
  readonly money: (cents: Cents) => string;
  readonly onTip: (tipCents: Cents) => void;
};

/** As much as the contract takes. */
const MAX_TIP_CENTS = 1_000_000;

/** What the guest gives on top: for card and cash alike, and none unless somebody taps. */
export function TipChoice({ totals, tipPercents, tipCents, money, onTip }: TipChoiceProps) {
  const { tip: words, count } = useWords();
  const [typed, setTyped] = useState<Cents>();
  const [chosen, setChosen] = useState<number | 'none' | 'other'>('none');
  const choose = (choice: typeof chosen, cents: Cents) => {
    setChosen(choice);
    onTip(cents);
  };
  return (
    <div className="tips" role="group" aria-label={words.label}>
      <Button aria-pressed={chosen === 'none'} onClick={() => choose('none', 0)}>
        {words.none}
      </Button>
      {tipPercents.map((percent) => {
        const cents = tipOf(totals, percent);
        return (
          <Button
            key={percent}
            aria-pressed={chosen === percent}
            onClick={() => choose(percent, cents)}
          >
            {words.percent(percent, money(cents))}
          </Button>
        );
      })}
      <Button aria-pressed={chosen === 'other'} onClick={() => setTyped(0)}>
        {chosen === 'other' ? money(tipCents) : words.other}
      </Button>
      {typed !== undefined && (
        <Dialog title={words.otherTitle} onClose={() => setTyped(undefined)}>
          <form
            className="other-tip"
            onSubmit={(event) => {
              event.preventDefault();
              choose(typed === 0 ? 'none' : 'other', typed);
              setTyped(undefined);
            }}
          >
            <AmountField
              label={words.label}
              padLabel={count.pad}
              deleteLabel={count.deleteDigit}
              text={typed === 0 ? '' : money(typed)}
              onType={(digits) => setTyped(Math.min(typedCents(digits) ?? 0, MAX_TIP_CENTS))}
            />
            <Button look="primary" submit hotkey="Enter">
              {words.otherYes(money(typed))}
            </Button>
          </form>
        </Dialog>
      )}
    </div>
  );
}
