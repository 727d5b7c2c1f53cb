import { useState } from 'react';
import type { TicketId } from '../../shared/ids.ts';
import type { HeldTicket } from '../../shared/ipc/views.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icon.tsx';
import { Money } from '../ui/money.tsx';
import { useWords } from '../words/use-words.ts';

type RecallDialogProps = {
  readonly held: readonly HeldTicket[];
  readonly currency: string;
  /** A held ticket comes back only onto an empty one, so that nothing is overwritten. */
  readonly isLaneFree: boolean;
  readonly onRecall: (ticketId: TicketId) => void;
  readonly onClose: () => void;
};

const MINUTE_MS = 60_000;

/** The tickets that were set aside; a tap brings one back. */
export function RecallDialog(props: RecallDialogProps) {
  const { held, currency, isLaneFree, onRecall, onClose } = props;
  const words = useWords().recall;
  const [openedAtMs] = useState(() => Date.now());
  const minutesOf = ({ heldAtMs }: HeldTicket) =>
    Math.max(0, Math.floor((openedAtMs - heldAtMs) / MINUTE_MS));
  return (
    <Dialog title={words.title} onClose={onClose}>
      {!isLaneFree && held.length > 0 && (
        <p className="warning" data-tone="amber">
          <Icon name="alert" /> <span>{words.open}</span>
        </p>
      )}
      {held.length === 0 && (
        <div className="empty">
          <Icon name="clock" />
          <p>
            <strong>{words.none}</strong>
            <span>{words.noneHelp}</span>
          </p>
        </div>
      )}
      <ul className="held" aria-label={words.title}>
        {held.map((ticket) => (
          <li key={ticket.ticketId}>
            <button
              type="button"
              className="held-ticket"
              disabled={!isLaneFree}
              onClick={() => {
                onRecall(ticket.ticketId);
                onClose();
              }}
            >
              <strong>{ticket.label}</strong>
              <span className="held-total">
                <Money cents={ticket.totalCents} currency={currency} />
              </span>
              <span className="held-facts">
                {words.items(ticket.itemCount)} · {words.age(minutesOf(ticket))}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
