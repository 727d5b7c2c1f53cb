import type { ReactNode } from 'react';
import type { OrderView } from '../../shared/ipc/views.ts';
import type { Cents } from '../../shared/money.ts';
import type { Tender } from '../../shared/order/order.ts';
import { paymentsOf } from '../../shared/order/split-bill.ts';
import { useWords } from '../words/use-words.ts';

type PaidPartsProps = {
  readonly view: OrderView;
  readonly money: (cents: Cents) => string;
  readonly receiptOf: (eventId: string, number: number) => ReactNode;
};

/** Who has paid what of a bill, each with a receipt, and what goes back to the last of them. */
export function PaidParts({ view, money, receiptOf }: PaidPartsProps) {
  const { split: words, orders } = useWords();
  const payments = paymentsOf(
    view.order,
    view.events.map(({ event }) => event),
  );
  const last = payments.at(-1);
  const changeCents = last?.payment.tender.kind === 'cash' ? view.changeCents : 0;
  return (
    <section className="split-paid" aria-label={words.payments}>
      <h3>{words.payments}</h3>
      {payments.length === 0 && <p>{words.none}</p>}
      <ol className="split-payments">
        {payments.map(({ payment, amountCents }, index) => (
          <li key={payment.eventId}>
            <span>
              {words.payment(index + 1, orders.tenders[payment.tender.kind])}
              {tipOf(payment.tender) > 0 && (
                <small>{words.tip(money(tipOf(payment.tender)))}</small>
              )}
            </span>
            <strong>{money(amountCents)}</strong>
            {receiptOf(payment.eventId, index + 1)}
          </li>
        ))}
      </ol>
      <p role="status" className="split-change">
        {changeCents > 0 && (
          <>
            <span>{words.change}</span> <strong>{money(changeCents)}</strong>
          </>
        )}
      </p>
    </section>
  );
}

function tipOf(tender: Tender): Cents {
  return tender.kind === 'pay-later' ? 0 : tender.tipCents;
}
