import { useState } from 'react';
import { formatCents, type Cents } from '../../shared/money.ts';
import { AmountField } from '../ui/amount-field.tsx';
import { Button } from '../ui/button.tsx';
import { useWords } from '../words/use-words.ts';
import { typedSum } from './count-draft.ts';

type CashMoveProps = {
  readonly direction: 'in' | 'out';
  readonly currency: string;
  readonly onMove: (amountCents: Cents, reason: string) => void;
};

const MAX_MOVE_CENTS = 10_000_000;

/** Cash that goes in or out without a sale: how much, and why. */
export function CashMove({ direction, currency, onMove }: CashMoveProps) {
  const { cashMove: words, count, locale } = useWords();
  const [cents, setCents] = useState<Cents>(0);
  const [reason, setReason] = useState('');
  const isComplete = cents > 0 && reason.trim() !== '';
  return (
    <form
      className="cash-move"
      onSubmit={(event) => {
        event.preventDefault();
        if (isComplete) onMove(cents, reason.trim());
      }}
    >
      <div>
        <AmountField
          label={words.amount}
          padLabel={count.pad}
          deleteLabel={count.deleteDigit}
          text={cents === 0 ? '' : formatCents(cents, currency, locale)}
          onType={(digits) => setCents(Math.min(typedSum(digits), MAX_MOVE_CENTS))}
        />
      </div>
      <div>
        <label className="field field-large">
          <span>{words.reason}</span>
          <input
            value={reason}
            maxLength={100}
            autoComplete="off"
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </label>
        <div className="presets" role="group" aria-label={words.reason}>
          {words.presets[direction].map((preset) => (
            <Button key={preset} aria-pressed={reason === preset} onClick={() => setReason(preset)}>
              {preset}
            </Button>
          ))}
        </div>
        <Button look="primary" icon="cash" submit disabled={!isComplete}>
          {words.yes[direction]}
        </Button>
      </div>
    </form>
  );
}
