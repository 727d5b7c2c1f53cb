import { formatCents } from '../../shared/money.ts';
import type { Adjustment } from '../../shared/order/adjustment.ts';
import type { Ticket } from '../../shared/order/ticket.ts';
import { adjustmentCents } from '../../shared/order/totals.ts';
import { Button } from '../ui/button.tsx';
import { Money } from '../ui/money.tsx';
import { useWords } from '../words/use-words.ts';

type AdjustmentRowsProps = {
  readonly ticket: Pick<Ticket, 'lines' | 'adjustments'>;
  readonly currency: string;
  readonly onRemove: (adjustmentId: string) => void;
};

/** What was taken off, one row each: how much, why, who allowed it, and the way back. */
export function AdjustmentRows({ ticket, currency, onRemove }: AdjustmentRowsProps) {
  const { adjust: words, locale } = useWords();
  if (ticket.adjustments.length === 0) return null;
  const nameOf = (lineId: string) =>
    ticket.lines.find((line) => line.lineId === lineId)?.name ?? '';
  const textOf = (one: Adjustment): string => {
    switch (one.kind) {
      case 'comp':
        return words.compRow(nameOf(one.lineId));
      case 'line-price':
        return words.priceRow(nameOf(one.lineId), formatCents(one.unitCents, currency, locale));
      case 'percent':
        return words.percentRow(one.basisPoints / 100);
      case 'amount':
        return words.amountRow;
    }
  };
  return (
    <ul className="adjustments" aria-label={words.rows}>
      {adjustmentCents(ticket.lines, ticket.adjustments).map(({ adjustment, offCents }) => {
        const { adjustmentId, reason, approvedBy } = adjustment;
        const text = textOf(adjustment);
        return (
          <li key={adjustmentId} className="adjustment">
            <span className="adjustment-what">
              <strong>{text}</strong>
              <span>{words.allowedBy(approvedBy.name, reason)}</span>
            </span>
            <strong className="adjustment-off">
              <Money cents={-offCents} currency={currency} />
            </strong>
            <Button
              look="quiet"
              icon="close"
              label={words.remove(text)}
              onClick={() => onRemove(adjustmentId)}
            />
          </li>
        );
      })}
    </ul>
  );
}
