import { Button } from './button.tsx';

type DigitPadProps = {
  readonly label: string;
  readonly keys: readonly string[];
  readonly deleteLabel: string;
  readonly onDigits: (digits: string) => void;
  readonly onDelete: () => void;
};

/** Digits to tap. A tap leaves the focus in the field, so that Enter on the keyboard still sends it. */
export function DigitPad({ label, keys, deleteLabel, onDigits, onDelete }: DigitPadProps) {
  return (
    <div
      className="pad"
      role="group"
      aria-label={label}
      onMouseDown={(event) => event.preventDefault()}
    >
      {keys.map((key) => (
        <Button key={key} onClick={() => onDigits(key)}>
          {key}
        </Button>
      ))}
      <Button icon="backspace" label={deleteLabel} onClick={onDelete} />
    </div>
  );
}
