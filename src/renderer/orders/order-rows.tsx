import type { OrderView } from '../../shared/ipc/views.ts';
import { formatCents } from '../../shared/money.ts';
import type { OrderId } from '../../shared/order/order.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Money } from '../ui/money.tsx';
import { useWords } from '../words/use-words.ts';
import { deliveryWords } from './delivery-words.ts';

type OrderRowsProps = {
  readonly orders: readonly OrderView[];
  readonly currency: string;
  readonly isOnline: boolean;
  readonly isSearched: boolean;
  readonly hasMore: boolean;
  readonly onOpen: (orderId: OrderId) => void;
};

export function OrderRows(props: OrderRowsProps) {
  const { orders, currency, isOnline, isSearched, hasMore, onOpen } = props;
  const words = useWords();
  if (orders.length === 0) {
    return (
      <div className="empty" role="status">
        <Icon name="list" />
        <p>
          <strong>{isSearched ? words.placed.nothingFound : words.orders.none}</strong>
          {!isSearched && <span>{words.orders.noneHelp}</span>}
        </p>
      </div>
    );
  }
  return (
    <div className="orders-scroll" tabIndex={0} role="group" aria-label={words.orders.title}>
      <ul className="orders" aria-label={words.orders.title}>
        {orders.map((view) => (
          <OrderRow key={view.order.orderId} {...{ view, currency, isOnline, onOpen }} />
        ))}
      </ul>
      {hasMore && <p className="orders-more">{words.placed.more}</p>}
    </div>
  );
}

type OrderRowProps = Pick<OrderRowsProps, 'currency' | 'isOnline' | 'onOpen'> & {
  readonly view: OrderView;
};

function OrderRow({ view, currency, isOnline, onOpen }: OrderRowProps) {
  const words = useWords();
  const { order, changeCents, balance } = view;
  const { tone, icon, text } = deliveryWords(view, isOnline, words);
  const placedAt = new Intl.DateTimeFormat(words.locale, { timeStyle: 'short' }).format(
    order.placedAtMs,
  );
  return (
    <li className="order" aria-label={order.orderNumber}>
      <strong className="order-number">{order.orderNumber}</strong>
      <span className="order-what">
        {words.orderType.names[order.orderType]} · {placedAt} ·{' '}
        {words.orders.tenders[order.tender.kind]}
        {changeCents > 0 &&
          `, ${words.orders.changeGiven(formatCents(changeCents, currency, words.locale))}`}
      </span>
      <strong className="order-total">
        <Money cents={order.totals.totalCents} currency={currency} />
      </strong>
      <span className="order-lines">
        {order.lines.map(({ quantity, name }) => `${quantity}× ${name}`).join(', ')}
      </span>
      <p className="order-delivery" data-tone={tone}>
        <Icon name={icon} /> <span>{text}</span>
      </p>
      {balance.dueCents > 0 && (
        <p className="order-delivery order-due" data-tone="amber">
          <Icon name="clock" />
          <span>
            {words.placed.due} <Money cents={balance.dueCents} currency={currency} />
          </span>
        </p>
      )}
      <Button
        icon="next"
        label={words.placed.details(order.orderNumber)}
        onClick={() => onOpen(order.orderId)}
      />
    </li>
  );
}
