/** An open bill in its places on the screen: paid whole or in parts, from the ticket and from the orders. */
import { useState } from 'react';
import type { OrderView } from '../shared/ipc/views.ts';
import { formatCents } from '../shared/money.ts';
import { settlementsOf, taxShares } from '../shared/order/split-bill.ts';
import type { Actions } from './actions.ts';
import { PartPaperButton } from './printing-parts.tsx';
import { useStore } from './state/use-store.ts';
import type { Station } from './station.ts';
import { SplitDialog } from './tender/split-dialog.tsx';
import { TenderDialog } from './tender/tender-dialog.tsx';
import { Button } from './ui/button.tsx';
import { useWords } from './words/use-words.ts';

type BillProps = {
  readonly station: Station;
  readonly actions: Actions;
  readonly view: OrderView;
  readonly onPaid: (view: OrderView) => void;
};

export function SplitBill({ onClose, ...props }: BillProps & { readonly onClose: () => void }) {
  const { station, actions, view, onPaid } = props;
  const { currency } = useStore(station.menu, ({ menu }) => menu.restaurant);
  return (
    <SplitDialog
      {...{ view, currency, onPaid, onClose }}
      tipPercents={useStore(station.tipPercents)}
      onPay={(tender, part) => actions.settleOrder(view.order.orderId, tender, part)}
      receiptOf={(partId, number) => (
        <PartPaperButton {...{ station, actions, view, partId, number }} />
      )}
    />
  );
}

/** For an order with something to pay: all of it, or guest after guest. */
export function PayBill(props: BillProps) {
  const { station, actions, view, onPaid } = props;
  const { split: words, placed, locale } = useWords();
  const { currency } = useStore(station.menu, ({ menu }) => menu.restaurant);
  const tipPercents = useStore(station.tipPercents);
  const [asking, setAsking] = useState<'pay' | 'split'>();
  const { order, balance } = view;
  const { dueCents } = balance;
  const due = formatCents(dueCents, currency, locale);
  const close = () => setAsking(undefined);
  return (
    <>
      {dueCents > 0 && (
        <div className="order-settle" role="group" aria-label={placed.payNow(due)}>
          <Button look="primary" icon="cash" onClick={() => setAsking('pay')}>
            {words.payAll(due)}
          </Button>
          <Button icon="split" onClick={() => setAsking('split')}>
            {words.open}
          </Button>
        </div>
      )}
      {asking === 'pay' && (
        <TenderDialog
          title={placed.order(order.orderNumber)}
          totals={{ totalCents: dueCents, taxCents: taxDue(view) }}
          {...{ currency, tipPercents }}
          onPay={(tender) => actions.settleOrder(order.orderId, tender)}
          onPaid={(paid) => {
            onPaid(paid);
            close();
          }}
          onClose={close}
        />
      )}
      {asking === 'split' && <SplitBill {...props} onClose={close} />}
    </>
  );
}

/** The tax in what is still to pay. */
function taxDue({ order, events, balance }: OrderView): number {
  const paid = settlementsOf(events.map(({ event }) => event));
  const rest = { part: { kind: 'amount', amountCents: balance.dueCents } } as const;
  return taxShares(order, [...paid, rest]).at(-1) ?? 0;
}
