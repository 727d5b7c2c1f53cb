import type { WantedAdjustment } from '../../shared/order/adjustment.ts';
import type { TicketCommand } from '../../shared/order/ticket-command.ts';
import type { TicketLine } from '../../shared/order/ticket.ts';
import { AskText } from '../ui/ask-text.tsx';
import { QuantityDialog } from '../ui/quantity-dialog.tsx';
import { useWords } from '../words/use-words.ts';
import { ComboDialog } from './combo-dialog.tsx';
import type { Answer } from './questions.tsx';
import { PriceDialog } from './price-dialog.tsx';

export type LineQuestion = 'comp' | 'price' | 'note' | 'quantity' | 'combo';

/** As long as the contract takes. */
const MAX_NOTE = 200;
const MAX_REASON = 100;

type LineDialogsProps = {
  readonly asking: LineQuestion;
  readonly line: TicketLine;
  readonly currency: string;
  readonly combos: readonly Answer[];
  readonly onCommand: (command: TicketCommand) => void;
  readonly onAdjust: (adjustment: WantedAdjustment) => void;
  readonly onClose: () => void;
};

/** What a line's menu asks for before it acts. */
export function LineDialogs(props: LineDialogsProps) {
  const { asking, line, currency, onCommand, onAdjust, onClose } = props;
  const { comp, lineMenu, item } = useWords();
  const { lineId } = line;
  switch (asking) {
    case 'comp':
      return (
        <AskText
          {...comp}
          maxLength={MAX_REASON}
          onAnswer={(reason) => onAdjust({ kind: 'comp', reason, lineId })}
          onClose={onClose}
        />
      );
    case 'price':
      return <PriceDialog {...{ line, currency, onAdjust, onClose }} />;
    case 'note':
      return (
        <AskText
          title={lineMenu.noteTitle}
          help={lineMenu.noteHelp}
          label={lineMenu.noteLabel}
          yes={lineMenu.noteYes}
          presets={item.notePresets}
          maxLength={MAX_NOTE}
          onAnswer={(note) => onCommand({ kind: 'set-note', lineId, note })}
          onClose={onClose}
        />
      );
    case 'combo':
      return <ComboDialog {...props} />;
    case 'quantity':
      return (
        <QuantityDialog
          name={line.name}
          quantity={line.quantity}
          onQuantity={(quantity) => onCommand({ kind: 'set-quantity', lineId, quantity })}
          onClose={onClose}
        />
      );
  }
}
