import type { OrderView } from '../../shared/ipc/views.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Money } from '../ui/money.tsx';
import { useWords } from '../words/use-words.ts';

type PaidPanelProps = {
  readonly paid: OrderView;
  readonly currency: string;
  readonly onNext: () => void;
};

/** In place of the empty ticket until the next guest's first line: what to call and what to hand back. */
export function PaidPanel({ paid, currency, onNext }: PaidPanelProps) {
  const words = useWords().paid;
  const { order, changeCents } = paid;
  return (
    <section className="paid" role="status" aria-label={words.label}>
      <p className="paid-order">
        <Icon name="check" />
        <span>{words.order}</span>
        <strong>{order.orderNumber}</strong>
      </p>
      <p className="paid-change" data-tone={order.tender.kind === 'cash' ? 'good' : 'amber'}>
        {order.tender.kind === 'card-simulator' && words.card}
        {order.tender.kind === 'pay-later' && words.payLater}
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
      <Button
        ref={focus}
        look="primary"
        icon="next"
        onClick={onNext}
        onKeyDown={(event) => {
          if (event.repeat) event.preventDefault(); // the Enter that paid is still held
        }}
      >
        {words.next}
      </Button>
    </section>
  );
}

function focus(button: HTMLButtonElement | null) {
  button?.focus();
}
