import { useState, type ReactNode } from 'react';
import { Button } from './button.tsx';

/** As long as the contract takes. */
const MAX_REASON = 100;

type ReasonFormProps = {
  /** What is asked before the reason. */
  readonly children: ReactNode;
  readonly reasons: string;
  readonly presets: readonly string[];
  readonly label: string;
  readonly yes: string;
  /** What was asked before is not answered yet. */
  readonly isHeldBack: boolean;
  readonly onReason: (reason: string) => void;
};

/** Something that needs a reason: one tap on what is said most, or one's own. */
export function ReasonForm(props: ReasonFormProps) {
  const { children, reasons, presets, label, yes, isHeldBack, onReason } = props;
  const [text, setText] = useState('');
  return (
    <form
      className="reason-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '' && !isHeldBack) onReason(text.trim());
      }}
    >
      {children}
      <div className="presets" role="group" aria-label={reasons}>
        {presets.map((preset) => (
          <Button key={preset} disabled={isHeldBack} onClick={() => onReason(preset)}>
            {preset}
          </Button>
        ))}
      </div>
      <label className="field">
        <span>{label}</span>
        <input
          value={text}
          maxLength={MAX_REASON}
          autoComplete="off"
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <Button look="primary" submit disabled={isHeldBack || text.trim() === ''}>
        {yes}
      </Button>
    </form>
  );
}
