import { useState } from 'react';
import { ORDER_TYPES, type OrderType } from '../../shared/order/order.ts';
import type { LaneTicket } from '../../shared/ipc/views.ts';
import type { TicketCommand } from '../../shared/order/ticket-command.ts';
import { Ask } from '../ui/ask.tsx';
import { Button } from '../ui/button.tsx';
import { Segments } from '../ui/segments.tsx';
import { useHotkey } from '../ui/use-hotkey.ts';
import { useWords } from '../words/use-words.ts';

type TicketHeadProps = {
  readonly open: LaneTicket;
  readonly onCommand: (command: TicketCommand) => void;
  readonly onAsk: (what: 'discount') => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  readonly onOrderType: (orderType: OrderType) => void;
};

/** What the ticket is: how many items, of which type; and the way back from a slip. */
export function TicketHead(props: TicketHeadProps) {
  const { open, onAsk, onUndo, onRedo, onOrderType } = props;
  const words = useWords();
  const { ticket, orderType, canUndo, canRedo } = open;
  const items = ticket.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  useHotkey('Control+z', {
    onDown: () => {
      if (canUndo) onUndo();
    },
  });
  useHotkey('Control+Shift+z', {
    onDown: () => {
      if (canRedo) onRedo();
    },
  });
  return (
    <>
      <header className="ticket-head">
        <h2 id="ticket-title">{words.ticket.title}</h2>
        {items > 0 && <span className="ticket-count">{words.ticket.count(items)}</span>}
        <Button
          look="quiet"
          icon="percent"
          label={words.adjust.open}
          disabled={ticket.lines.length === 0}
          onClick={() => onAsk('discount')}
        />
        <Button
          look="quiet"
          icon="undo"
          label={words.till.undo}
          aria-keyshortcuts="Control+Z"
          disabled={!canUndo}
          onClick={onUndo}
        />
        <Button
          look="quiet"
          icon="redo"
          label={words.till.redo}
          aria-keyshortcuts="Control+Shift+Z"
          disabled={!canRedo}
          onClick={onRedo}
        />
        <ClearButton {...props} />
      </header>
      <div className="ticket-type">
        <Segments
          label={words.orderType.label}
          value={orderType}
          onChange={onOrderType}
          options={ORDER_TYPES.map((value) => ({ value, text: words.orderType.names[value] }))}
        />
      </div>
    </>
  );
}

function ClearButton({ open: { ticket }, onCommand }: TicketHeadProps) {
  const words = useWords().ticket;
  const [isAsking, setIsAsking] = useState(false);
  const isEmpty = ticket.lines.length === 0 && ticket.questions.length === 0;
  return (
    <>
      <Button
        look="quiet"
        icon="trash"
        label={words.clear}
        disabled={isEmpty}
        onClick={() => setIsAsking(true)}
      />
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
