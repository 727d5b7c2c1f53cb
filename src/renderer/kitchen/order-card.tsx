/** One order, to be read from across the kitchen. */
import type { BoardOrder } from '../../shared/kitchen/board.ts';
import { cookLines } from '../../shared/kitchen/cook-lines.ts';
import { urgencyOf } from '../../shared/kitchen/urgency.ts';
import type { Watched } from '../state/store.ts';
import { useStore } from '../state/use-store.ts';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words/use-words.ts';
import { CardLine } from './card-line.tsx';
import { clockText, minutesOf } from './clock-text.ts';

type OrderCardProps = {
  readonly order: BoardOrder;
  readonly clock: Watched<number>;
  /** From 0; -1 when no number key bumps it. */
  readonly slot: number;
  /** Numbers of the orders that add to this one. */
  readonly more: readonly string[];
  /** Something was cancelled and nobody has tapped it away. */
  readonly isUnseen: boolean;
  readonly onBump: () => void;
  readonly onBack: () => void;
};

export function OrderCard(props: OrderCardProps) {
  const { order: entry, clock, slot, more, isUnseen, onBump, onBack } = props;
  const { order, kitchenStatus, isSynchronised } = entry;
  const words = useWords();
  const urgency = useStore(clock, (nowMs) => urgencyOf(entry, nowMs));
  const isCancelled = kitchenStatus === 'cancelled';
  const { orderNumber, orderType, addsTo } = order;
  return (
    <article
      className="card"
      aria-label={orderNumber}
      data-urgency={isCancelled ? 'cancelled' : kitchenStatus === 'ready' ? 'calm' : urgency}
      data-status={kitchenStatus}
      data-unseen={isUnseen}
    >
      <header className="card-head">
        {slot >= 0 && (
          <kbd className="slot" aria-hidden="true">
            {(slot + 1) % 10}
          </kbd>
        )}
        <h3 className="card-number">{orderNumber}</h3>
        <Age entry={entry} clock={clock} />
      </header>
      <p className="card-marks">
        <span className="order-type" data-type={orderType}>
          {words.orderType.names[orderType]}
        </span>
        {!isCancelled && kitchenStatus !== 'ready' && urgency !== 'calm' && (
          <span className="urgency">
            <Icon name="clock" />
            {words.kitchen.urgency[urgency]}
          </span>
        )}
        {!isSynchronised && (
          <span className="only-here" title={words.kitchen.notSynchronisedHelp}>
            <Icon name="offline" />
            {words.kitchen.notSynchronised}
          </span>
        )}
      </p>
      {addsTo !== undefined && (
        <p className="card-adds">
          <Icon name="plus" />
          {words.kitchen.addsTo(addsTo.orderNumber)}
        </p>
      )}
      {more.length > 0 && <p className="card-more">{words.kitchen.hasMore(more.join(', '))}</p>}
      {isCancelled && <p className="card-cancelled">{words.kitchen.cancelOrder}</p>}
      <ul className="card-lines">
        {cookLines(entry).map((line) => (
          <CardLine key={line.lineId} {...{ line, isUnseen }} />
        ))}
      </ul>
      <Bumps {...{ entry, isUnseen, onBump, onBack }} />
    </article>
  );
}

function Age({ entry, clock }: { readonly entry: BoardOrder; readonly clock: Watched<number> }) {
  const words = useWords().kitchen;
  const text = useStore(clock, (nowMs) => clockText(nowMs - entry.receivedAtMs));
  const minutes = useStore(clock, (nowMs) => minutesOf(nowMs - entry.receivedAtMs));
  return (
    <span className="card-age">
      <span aria-hidden="true">{text}</span>
      <span className="hidden">{words.waitingFor(minutes)}</span>
    </span>
  );
}

type BumpsProps = Pick<OrderCardProps, 'isUnseen' | 'onBump' | 'onBack'> & {
  readonly entry: BoardOrder;
};

function Bumps({ entry: { order, kitchenStatus }, isUnseen, onBump, onBack }: BumpsProps) {
  const words = useWords().kitchen;
  const { orderNumber } = order;
  const bump =
    kitchenStatus === 'new' || kitchenStatus === 'preparing' || kitchenStatus === 'ready'
      ? words.bump[kitchenStatus]
      : words.gotIt;
  return (
    <div className="card-bumps">
      {(kitchenStatus === 'preparing' || kitchenStatus === 'ready') && !isUnseen && (
        <button
          type="button"
          className="bump-back"
          aria-label={words.backOrder(orderNumber)}
          onClick={onBack}
        >
          <Icon name="undo" />
        </button>
      )}
      <button
        type="button"
        className="bump"
        data-bump
        aria-label={isUnseen ? words.gotItOrder(orderNumber) : words.bumpOrder(bump, orderNumber)}
        onClick={onBump}
      >
        {isUnseen ? words.gotIt : bump}
      </button>
    </div>
  );
}
