import { useEffect, useState, type ReactNode } from 'react';
import type { OrderView } from '../../shared/ipc/views.ts';
import { formatCents } from '../../shared/money.ts';
import type { KitchenStatus } from '../../shared/order/order.ts';
import type { OrderEvent } from '../../shared/order/order-event.ts';
import { unitsLeft, waysOf } from '../../shared/order/refund.ts';
import { paymentsOf } from '../../shared/order/split-bill.ts';
import { netLineCents } from '../../shared/order/totals.ts';
import type { OrderActions } from '../order-actions.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Money } from '../ui/money.tsx';
import { useWords } from '../words/use-words.ts';
import { deliveryWords } from './delivery-words.ts';

type OrderDetailProps = {
  readonly view: OrderView;
  readonly currency: string;
  readonly isOnline: boolean;
  readonly actions: OrderActions;
  readonly paperButton: ReactNode;
  /** To pay what is due; nothing when nothing is. */
  readonly payButtons: ReactNode;
  readonly onRefund: () => void;
  readonly onAddTo: () => void;
  readonly onBack: () => void;
};

export function OrderDetail(props: OrderDetailProps) {
  const { view, currency, isOnline, actions, paperButton, payButtons } = props;
  const { onRefund, onAddTo, onBack } = props;
  const words = useWords();
  const { order } = view;
  const left = [
    ...unitsLeft(
      order,
      view.events.map(({ event }) => event),
    ).values(),
  ];
  const isRefused =
    view.delivery === 'refused' || view.events.some((one) => one.delivery === 'refused');
  const { tone, icon, text } = deliveryWords(view, isOnline, words);
  return (
    <div className="order-detail">
      <div className="order-detail-scroll" tabIndex={0} role="group" aria-label={order.orderNumber}>
        <p className="order-what">
          {words.orderType.names[order.orderType]} · {words.orders.tenders[order.tender.kind]}
          {order.takenBy !== undefined && ` · ${words.placed.takenBy(order.takenBy.name)}`}
          {order.addsTo !== undefined && ` · ${words.placed.addsTo(order.addsTo.orderNumber)}`}
        </p>
        <p className="order-delivery" data-tone={tone}>
          <Icon name={icon} /> <span>{text}</span>
        </p>
        <KitchenState orderId={order.orderId} askKitchen={actions.askKitchen} />
        <OrderLines {...{ view, currency }} />
        <OrderEvents {...{ view, currency }} />
      </div>
      <div className="order-actions">
        <Button icon="undo" onClick={onBack}>
          {words.placed.back}
        </Button>
        {paperButton}
        {isRefused && (
          <Button icon="redo" onClick={() => actions.resendOrder(order.orderId)}>
            {words.placed.resend}
          </Button>
        )}
        <Button icon="plus" onClick={onAddTo}>
          {words.placed.addTo}
        </Button>
        {left.some((units) => units > 0) && (
          <Button icon="cash" onClick={onRefund}>
            {words.placed.refund}
          </Button>
        )}
        {payButtons}
      </div>
    </div>
  );
}

/** Asked once when the order is opened: a look, not a display. */
function KitchenState({
  orderId,
  askKitchen,
}: Pick<OrderActions, 'askKitchen'> & { readonly orderId: OrderView['order']['orderId'] }) {
  const words = useWords().placed;
  const [status, setStatus] = useState<KitchenStatus | 'unknown'>();
  useEffect(() => {
    let isCurrent = true;
    void askKitchen(orderId).then((now) => {
      if (isCurrent) setStatus(now ?? 'unknown');
    });
    return () => {
      isCurrent = false;
    };
  }, [orderId, askKitchen]);
  if (status === undefined) return null;
  return <p>{status === 'unknown' ? words.kitchenUnknown : words.kitchen[status]}</p>;
}

type Settled = Extract<OrderEvent, { kind: 'settled' }>;
type Refund = Extract<OrderEvent, { kind: 'refunded' }>;
type Shown = { readonly view: OrderView; readonly currency: string };

function OrderLines({ view: { order, events, balance }, currency }: Shown) {
  const words = useWords().placed;
  const left = unitsLeft(
    order,
    events.map(({ event }) => event),
  );
  return (
    <ul className="order-sheet">
      {order.lines.map((line) => {
        const back = line.quantity - (left.get(line.lineId) ?? 0);
        return (
          <li key={line.lineId}>
            <span>
              {line.quantity} × {line.name}
              {back > 0 && <em> {words.givenBack(back)}</em>}
            </span>
            <Money cents={netLineCents(line, order.adjustments)} currency={currency} />
          </li>
        );
      })}
      {order.totals.discountCents > 0 && (
        <li>
          <span>
            {words.discount} {order.adjustments.map(({ reason }) => reason).join(', ')}
          </span>
          <Money cents={-order.totals.discountCents} currency={currency} />
        </li>
      )}
      <li>
        <span>{words.tax}</span>
        <Money cents={order.totals.taxCents} currency={currency} />
      </li>
      <li>
        <strong>{words.total}</strong>
        <strong>
          <Money cents={order.totals.totalCents} currency={currency} />
        </strong>
      </li>
      {balance.dueCents > 0 && (
        <li>
          <strong>{words.due}</strong>
          <strong>
            <Money cents={balance.dueCents} currency={currency} />
          </strong>
        </li>
      )}
    </ul>
  );
}

function OrderEvents({ view: { order, events }, currency }: Shown) {
  const { placed: words, orders, split, locale, language } = useWords();
  if (events.length === 0) return null;
  const happened = events.map(({ event }) => event);
  const paid = new Map(
    paymentsOf(order, happened).map(({ payment, amountCents }) => [payment.eventId, amountCents]),
  );
  const money = (cents: number) => formatCents(cents, currency, locale);
  const settledLine = ({ eventId, tender, part }: Settled) => {
    const amountCents = paid.get(eventId) ?? 0;
    const way = orders.tenders[tender.kind];
    const change =
      tender.kind === 'cash' ? tender.tenderedCents - tender.tipCents - amountCents : 0;
    return [
      part === undefined ? words.paidLater(way) : split.paidPart(way, money(amountCents)),
      ...(change > 0 ? [words.change(money(change))] : []),
    ].join(' · ');
  };
  const refundedLine = ({ reason, approvedBy, ...refund }: Refund) => {
    const said = refund.by === 'not-paid-yet' ? words.offTheBill : words.refundedLine;
    const shares = waysOf(refund).map(({ by, amountCents }) =>
      split.backShare(split.backWays[by], money(amountCents)),
    );
    const line = said(reason, approvedBy.name);
    return refund.alsoBy === undefined ? line : `${line} · ${shares.join(', ')}`;
  };
  return (
    <ul className="order-sheet">
      {events.map(({ event, delivery, refusal }) => (
        <li key={event.eventId}>
          <span>
            {event.kind === 'refunded' && refundedLine(event)}
            {event.kind === 'settled' && settledLine(event)}
            {event.kind === 'rated' && words.grade(event.score)}
            {delivery === 'waiting' && <em> {words.notSent}</em>}
            {refusal !== undefined && <em> {refusal[language]}</em>}
          </span>
          {event.kind === 'refunded' && <Money cents={-event.amountCents} currency={currency} />}
        </li>
      ))}
    </ul>
  );
}
