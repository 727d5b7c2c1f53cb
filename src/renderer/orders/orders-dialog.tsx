import type { OrderView } from '../../shared/ipc/views.ts';
import { formatCents } from '../../shared/money.ts';
import type { Tone } from '../ui/banner.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon, type IconName } from '../ui/icon.tsx';
import { Money } from '../ui/money.tsx';
import type { Words } from '../words/english.ts';
import { useWords } from '../words/use-words.ts';

type OrdersDialogProps = {
  readonly orders: readonly OrderView[];
  readonly currency: string;
  /** Without the relay nothing reaches the kitchen: someone must go and tell them. */
  readonly isOnline: boolean;
  readonly onClose: () => void;
};

/** Today's orders, newest first, and whether the kitchen has them. */
export function OrdersDialog({ orders, currency, isOnline, onClose }: OrdersDialogProps) {
  const words = useWords().orders;
  return (
    <Dialog title={words.title} wide onClose={onClose}>
      {orders.length === 0 ? (
        <div className="empty">
          <Icon name="list" />
          <p>
            <strong>{words.none}</strong>
            <span>{words.noneHelp}</span>
          </p>
        </div>
      ) : (
        <div className="orders-scroll" tabIndex={0} role="group" aria-label={words.title}>
          <ul className="orders" aria-label={words.title}>
            {orders.map((view) => (
              <OrderRow key={view.order.orderId} {...{ view, currency, isOnline }} />
            ))}
          </ul>
        </div>
      )}
    </Dialog>
  );
}

type OrderRowProps = Pick<OrdersDialogProps, 'currency' | 'isOnline'> & {
  readonly view: OrderView;
};

function OrderRow({ view, currency, isOnline }: OrderRowProps) {
  const words = useWords();
  const { order, changeCents } = view;
  const { tone, icon, text } = deliveryWords(view, isOnline, words.orders);
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
    </li>
  );
}

type DeliveryWords = { readonly tone: Tone; readonly icon: IconName; readonly text: string };

export function deliveryWords(
  { delivery, refusal }: Pick<OrderView, 'delivery' | 'refusal'>,
  isOnline: boolean,
  words: Words['orders'],
): DeliveryWords {
  switch (delivery) {
    case 'delivered':
      return { tone: 'good', icon: 'check', text: words.delivered };
    case 'waiting':
      return isOnline
        ? { tone: 'info', icon: 'clock', text: words.sending }
        : { tone: 'amber', icon: 'spool', text: words.waiting };
    case 'refused':
      return { tone: 'danger', icon: 'alert', text: words.refused(refusal) };
  }
}
