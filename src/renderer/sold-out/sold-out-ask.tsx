import type { SoldOutMark } from '../../shared/sold-out/sold-out.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useWords } from '../words/use-words.ts';
import { useReturnText } from './use-return-text.ts';

type SoldOutAskProps = {
  readonly name: string;
  readonly mark: SoldOutMark;
  readonly timeZone: string;
  readonly onPutBack: () => void;
  readonly onSellAnyway: () => void;
  readonly onClose: () => void;
};

/** A tap on what is sold out: says until when, and offers both ways to sell it. */
export function SoldOutAsk(props: SoldOutAskProps) {
  const { name, mark, timeZone, onPutBack, onSellAnyway, onClose } = props;
  const { soldOut: words, app } = useWords();
  const textOf = useReturnText(timeZone);
  return (
    <Dialog
      title={words.askTitle(name)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{app.cancel}</Button>
          <Button
            onClick={() => {
              onClose();
              onPutBack();
            }}
          >
            {words.putBack}
          </Button>
          <Button
            look="primary"
            onClick={() => {
              onClose();
              onSellAnyway();
            }}
          >
            {words.sellAnyway}
          </Button>
        </>
      }
    >
      <p>
        <strong>{textOf(mark)}</strong> {mark.by !== undefined && words.markedBy(mark.by.name)}
      </p>
      <p>{words.askHelp}</p>
    </Dialog>
  );
}
