import { MAX_LINE_QUANTITY } from '../../shared/order/limits.ts';
import { useWords } from '../words/use-words.ts';
import { Button } from './button.tsx';

type StepperProps = {
  readonly quantity: number;
  readonly onChange: (quantity: number) => void;
  /** The number is tapped, to type another. */
  readonly onType?: () => void;
};

/** How many, from one up to what a line may hold. */
export function Stepper({ quantity, onChange, onType }: StepperProps) {
  const { ticket: words, quantityPad } = useWords();
  return (
    <div className="stepper" role="group" aria-label={words.quantity}>
      <Button
        icon="minus"
        label={words.fewer}
        disabled={quantity <= 1}
        onClick={() => onChange(quantity - 1)}
      />
      {onType === undefined ? (
        <output className="stepper-count">{quantity}</output>
      ) : (
        <Button look="quiet" aria-label={`${quantityPad.open}: ${quantity}`} onClick={onType}>
          <span className="stepper-count">{quantity}</span>
        </Button>
      )}
      <Button
        icon="plus"
        label={words.more}
        disabled={quantity >= MAX_LINE_QUANTITY}
        onClick={() => onChange(quantity + 1)}
      />
    </div>
  );
}
