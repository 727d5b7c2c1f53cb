import { formatCents, type Cents } from '../../shared/money.ts';
import { useWords } from '../words/use-words.ts';

type CentsFieldProps = {
  readonly label: string;
  readonly currency: string;
  readonly cents: Cents | undefined;
  readonly maxCents: Cents;
  readonly onCents: (cents: Cents | undefined) => void;
};

/** An amount typed as at any till: the digits are cents, so 2, 5, 0 is $2.50. */
export function CentsField({ label, currency, cents, maxCents, onCents }: CentsFieldProps) {
  const { locale } = useWords();
  return (
    <label className="field field-large">
      <span>{label}</span>
      <input
        inputMode="numeric"
        autoComplete="off"
        value={cents === undefined ? '' : formatCents(cents, currency, locale)}
        placeholder={formatCents(0, currency, locale)}
        onChange={(event) => {
          const digits = event.currentTarget.value.replace(/\D/g, '').slice(-8);
          onCents(digits === '' ? undefined : Math.min(maxCents, Number(digits)));
        }}
      />
    </label>
  );
}
