import { useState, type ReactNode } from 'react';
import type { OrderView } from '../../shared/ipc/views.ts';
import { formatCents } from '../../shared/money.ts';
import { settlementsOf } from '../../shared/order/split-bill.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Money } from '../ui/money.tsx';
import { Rating } from './rating.tsx';
import { useWords } from '../words/use-words.ts';

type PaidPanelProps = {
  readonly paid: OrderView;
  readonly currency: string;
  readonly onRate: (score: number) => void;
  /** The guest's receipt, where one is offered. */
  readonly paper?: ReactNode;
  readonly onNext: () => void;
};

/** The second half of a double tap that paid must not take the change due off the screen. */
const DOUBLE_TAP_MS = 500;

/** In place of the empty ticket until the next guest's first line: what to call and what to hand back. */
export function PaidPanel({ paid, currency, paper, onRate, onNext }: PaidPanelProps) {
  const { paid: words, adjust, split, locale } = useWords();
  const { order, changeCents, balance } = paid;
  const parts = settlementsOf(paid.events.map(({ event }) => event)).length;
  const openWords =
    parts === 0 ? words.payLater : split.stillDue(formatCents(balance.dueCents, currency, locale));
  const billWords = balance.dueCents === 0 && parts > 0 ? split.inParts(parts) : openWords;
  const [shownAtMs] = useState(() => performance.now());
  return (
    <section className="paid" role="status" aria-label={words.label}>
      <p className="paid-order">
        <Icon name="check" />
        <span>{words.order}</span>
        <strong>{order.orderNumber}</strong>
      </p>
      {order.tender.kind === 'cash' && (
        <p>
          {words.paidCash}{' '}
          <Money cents={order.totals.totalCents + order.tender.tipCents} currency={currency} />
        </p>
      )}
      {order.totals.discountCents > 0 && (
        <p>
          {adjust.discount} <Money cents={-order.totals.discountCents} currency={currency} />
        </p>
      )}
      <p className="paid-change" data-tone={order.tender.kind === 'cash' ? 'good' : 'amber'}>
        {order.tender.kind === 'card-simulator' && words.card}
        {order.tender.kind === 'pay-later' && billWords}
        {order.tender.kind === 'cash' && changeCents === 0 && words.noChange}
        {changeCents > 0 && (
          <>
            <span>{words.change}</span>
            <strong>
              <Money cents={changeCents} currency={currency} />
            </strong>
          </>
        )}
      </p>
      <div className="paid-next">
        {paper}
        <Button
          ref={focus}
          look="primary"
          icon="next"
          onClick={(event) => {
            if (event.timeStamp - shownAtMs > DOUBLE_TAP_MS) onNext();
          }}
          onKeyDown={(event) => {
            if (event.repeat) event.preventDefault(); // the Enter that paid is still held
          }}
        >
          {words.next}
        </Button>
      </div>
      <Rating onRate={onRate} />
    </section>
  );
}

function focus(button: HTMLButtonElement | null) {
  button?.focus();
}
