import { useId, type ReactNode } from 'react';
import { useWords } from '../words/use-words.ts';
import { Button } from './button.tsx';

type DialogProps = {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons at the foot. */
  readonly actions?: ReactNode;
  readonly wide?: boolean;
};

/** Modal while it is rendered. The browser keeps the focus inside and gives it back at the end. */
export function Dialog({ title, onClose, children, actions, wide = false }: DialogProps) {
  const words = useWords();
  const titleId = useId();
  return (
    <dialog
      ref={show}
      className={wide ? 'dialog dialog-wide' : 'dialog'}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className="dialog-head">
        <h2 id={titleId}>{title}</h2>
        <Button look="quiet" icon="close" label={words.app.close} onClick={onClose} />
      </header>
      <div className="dialog-body">{children}</div>
      {actions !== undefined && <footer className="dialog-foot">{actions}</footer>}
    </dialog>
  );
}

/** What one came for, not the way out; a field to type in before a choice that is made already. */
const FIRST_FOCUS = [
  '.dialog-body input:not([type=radio])',
  '.dialog-body [data-first], .dialog-body input, .dialog-foot .button-primary',
  '.dialog-body .button',
];

function show(dialog: HTMLDialogElement | null) {
  if (dialog === null) return;
  dialog.showModal();
  const first = FIRST_FOCUS.map((one) => dialog.querySelector<HTMLElement>(one)).find(Boolean);
  first?.focus();
  return () => dialog.close();
}
