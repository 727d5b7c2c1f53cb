import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words/use-words.ts';

type FirstManagerProps = {
  /** Resolves to the failure in words, or undefined when the manager is there. */
  readonly onSetUp: (name: string, pin: string) => Promise<string | undefined>;
};

/** Name and PIN of the first manager; whoever stands here before there is one may. */
export function FirstManager({ onSetUp }: FirstManagerProps) {
  const words = useWords().firstManager;
  const [name, setName] = useState('');
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [failure, setFailure] = useState<string>();
  const problemOf = () => {
    if (name.trim() === '') return words.noName;
    if (!isPin(pin)) return words.tooShort;
    return pin === again ? undefined : words.different;
  };
  const setUp = async () => {
    const problem = problemOf() ?? (await onSetUp(name.trim(), pin));
    if (problem !== undefined) setFailure(problem);
  };
  return (
    <form
      className="first-manager"
      onSubmit={(event) => {
        event.preventDefault();
        void setUp();
      }}
    >
      <p>{words.help}</p>
      <label className="field field-large">
        <span>{words.name}</span>
        <input
          value={name}
          maxLength={40}
          autoComplete="off"
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </label>
      <div className="two-pins">
        <PinField label={words.pin} value={pin} onChange={setPin} />
        <PinField label={words.again} value={again} onChange={setAgain} />
      </div>
      <p role="alert" className="pin-trouble">
        {failure !== undefined && (
          <span className="warning" data-tone="danger">
            <Icon name="alert" /> <span>{failure}</span>
          </span>
        )}
      </p>
      <Button look="primary" icon="person" submit>
        {words.yes}
      </Button>
    </form>
  );
}

type PinFieldProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (pin: string) => void;
};

/** A new PIN, not shown. */
export function PinField({ label, value, onChange }: PinFieldProps) {
  return (
    <label className="field field-large">
      <span>{label}</span>
      <input
        type="password"
        className="pin"
        value={value}
        maxLength={8}
        inputMode="numeric"
        autoComplete="off"
        onChange={(event) => onChange(event.currentTarget.value.replace(/\D/g, ''))}
      />
    </label>
  );
}

export function isPin(pin: string): boolean {
  return /^\d{4,8}$/.test(pin);
}
