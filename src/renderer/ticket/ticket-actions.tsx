import { useRef, useState } from 'react';
import { formatCents } from '../../shared/money.ts';
import type { TicketCommand } from '../../shared/order/ticket-command.ts';
import type { Ticket } from '../../shared/order/ticket.ts';
import { Ask } from '../ui/ask.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { useHotkey } from '../ui/use-hotkey.ts';
import { useWords } from '../words/use-words.ts';
import { missingTexts } from './before-paying.ts';

type TicketActionsProps = {
  readonly ticket: Ticket;
  readonly currency: string;
  readonly heldCount: number;
  /** The order that was just placed has its own way to the next guest. */
  readonly isPaid: boolean;
  /** What a person has to say yes or no to before anyone pays, in words. */
  readonly toSettle: readonly string[];
  readonly onCommand: (command: TicketCommand) => void;
  readonly onNextGuest: () => void;
  readonly onAsk: (what: 'pay' | 'hold' | 'recall' | 'void') => void;
};

/** One large button for the next step, confirm or pay; above it the ways aside. */
export function TicketActions(props: TicketActionsProps) {
  const { ticket, isPaid, onCommand } = props;
  const { ticket: words, till } = useWords();
  const confirmButton = useRef<HTMLButtonElement>(null);
  const [isAsked, setIsAsked] = useState(false);
  const suggested = ticket.lines.filter(({ status }) => status === 'suggested').length;
  const confirmAll = () => {
    if (suggested > 0) onCommand({ kind: 'confirm-all' });
  };
  if (isAsked && suggested === 0) setIsAsked(false);
  useHotkey('F4', { onDown: confirmAll });
  /** Nothing is paid that nobody said yes to: the key says so, and Enter is the yes. */
  const askToConfirm = () => {
    if (suggested === 0) return;
    setIsAsked(true);
    confirmButton.current?.focus();
  };
  useHotkey('F9', { onDown: askToConfirm });
  return (
    <div className="ticket-actions">
      <WaysAside {...props} suggested={suggested} />
      {isAsked && suggested > 0 && (
        <p role="alert" className="problem">
          <Icon name="alert" /> <span>{till.confirmFirst(suggested)}</span>
        </p>
      )}
      {suggested > 0 && (
        <Button ref={confirmButton} look="yes" icon="check" hotkey="F4" onClick={confirmAll}>
          {words.confirmAll(suggested)}
        </Button>
      )}
      {suggested === 0 && !isPaid && <PayButton {...props} />}
    </div>
  );
}

/** Says what is missing instead of paying while a required choice is open. */
function PayButton({ ticket, currency, toSettle, onAsk }: TicketActionsProps) {
  const { till: words, question, locale } = useWords();
  const [isTried, setIsTried] = useState(false);
  const missing = [...missingTexts(ticket, question), ...toSettle];
  if (isTried && missing.length === 0) setIsTried(false);
  const isEmpty = ticket.lines.length === 0;
  const pay = () => {
    if (isEmpty) return;
    if (missing.length > 0) setIsTried(true);
    else onAsk('pay');
  };
  useHotkey('F9', { onDown: pay });
  return (
    <>
      {isTried && missing.length > 0 && (
        <p role="alert" className="problem">
          <Icon name="alert" />{' '}
          <span>
            {words.beforePay} {missing.join(' ')}
          </span>
        </p>
      )}
      <Button look="primary" icon="cash" hotkey="F9" disabled={isEmpty} onClick={pay}>
        {isEmpty
          ? words.pay
          : words.payTotal(formatCents(ticket.totals.totalCents, currency, locale))}
      </Button>
    </>
  );
}

type WaysAsideProps = TicketActionsProps & { readonly suggested: number };

function WaysAside(props: WaysAsideProps) {
  const { ticket, suggested, heldCount, isPaid, onNextGuest, onAsk } = props;
  const { till, ticket: words } = useWords();
  const [isAsking, setIsAsking] = useState(false);
  const isEmpty = ticket.lines.length === 0;
  const hold = () => {
    if (!isEmpty) onAsk('hold');
  };
  useHotkey('F7', { onDown: hold });
  const help = [suggested > 0 ? words.nextGuestOpen(suggested) : '', words.nextGuestHelp];
  return (
    <div className="ways-aside">
      <Button disabled={isEmpty} aria-keyshortcuts="F7" onClick={hold}>
        {till.hold}
      </Button>
      <Button onClick={() => onAsk('recall')}>{till.recall(heldCount)}</Button>
      <Button disabled={isEmpty} onClick={() => onAsk('void')}>
        {till.void}
      </Button>
      {!isPaid && (
        <Button
          onClick={() => {
            if (isEmpty) onNextGuest();
            else setIsAsking(true);
          }}
        >
          {words.nextGuest}
        </Button>
      )}
      {isAsking && (
        <Ask
          title={words.nextGuestAsk}
          help={help.join(' ').trim()}
          yes={words.nextGuest}
          no={words.keep}
          onYes={onNextGuest}
          onClose={() => setIsAsking(false)}
        />
      )}
    </div>
  );
}
