import { useWords } from '../words/use-words.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

type AskProps = {
  readonly title: string;
  readonly help: string;
  readonly yes: string;
  readonly no?: string;
  /** What is asked can't be undone. */
  readonly isFinal?: boolean;
  readonly onYes: () => void;
  readonly onClose: () => void;
};

/** Asks before something leaves the screen. */
export function Ask({ title, help, yes, no, isFinal = false, onYes, onClose }: AskProps) {
  const words = useWords();
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{no ?? words.app.cancel}</Button>
          <Button
            look={isFinal ? 'danger' : 'primary'}
            onClick={() => {
              onYes();
              onClose();
            }}
          >
            {yes}
          </Button>
        </>
      }
    >
      <p>{help}</p>
    </Dialog>
  );
}
