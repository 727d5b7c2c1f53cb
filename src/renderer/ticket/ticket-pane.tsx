import { useLayoutEffect, useRef, useState } from 'react';
import type { LineId } from '../../shared/ids.ts';
import type { TicketCommand } from '../../shared/order/ticket-command.ts';
import type { Ticket, TicketLine } from '../../shared/order/ticket.ts';
import { Ask } from '../ui/ask.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Money } from '../ui/money.tsx';
import { useHotkey } from '../ui/use-hotkey.ts';
import { useWords } from '../words/use-words.ts';
import { changedLine } from './changed-line.ts';
import { Questions, type TicketMenu } from './questions.tsx';
import { TicketLineRow } from './ticket-line.tsx';

type TicketPaneProps = {
  readonly ticket: Ticket;
  readonly menu: TicketMenu;
  readonly onCommand: (command: TicketCommand) => void;
  readonly onEdit: (line: TicketLine) => void;
  readonly onNextGuest: () => void;
};

/** The order being built: questions first, then lines, then what it costs and what to do with it. */
export function TicketPane(props: TicketPaneProps) {
  const { ticket, menu, onCommand, onEdit } = props;
  const words = useWords().ticket;
  const [openLine, setOpenLine] = useState<LineId>();
  const list = useLinesInSight(ticket.lines, openLine);
  const items = ticket.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <section className="ticket" aria-labelledby="ticket-title">
      <header className="ticket-head">
        <h2 id="ticket-title">{words.title}</h2>
        {items > 0 && <span className="ticket-count">{words.count(items)}</span>}
        <ClearButton {...props} />
      </header>
      <Questions {...{ ticket, menu, onCommand }} />
      <div className="ticket-scroll" tabIndex={0} role="group" aria-label={words.lines}>
        {ticket.lines.length === 0 && <EmptyTicket />}
        <ul ref={list} className="lines" aria-label={words.lines}>
          {ticket.lines.map((line) => (
            <TicketLineRow
              key={line.lineId}
              line={line}
              currency={menu.currency}
              isOnMenu={menu.item(line.itemId) !== undefined}
              isOpen={line.lineId === openLine}
              onToggle={(lineId) => setOpenLine(lineId === openLine ? undefined : lineId)}
              onCommand={onCommand}
              onEdit={onEdit}
            />
          ))}
        </ul>
      </div>
      <Totals ticket={ticket} currency={menu.currency} />
      <TicketActions {...props} />
    </section>
  );
}

/** What was added or changed, by whomever, and what was opened is scrolled to. */
function useLinesInSight(lines: readonly TicketLine[], openLine: LineId | undefined) {
  const list = useRef<HTMLUListElement>(null);
  const before = useRef(lines);
  useLayoutEffect(() => {
    const wanted = changedLine(before.current, lines) ?? openLine;
    const at = lines.findIndex(({ lineId }) => lineId === wanted);
    list.current?.children.item(at)?.scrollIntoView({ block: 'nearest' });
    before.current = lines;
  }, [lines, openLine]);
  return list;
}

function EmptyTicket() {
  const words = useWords().ticket;
  return (
    <div className="empty">
      <Icon name="note" />
      <p>
        <strong>{words.empty}</strong>
        <span>{words.emptyHelp}</span>
      </p>
    </div>
  );
}

function Totals({ ticket, currency }: { readonly ticket: Ticket; readonly currency: string }) {
  const words = useWords().ticket;
  const { subtotalCents, taxCents, totalCents } = ticket.totals;
  return (
    <dl className="totals">
      <div>
        <dt>{words.subtotal}</dt>
        <dd>
          <Money cents={subtotalCents} currency={currency} />
        </dd>
      </div>
      <div>
        <dt>{words.tax}</dt>
        <dd>
          <Money cents={taxCents} currency={currency} />
        </dd>
      </div>
      <div className="total">
        <dt>{words.total}</dt>
        <dd>
          <Money cents={totalCents} currency={currency} />
        </dd>
      </div>
    </dl>
  );
}

function suggestedCount({ lines }: Ticket): number {
  return lines.filter(({ status }) => status === 'suggested').length;
}

function TicketActions({ ticket, onCommand, onNextGuest }: TicketPaneProps) {
  const words = useWords().ticket;
  const [isAsking, setIsAsking] = useState(false);
  const suggested = suggestedCount(ticket);
  const confirmAll = () => {
    if (suggested > 0) onCommand({ kind: 'confirm-all' });
  };
  useHotkey('F4', { onDown: confirmAll });
  const help = [suggested > 0 ? words.nextGuestOpen(suggested) : '', words.nextGuestHelp];
  return (
    <div className="ticket-actions">
      <Button
        icon="next"
        onClick={() => {
          if (ticket.lines.length > 0) setIsAsking(true);
          else onNextGuest();
        }}
      >
        {words.nextGuest}
      </Button>
      {suggested > 0 && (
        <Button look="yes" icon="check" hotkey="F4" onClick={confirmAll}>
          {words.confirmAll(suggested)}
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

function ClearButton({ ticket, onCommand }: TicketPaneProps) {
  const words = useWords().ticket;
  const [isAsking, setIsAsking] = useState(false);
  if (ticket.lines.length === 0 && ticket.questions.length === 0) return null;
  return (
    <>
      <Button look="quiet" icon="trash" onClick={() => setIsAsking(true)}>
        {words.clear}
      </Button>
      {isAsking && (
        <Ask
          title={words.clearAsk}
          help={words.clearHelp}
          yes={words.clearYes}
          onYes={() => onCommand({ kind: 'clear' })}
          onClose={() => setIsAsking(false)}
        />
      )}
    </>
  );
}
