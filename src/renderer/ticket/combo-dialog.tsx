import type { TicketCommand } from '../../shared/order/ticket-command.ts';
import type { TicketLine } from '../../shared/order/ticket.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Money } from '../ui/money.tsx';
import { useWords } from '../words/use-words.ts';
import type { Answer } from './questions.tsx';

type ComboDialogProps = {
  readonly line: TicketLine;
  readonly currency: string;
  readonly combos: readonly Answer[];
  readonly onCommand: (command: TicketCommand) => void;
  readonly onClose: () => void;
};

/** Which of several combos the line's item becomes a part of. */
export function ComboDialog({ line, currency, combos, onCommand, onClose }: ComboDialogProps) {
  const words = useWords().combo;
  return (
    <Dialog title={words.which(line.name)} onClose={onClose}>
      <div className="presets">
        {combos.map(({ id, name, priceCents }) => (
          <Button
            key={id}
            onClick={() => {
              onClose();
              onCommand({ kind: 'make-combo', lineId: line.lineId, comboId: id });
            }}
          >
            {name} <Money cents={priceCents} currency={currency} />
          </Button>
        ))}
      </div>
    </Dialog>
  );
}
