/** What one guest pays of a bill: an even part, some of its items, or an amount. */
import type { Cents } from '../../shared/money.ts';
import { MAX_EVEN_PARTS, type OrderEvent } from '../../shared/order/order-event.ts';
import type { Order } from '../../shared/order/order.ts';
import { unitsToPay } from '../../shared/order/split-bill.ts';
import { AmountField } from '../ui/amount-field.tsx';
import { Button } from '../ui/button.tsx';
import { UnitList } from '../ui/unit-list.tsx';
import { useWords } from '../words/use-words.ts';
import { typedCents } from './cash.ts';

type EvenlyProps = {
  readonly guests: number;
  readonly plan: { readonly next: number; readonly of: number } | undefined;
  readonly amountCents: Cents;
  readonly money: (cents: Cents) => string;
  readonly onGuests: (guests: number) => void;
};

export function Evenly({ guests, plan, amountCents, money, onGuests }: EvenlyProps) {
  const words = useWords().split;
  const isGoingOn = plan?.of === guests;
  return (
    <>
      <div className="split-guests" role="group" aria-label={words.guests}>
        <span>{words.guests}</span>
        <Button
          icon="minus"
          label={words.fewer}
          disabled={guests <= 2}
          onClick={() => onGuests(guests - 1)}
        />
        <output>{guests}</output>
        <Button
          icon="plus"
          label={words.more}
          disabled={guests >= MAX_EVEN_PARTS}
          onClick={() => onGuests(guests + 1)}
        />
      </div>
      <p role="status" className="split-part">
        <span>
          {plan !== undefined && !isGoingOn
            ? words.anew(guests)
            : words.part(isGoingOn ? plan.next : 1, guests)}
        </span>
        <strong>{money(amountCents)}</strong>
      </p>
    </>
  );
}

type ByLinesProps = {
  readonly order: Order;
  readonly events: readonly OrderEvent[];
  readonly units: Readonly<Record<string, number>>;
  readonly onUnits: (units: Readonly<Record<string, number>>) => void;
};

export function ByLines({ order, events, units, onUnits }: ByLinesProps) {
  const words = useWords().split;
  const left = unitsToPay(order, events);
  const open = order.lines.filter(({ lineId }) => (left.get(lineId) ?? 0) > 0);
  return (
    <>
      <UnitList name={words.items} lines={open} most={left} units={units} onUnits={onUnits} />
      <Button onClick={() => onUnits(Object.fromEntries(left))}>{words.rest}</Button>
    </>
  );
}

type ByAmountProps = {
  readonly typed: Cents | undefined;
  readonly dueCents: Cents;
  readonly money: (cents: Cents) => string;
  readonly onType: (cents: Cents | undefined) => void;
};

export function ByAmount({ typed, dueCents, money, onType }: ByAmountProps) {
  const { split: words, tender } = useWords();
  const isTooMuch = typed !== undefined && typed > dueCents;
  return (
    <>
      <AmountField
        label={words.amount}
        padLabel={tender.pad}
        deleteLabel={tender.deleteDigit}
        text={typed === undefined ? '' : money(typed)}
        onType={(digits) => onType(typedCents(digits))}
      />
      <p role="status" className="split-help" data-tone={isTooMuch ? 'amber' : 'info'}>
        {isTooMuch ? words.tooMuch(money(dueCents)) : words.amountHelp}
      </p>
    </>
  );
}
