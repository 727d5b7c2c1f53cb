import { useCallback, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import type { LineId, UtteranceId } from '../../shared/ids.ts';
import type { LaneTicket } from '../../shared/ipc/views.ts';
import type { OrderType } from '../../shared/order/order.ts';
import type { WantedAdjustment } from '../../shared/order/adjustment.ts';
import type { TicketCommand } from '../../shared/order/ticket-command.ts';
import type { Ticket, TicketLine } from '../../shared/order/ticket.ts';
import { Icon } from '../ui/icon.tsx';
import { Money } from '../ui/money.tsx';
import { useHotkey } from '../ui/use-hotkey.ts';
import { useWords } from '../words/use-words.ts';
import { AdjustmentRows } from './adjustment-rows.tsx';
import { changedLine } from './changed-line.ts';
import { LineDialogs, type LineQuestion } from './line-dialogs.tsx';
import { sameAgain } from './same-again.ts';
import { NotOnMenu } from './not-on-menu.tsx';
import { Questions, type TicketMenu } from './questions.tsx';
import { TicketActions } from './ticket-actions.tsx';
import { Button } from '../ui/button.tsx';
import { TicketHead } from './ticket-head.tsx';
import { TicketLineRow } from './ticket-line.tsx';

type TicketPaneProps = {
  readonly open: LaneTicket;
  readonly menu: TicketMenu;
  readonly heldCount: number;
  readonly onCommand: (command: TicketCommand) => void;
  readonly onAdjust: (adjustment: WantedAdjustment) => void;
  readonly onRemoveAdjustment: (adjustmentId: string) => void;
  readonly onKeepSoldOut: (lineId: LineId) => void;
  /** What of a line is sold out and unsettled, by name. */
  readonly soldOutName: (line: TicketLine) => string | undefined;
  readonly onEdit: (line: TicketLine) => void;
  /** The utterance that sounds again now. */
  readonly replaying: UtteranceId | undefined;
  /** Utterances that came late, their ids in one text. */
  readonly lateIds: string;
  /** A tap on the words that made a line. */
  readonly onHear: (utteranceId: UtteranceId, words: string) => void;
  readonly onNextGuest: () => void;
  /** What is ordered here is an order of its own again. */
  readonly onStopAdding: () => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  readonly onOrderType: (orderType: OrderType) => void;
  readonly onAsk: (what: 'pay' | 'hold' | 'recall' | 'void' | 'discount') => void;
  /** The order that was just placed, shown until the next guest's first line. */
  readonly paid: ReactNode;
};

/** The order being built: questions first, then lines, then what it costs and what to do with it. */
export function TicketPane(props: TicketPaneProps) {
  const { open, menu, heldCount, onCommand, onEdit, onNextGuest, onAsk, paid } = props;
  const { replaying, lateIds, onHear, onAdjust, onRemoveAdjustment, onKeepSoldOut, soldOutName } =
    props;
  const { ticket } = open;
  const words = useWords().ticket;
  const [openLine, setOpenLine] = useState<LineId>();
  const list = useLinesInSight(ticket.lines, openLine);
  const [asking, setAsking] = useState<{ readonly what: LineQuestion; readonly lineId: LineId }>();
  const askLine = useCallback(
    (what: LineQuestion, lineId: LineId) => setAsking({ what, lineId }),
    [],
  );
  const askedLine = ticket.lines.find(({ lineId }) => lineId === asking?.lineId);
  const { soldOut, lineMenu } = useWords();
  const toSettle = ticket.lines.flatMap((line) => {
    if (menu.item(line.itemId) === undefined) return lineMenu.goneBeforePay(line.name);
    const name = soldOutName(line);
    return name === undefined ? [] : soldOut.beforePay(name);
  });
  useRepeatLast(ticket.lines, onCommand);
  const toggle = useCallback(
    (lineId: LineId) => setOpenLine((open) => (open === lineId ? undefined : lineId)),
    [],
  );
  return (
    <section className="ticket" aria-labelledby="ticket-title">
      <TicketHead {...props} />
      {open.addsTo !== undefined && (
        <AddsTo orderNumber={open.addsTo.orderNumber} onStop={props.onStopAdding} />
      )}
      <NotOnMenu notOnMenu={open.notOnMenu} />
      <Questions {...{ ticket, menu, onCommand }} />
      <div className="ticket-scroll" tabIndex={0} role="group" aria-label={words.lines}>
        {ticket.lines.length === 0 && (paid ?? <EmptyTicket />)}
        <ul ref={list} className="lines" aria-label={words.lines}>
          {ticket.lines.map((line) => (
            <TicketLineRow
              key={line.lineId}
              line={line}
              currency={menu.currency}
              isOnMenu={menu.item(line.itemId) !== undefined}
              isOpen={line.lineId === openLine}
              onToggle={toggle}
              onCommand={onCommand}
              onEdit={onEdit}
              replaying={replaying}
              isLate={line.origin.by === 'voice' && lateIds.includes(line.origin.utteranceId)}
              onHear={onHear}
              soldOutName={soldOutName(line)}
              combos={menu.combosWith(line.itemId)}
              onKeepSoldOut={onKeepSoldOut}
              onAskLine={askLine}
            />
          ))}
        </ul>
        <AdjustmentRows {...{ ticket }} currency={menu.currency} onRemove={onRemoveAdjustment} />
      </div>
      {paid === undefined && <Totals ticket={ticket} currency={menu.currency} />}
      <TicketActions
        {...{ ticket, heldCount, onCommand, onNextGuest, onAsk }}
        currency={menu.currency}
        isPaid={paid !== undefined}
        toSettle={toSettle}
      />
      {asking !== undefined && askedLine !== undefined && (
        <LineDialogs
          asking={asking.what}
          line={askedLine}
          currency={menu.currency}
          combos={menu.combosWith(askedLine.itemId)}
          {...{ onCommand, onAdjust }}
          onClose={() => setAsking(undefined)}
        />
      )}
    </section>
  );
}

/** "Same again", said of what was added last. */
function useRepeatLast(lines: readonly TicketLine[], onCommand: TicketPaneProps['onCommand']) {
  useHotkey('Control+d', {
    onDown: () => {
      const last = lines.at(-1);
      if (last !== undefined) onCommand({ kind: 'add-item', selection: sameAgain(last) });
    },
  });
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
  const { subtotalCents, discountCents, taxCents, totalCents } = ticket.totals;
  const { discount } = useWords().adjust;
  return (
    <dl className="totals">
      <div>
        <dt>{words.subtotal}</dt>
        <dd>
          <Money cents={subtotalCents} currency={currency} />
        </dd>
      </div>
      {discountCents > 0 && (
        <div className="totals-discount">
          <dt>{discount}</dt>
          <dd>
            <Money cents={-discountCents} currency={currency} />
          </dd>
        </div>
      )}
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

function AddsTo({
  orderNumber,
  onStop,
}: {
  readonly orderNumber: string;
  readonly onStop: () => void;
}) {
  const words = useWords().adding;
  return (
    <p className="adds-to" role="status" data-tone="info">
      <strong>{words.to(orderNumber)}</strong>
      <Button look="quiet" icon="close" label={words.stop} onClick={onStop} />
    </p>
  );
}
