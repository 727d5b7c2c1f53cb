import { DigitPad } from './digit-pad.tsx';

const KEYS = ['7', '8', '9', '4', '5', '6', '1', '2', '3', '00', '0'] as const;

type AmountFieldProps = {
  readonly label: string;
  readonly padLabel: string;
  readonly deleteLabel: string;
  /** As written, e.g. `$20.00`; empty for none. */
  readonly text: string;
  /** The digits of what is in the field. */
  readonly onType: (digits: string) => void;
};

/** An amount by keyboard or pad: its digits are cents. */
export function AmountField({ label, padLabel, deleteLabel, text, onType }: AmountFieldProps) {
  const digits = text.replace(/\D/g, '');
  return (
    <>
      <label className="field field-large">
        <span>{label}</span>
        <input
          value={text}
          inputMode="none"
          autoComplete="off"
          onChange={(event) => onType(event.currentTarget.value.replace(/\D/g, ''))}
        />
      </label>
      <DigitPad
        label={padLabel}
        keys={KEYS}
        deleteLabel={deleteLabel}
        onDigits={(more) => onType(`${digits}${more}`)}
        onDelete={() => onType(digits.slice(0, -1))}
      />
    </>
  );
}
