import { useState, type ReactNode } from 'react';
import type { OrderView } from '../../shared/ipc/views.ts';
import { formatCents, type Cents } from '../../shared/money.ts';
import type { Order, Tender } from '../../shared/order/order.ts';
import {
  evenPlan,
  partOf,
  settlementsOf,
  taxShares,
  type WantedPart,
} from '../../shared/order/split-bill.ts';
import type { Result } from '../../shared/result.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Segments } from '../ui/segments.tsx';
import { useWords } from '../words/use-words.ts';
import { PaidParts } from './paid-parts.tsx';
import { ByAmount, ByLines, Evenly } from './split-ways.tsx';
import { TenderDialog } from './tender-dialog.tsx';

type SplitDialogProps = {
  readonly view: OrderView;
  readonly tipPercents: readonly number[];
  readonly currency: string;
  readonly onPay: (tender: Tender, part: WantedPart) => Promise<Result<OrderView, string>>;
  readonly onPaid: (view: OrderView) => void;
  readonly receiptOf: (eventId: string, number: number) => ReactNode;
  readonly onClose: () => void;
};

const MODES = ['even', 'lines', 'amount'] as const;
type Mode = (typeof MODES)[number];

/** Guest after guest pays a part. What is paid is kept at once, so closing it only leaves the rest for later. */
export function SplitDialog(props: SplitDialogProps) {
  const { view, tipPercents, currency, onPay, onPaid, receiptOf, onClose } = props;
  const { split: words, locale } = useWords();
  const events = view.events.map(({ event }) => event);
  const plan = evenPlan(events);
  const [mode, setMode] = useState<Mode>('even');
  const [guests, setGuests] = useState(plan?.of ?? 2);
  const [units, setUnits] = useState<Readonly<Record<string, number>>>({});
  const [typed, setTyped] = useState<Cents>();
  const [isPaying, setIsPaying] = useState(false);
  const { order } = view;
  const { dueCents } = view.balance;
  const money = (cents: Cents) => formatCents(cents, currency, locale);
  const wanted: WantedPart = {
    even: { kind: 'even' as const, of: guests },
    lines: { kind: 'lines' as const, lines: takenOf(order, units) },
    amount: { kind: 'amount' as const, amountCents: typed ?? dueCents },
  }[mode];
  const part = partOf(order, events, wanted);
  const amountCents = part.ok ? part.value.amountCents : 0;
  const tax = () =>
    part.ok ? taxShares(order, [...settlementsOf(events), { part: part.value }]).at(-1) : 0;
  return (
    <Dialog
      title={words.title(order.orderNumber)}
      wide
      onClose={onClose}
      actions={
        dueCents === 0 ? (
          <Button key="done" ref={focus} look="primary" icon="check" onClick={onClose}>
            {words.done}
          </Button>
        ) : (
          <>
            <Button icon="clock" onClick={onClose}>
              {words.later}
            </Button>
            <Button
              look="primary"
              icon="cash"
              disabled={!part.ok}
              onClick={() => setIsPaying(true)}
            >
              {part.ok ? words.pay(money(amountCents)) : words.nothing}
            </Button>
          </>
        )
      }
    >
      <p className="to-pay">
        <span>{dueCents === 0 ? words.allPaid : words.due}</span>
        <strong>{money(dueCents)}</strong>
      </p>
      <div className="split">
        {dueCents > 0 && (
          <div className="split-how">
            <Segments
              label={words.how}
              value={mode}
              onChange={setMode}
              options={MODES.map((value) => ({ value, text: words.modes[value] }))}
            />
            {mode === 'even' && (
              <Evenly {...{ guests, plan, money, amountCents }} onGuests={setGuests} />
            )}
            {mode === 'lines' && <ByLines {...{ order, events, units }} onUnits={setUnits} />}
            {mode === 'amount' && <ByAmount {...{ typed, dueCents, money }} onType={setTyped} />}
          </div>
        )}
        <PaidParts {...{ view, money, receiptOf }} />
      </div>
      {isPaying && part.ok && (
        <TenderDialog
          title={words.payTitle(money(amountCents))}
          totals={{ totalCents: amountCents, taxCents: tax() ?? 0 }}
          {...{ tipPercents, currency }}
          onPay={(tender) => onPay(tender, wanted)}
          onPaid={(paid) => {
            setIsPaying(false);
            setUnits({});
            setTyped(undefined);
            onPaid(paid);
          }}
          onClose={() => setIsPaying(false)}
        />
      )}
    </Dialog>
  );
}

function takenOf({ lines }: Order, units: Readonly<Record<string, number>>) {
  return lines.flatMap(({ lineId }) => {
    const quantity = units[lineId] ?? 0;
    return quantity > 0 ? [{ lineId, quantity }] : [];
  });
}

function focus(button: HTMLButtonElement | null) {
  button?.focus();
}
