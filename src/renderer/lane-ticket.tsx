/** One lane's ticket and what ends it: hold, recall, void, pay. */
import { useCallback, useState } from 'react';
import type { LineId } from '../shared/ids.ts';
import type { LaneView, OrderView } from '../shared/ipc/views.ts';
import type { TicketCommand } from '../shared/order/ticket-command.ts';
import type { TicketLine } from '../shared/order/ticket.ts';
import { nameOf } from '../shared/sold-out/sold-out.ts';
import { soldOutOfLine } from '../shared/sold-out/sold-out-lines.ts';
import type { UtteranceId } from '../shared/ids.ts';
import type { Actions } from './actions.ts';
import { EMPTY_LOG, lateIdsOf } from './transcript/transcript-log.ts';
import type { Hear } from './use-hearing.tsx';
import { SplitBill } from './bill-parts.tsx';
import { PaperButton } from './printing-parts.tsx';
import { RecallDialog } from './held/recall-dialog.tsx';
import { useStore } from './state/use-store.ts';
import type { Station } from './station.ts';
import { PaidPanel } from './tender/paid-panel.tsx';
import { asked } from './ticket/before-paying.ts';
import { TenderDialog } from './tender/tender-dialog.tsx';
import { DiscountDialog } from './ticket/discount-dialog.tsx';
import { TicketPane } from './ticket/ticket-pane.tsx';
import { AskText } from './ui/ask-text.tsx';
import { useWords } from './words/use-words.ts';

type LaneTicketProps = {
  readonly station: Station;
  readonly actions: Actions;
  readonly laneId: LaneView['laneId'];
  readonly replaying: UtteranceId | undefined;
  readonly onHear: Hear;
  readonly onEdit: (line: TicketLine) => void;
};

type Asking = 'pay' | 'hold' | 'recall' | 'void' | 'discount';

/** As long as the contract takes. */
const MAX_LABEL = 40;
const MAX_REASON = 100;

/** Watches the ticket apart, so that a tap on the menu does not draw the menu again. */
export function LaneTicket(props: LaneTicketProps) {
  const { station, actions, laneId, replaying, onHear, onEdit } = props;
  const words = useWords();
  const { menu, index } = useStore(station.menu);
  const open = useStore(station.tickets, (tickets) => tickets.get(laneId));
  const held = useStore(station.held);
  const lateIds = useStore(station.transcripts, (logs) => lateIdsOf(logs.get(laneId) ?? EMPTY_LOG));
  const receiptRule = useStore(station.printing, ({ setup }) => setup.receiptRule);
  const soldOut = useStore(station.soldOut);
  const tipPercents = useStore(station.tipPercents);
  const [asking, setAsking] = useState<Asking>();
  const [paid, setPaid] = useState<OrderView>();
  const [isSplitting, setIsSplitting] = useState(false);
  const command = useCallback(
    (wish: TicketCommand) => actions.command(laneId, wish),
    [actions, laneId],
  );
  const keepSoldOut = useCallback(
    (lineId: LineId) => actions.sellAnyway(laneId, { kind: 'line', lineId }),
    [actions, laneId],
  );
  const ask = useCallback(
    (wanted: Asking) => {
      if (wanted === 'pay') actions.tellTotal(laneId);
      setAsking(wanted);
    },
    [actions, laneId],
  );
  if (open === undefined) return null;
  const { ticket } = open;
  const [question] = ticket.questions;
  const { currency } = menu.restaurant;
  const isEmpty = ticket.lines.length === 0;
  // The next guest's first line, by voice or touch, ends it.
  if (paid !== undefined && !isEmpty && ticket.ticketId !== paid.order.ticketId) setPaid(undefined);
  const close = () => setAsking(undefined);
  return (
    <>
      <TicketPane
        open={open}
        menu={{
          currency,
          item: index.item,
          choice: index.choice,
          combosWith: index.combosWith,
        }}
        heldCount={held.length}
        onCommand={command}
        onAdjust={(adjustment) => actions.adjust(laneId, adjustment)}
        onRemoveAdjustment={(adjustmentId) => actions.removeAdjustment(laneId, adjustmentId)}
        onKeepSoldOut={keepSoldOut}
        soldOutName={(line) => {
          const [mark] = soldOutOfLine(line, soldOut, menu);
          return mark && (nameOf(mark.subject, menu) ?? line.name);
        }}
        onEdit={onEdit}
        replaying={replaying}
        lateIds={lateIds}
        onHear={onHear}
        onNextGuest={() => actions.nextGuest(laneId)}
        onStopAdding={() => actions.addToOrder(laneId, undefined)}
        onUndo={() => actions.undo(laneId)}
        onRedo={() => actions.redo(laneId)}
        onOrderType={(orderType) => actions.setOrderType(laneId, orderType)}
        onAsk={ask}
        paid={
          paid !== undefined && isEmpty ? (
            <PaidPanel
              {...{ paid, currency }}
              onRate={(score) => actions.rateOrder(paid.order.orderId, score)}
              onNext={() => setPaid(undefined)}
              {...(receiptRule !== 'never' && {
                paper: <PaperButton {...{ station, actions }} view={paid} />,
              })}
            />
          ) : undefined
        }
      />
      {asking === 'pay' && (
        <TenderDialog
          totals={ticket.totals}
          tipPercents={tipPercents}
          currency={currency}
          openQuestion={question && asked(question, words.question)}
          onPay={(tender) => actions.commit(laneId, tender)}
          onPaid={(order) => {
            setPaid(order);
            close();
          }}
          onSplit={(order) => {
            setPaid(order);
            setIsSplitting(true);
            close();
          }}
          onClose={close}
        />
      )}
      {isSplitting && paid !== undefined && (
        <SplitBill
          {...{ station, actions }}
          view={paid}
          onPaid={setPaid}
          onClose={() => setIsSplitting(false)}
        />
      )}
      {asking === 'discount' && (
        <DiscountDialog
          currency={currency}
          leftCents={ticket.totals.subtotalCents - ticket.totals.discountCents}
          onAdjust={(adjustment) => actions.adjust(laneId, adjustment)}
          onClose={close}
        />
      )}
      {asking === 'recall' && (
        <RecallDialog
          {...{ held, currency }}
          isLaneFree={isEmpty}
          onRecall={(ticketId) => actions.recall(laneId, ticketId)}
          onClose={close}
        />
      )}
      {asking === 'hold' && (
        <AskText
          {...words.hold}
          maxLength={MAX_LABEL}
          onAnswer={(label) => actions.hold(laneId, label)}
          onClose={close}
        />
      )}
      {asking === 'void' && (
        <AskText
          {...words.voiding}
          maxLength={MAX_REASON}
          onAnswer={(reason) => actions.voidTicket(laneId, reason)}
          onClose={close}
        />
      )}
    </>
  );
}
