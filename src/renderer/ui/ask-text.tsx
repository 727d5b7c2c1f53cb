import { useState } from 'react';
import { useWords } from '../words/use-words.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

type AskTextProps = {
  readonly title: string;
  readonly help: string;
  /** A tap on one answers at once. */
  readonly presets: readonly string[];
  readonly label: string;
  readonly maxLength: number;
  readonly yes: string;
  readonly onAnswer: (text: string) => void;
  readonly onClose: () => void;
};

/** Asks for a few words: one tap on what is said most, or one's own. */
export function AskText(props: AskTextProps) {
  const { title, help, presets, label, maxLength, yes, onAnswer, onClose } = props;
  const words = useWords();
  const [text, setText] = useState('');
  const answer = (given: string) => {
    if (given.trim() === '') return;
    onAnswer(given.trim());
    onClose();
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{words.app.cancel}</Button>
          <Button look="primary" disabled={text.trim() === ''} onClick={() => answer(text)}>
            {yes}
          </Button>
        </>
      }
    >
      <p>{help}</p>
      <div className="presets" role="group" aria-label={title}>
        {presets.map((preset) => (
          <Button key={preset} onClick={() => answer(preset)}>
            {preset}
          </Button>
        ))}
      </div>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          answer(text);
        }}
      >
        <label className="field field-large">
          <span>{label}</span>
          <input
            value={text}
            maxLength={maxLength}
            autoComplete="off"
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </label>
      </form>
    </Dialog>
  );
}
