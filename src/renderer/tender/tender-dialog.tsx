import { useState } from 'react';
import type { OrderView } from '../../shared/ipc/views.ts';
import { formatCents, type Cents } from '../../shared/money.ts';
import type { Tender } from '../../shared/order/order.ts';
import type { TicketTotals } from '../../shared/order/ticket.ts';
import type { Result } from '../../shared/result.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words/use-words.ts';
import { CashEntry } from './cash-entry.tsx';
import { likelyCash } from './cash.ts';
import { TipChoice } from './tip-choice.tsx';

type TenderDialogProps = {
  /** Whose payment it is, where that is not plain. */
  readonly title?: string;
  readonly totals: Pick<TicketTotals, 'totalCents' | 'taxCents'>;
  readonly tipPercents: readonly number[];
  readonly currency: string;
  /** A question that the guest has not answered; it does not stop paying. */
  readonly openQuestion?: string | undefined;
  readonly onPay: (tender: Tender) => Promise<Result<OrderView, string>>;
  readonly onPaid: (order: OrderView) => void;
  /** A ticket may be paid later or by several guests: it is placed, and its bill is open. */
  readonly onSplit?: (order: OrderView) => void;
  readonly onClose: () => void;
};

/** How the guest pays. Each way is one tap; Enter takes exact cash. */
export function TenderDialog(props: TenderDialogProps) {
  const { totals, tipPercents, currency, openQuestion, onPay, onPaid, onSplit, onClose } = props;
  const { tender: words, cards, tip, split, locale } = useWords();
  const [paying, setPaying] = useState<Tender['kind']>();
  const isPaying = paying !== undefined;
  const [failure, setFailure] = useState<string>();
  const [tipCents, setTipCents] = useState<Cents>(0);
  const dueCents = totals.totalCents + tipCents;
  const money = (cents: Cents) => formatCents(cents, currency, locale);
  const pay = async (tender: Tender, onDone = onPaid) => {
    if (isPaying) return;
    setPaying(tender.kind);
    setFailure(undefined);
    const result = await onPay(tender);
    if (result.ok) {
      onDone(result.value);
      return;
    }
    setFailure(result.failure);
    setPaying(undefined);
  };
  const payCash = (tenderedCents: Cents) => void pay({ kind: 'cash', tenderedCents, tipCents });
  return (
    <Dialog title={props.title ?? words.title} wide onClose={onClose}>
      <p className="to-pay">
        <span>{words.total}</span>
        <span className="to-pay-sum">
          {tipCents > 0 && <small>{tip.withTip(money(totals.totalCents), money(tipCents))}</small>}
          <strong>{money(dueCents)}</strong>
        </span>
      </p>
      {tipPercents.length > 0 && (
        <TipChoice {...{ totals, tipPercents, tipCents, money }} onTip={setTipCents} />
      )}
      {openQuestion !== undefined && (
        <p className="warning" data-tone="amber">
          <Icon name="question" /> <span>{words.openQuestion(openQuestion)}</span>
        </p>
      )}
      {failure !== undefined && (
        <p role="alert" className="warning" data-tone="danger">
          <Icon name="alert" /> <span>{failure}</span>
        </p>
      )}
      {paying === 'card-simulator' && (
        <p role="status" className="warning" data-tone="info">
          <Icon name="card" /> <span>{cards.atTerminal}</span>
        </p>
      )}
      <div className="tender">
        <CashEntry key={dueCents} totalCents={dueCents} {...{ money, isPaying }} onPay={payCash} />
        <div className="tender-ways">
          <div className="quick-cash" role="group" aria-label={words.cash}>
            <Button
              look="primary"
              icon="cash"
              disabled={isPaying}
              onClick={() => payCash(dueCents)}
            >
              {words.exact} {money(dueCents)}
            </Button>
            {likelyCash(dueCents).map((cents) => (
              <Button key={cents} disabled={isPaying} onClick={() => payCash(cents)}>
                {money(cents)}
              </Button>
            ))}
          </div>
          <div className="other-ways" role="group" aria-label={words.other}>
            <Button
              icon="card"
              disabled={isPaying}
              title={words.cardHelp}
              onClick={() => void pay({ kind: 'card-simulator', tipCents })}
            >
              {words.card} {tipCents > 0 && money(dueCents)}
            </Button>
            {onSplit !== undefined && (
              <>
                <Button
                  icon="clock"
                  disabled={isPaying}
                  onClick={() => void pay({ kind: 'pay-later' })}
                >
                  {words.payLater}
                </Button>
                <Button
                  icon="split"
                  disabled={isPaying}
                  title={split.openHelp}
                  onClick={() => void pay({ kind: 'pay-later' }, onSplit)}
                >
                  {split.open}
                </Button>
              </>
            )}
          </div>
        </div>
      </div>
    </Dialog>
  );
}
