import { useEffect, useState, type ReactNode } from 'react';
import type { OrderCounts, OrderView } from '../../shared/ipc/views.ts';
import type { OrderId } from '../../shared/order/order.ts';
import type { OrderActions } from '../order-actions.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Segments } from '../ui/segments.tsx';
import { useWords } from '../words/use-words.ts';
import { OrderDetail } from './order-detail.tsx';
import { OrderRows } from './order-rows.tsx';
import { RefundForm } from './refund-form.tsx';

type OrdersDialogProps = {
  readonly orders: readonly OrderView[];
  readonly counts: OrderCounts;
  readonly currency: string;
  /** Without the relay nothing reaches the kitchen: someone must go and tell them. */
  readonly isOnline: boolean;
  readonly actions: OrderActions;
  readonly onAddTo: (orderId: OrderId) => void;
  readonly drawerButton: ReactNode;
  /** To print an order's papers, or to show them. */
  readonly paperButton: (view: OrderView) => ReactNode;
  readonly payButtons: (view: OrderView, onPaid: (view: OrderView) => void) => ReactNode;
  readonly onClose: () => void;
};

type Only = 'all' | 'unpaid' | 'refused';
/** The list, an order, or money back for it. */
type Open = { readonly orderId: OrderId; readonly isRefunding: boolean };

/** Orders, newest first; one of them with all that happened to it, and what can be done. */
export function OrdersDialog(props: OrdersDialogProps) {
  const { orders, counts, currency, isOnline, actions, onAddTo, onClose } = props;
  const { drawerButton, paperButton, payButtons } = props;
  const words = useWords();
  const [text, setText] = useState('');
  const [only, setOnly] = useState<Only>('all');
  const [open, setOpen] = useState<Open>();
  const found = useFound(orders, { text, only }, actions.findOrders);
  const shown =
    open && [...orders, ...found.orders].find((one) => one.order.orderId === open.orderId);
  const [changed, setChanged] = useState<OrderView>();
  const view = changed?.order.orderId === open?.orderId ? (changed ?? shown) : shown;
  if (open !== undefined && view !== undefined) {
    const backTo = () => setOpen({ ...open, isRefunding: false });
    const title = open.isRefunding ? words.refunding.title : words.placed.order;
    return (
      <Dialog title={title(view.order.orderNumber)} wide onClose={onClose}>
        {open.isRefunding ? (
          <RefundForm
            {...{ view, currency }}
            onRefund={async (request) => {
              const done = await actions.refund(request);
              if (!done.ok) return done.failure;
              setChanged(done.value);
              backTo();
              return undefined;
            }}
            onBack={backTo}
          />
        ) : (
          <OrderDetail
            {...{ view, currency, isOnline, actions }}
            paperButton={paperButton(view)}
            payButtons={payButtons(view, setChanged)}
            onRefund={() => setOpen({ ...open, isRefunding: true })}
            onAddTo={() => {
              onAddTo(open.orderId);
              onClose();
            }}
            onBack={() => setOpen(undefined)}
          />
        )}
      </Dialog>
    );
  }
  return (
    <Dialog title={words.orders.title} wide onClose={onClose}>
      <div className="orders-find">
        <label className="field">
          <span className="hidden">{words.placed.search}</span>
          <input
            type="search"
            value={text}
            maxLength={60}
            autoComplete="off"
            placeholder={words.placed.search}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <Segments
          label={words.placed.show}
          value={only}
          onChange={setOnly}
          options={[
            { value: 'all', text: words.placed.all },
            { value: 'unpaid', text: words.placed.unpaid(counts.unpaid) },
            { value: 'refused', text: words.placed.refused(counts.refused) },
          ]}
        />
        {drawerButton}
      </div>
      <OrderRows
        {...{ currency, isOnline }}
        orders={found.orders}
        isSearched={text !== '' || only !== 'all'}
        hasMore={found.hasMore}
        onOpen={(orderId) => {
          setChanged(undefined);
          setOpen({ orderId, isRefunding: false });
        }}
      />
    </Dialog>
  );
}

type Found = { readonly orders: readonly OrderView[]; readonly hasMore: boolean };

/** The list as it is pushed while nothing is asked for; else what main finds, asked anew with every news. */
function useFound(
  orders: readonly OrderView[],
  { text, only }: { readonly text: string; readonly only: Only },
  findOrders: OrderActions['findOrders'],
): Found {
  const [found, setFound] = useState<Found>();
  const isAsked = text.trim() !== '' || only !== 'all';
  useEffect(() => {
    if (!isAsked) return;
    let isCurrent = true;
    void findOrders({ text, only }).then((next) => {
      if (isCurrent) setFound(next);
    });
    return () => {
      isCurrent = false;
    };
  }, [orders, text, only, isAsked, findOrders]);
  return isAsked ? (found ?? { orders: [], hasMore: false }) : { orders, hasMore: false };
}
