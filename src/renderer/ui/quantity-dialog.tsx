import { useState } from 'react';
import { MAX_LINE_QUANTITY } from '../../shared/order/limits.ts';
import { useWords } from '../words/use-words.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { DigitPad } from './digit-pad.tsx';

const KEYS = ['7', '8', '9', '4', '5', '6', '1', '2', '3', '0'] as const;

type QuantityDialogProps = {
  readonly name: string;
  readonly quantity: number;
  readonly onQuantity: (quantity: number) => void;
  readonly onClose: () => void;
};

/** How many, by number: for the party of twelve that no one wants to tap out. */
export function QuantityDialog({ name, quantity, onQuantity, onClose }: QuantityDialogProps) {
  const words = useWords().quantityPad;
  const [typed, setTyped] = useState('');
  const wanted = Number(typed);
  const isGood = wanted >= 1 && wanted <= MAX_LINE_QUANTITY;
  return (
    <Dialog title={words.title(name)} onClose={onClose}>
      <form
        className="quantity-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isGood) return;
          onQuantity(wanted);
          onClose();
        }}
      >
        <label className="field field-large">
          <span>{words.label}</span>
          <input
            value={typed}
            placeholder={String(quantity)}
            inputMode="none"
            autoComplete="off"
            aria-invalid={typed !== '' && !isGood}
            onChange={(event) => setTyped(digitsOf(event.currentTarget.value))}
          />
        </label>
        <p role="status" className="problem">
          {typed !== '' && !isGood && words.bad(MAX_LINE_QUANTITY)}
        </p>
        <DigitPad
          label={words.pad}
          keys={KEYS}
          deleteLabel={words.deleteDigit}
          onDigits={(digits) => setTyped(digitsOf(typed + digits))}
          onDelete={() => setTyped(typed.slice(0, -1))}
        />
        <Button look="primary" submit hotkey="Enter" disabled={!isGood}>
          {words.yes}
        </Button>
      </form>
    </Dialog>
  );
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '').replace(/^0+/, '').slice(0, 3);
}
