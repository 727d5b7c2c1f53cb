import { useState } from 'react';
import type { OrderView } from '../../shared/ipc/views.ts';
import type { CallRequest } from '../../shared/ipc/contract.ts';
import { formatCents } from '../../shared/money.ts';
import {
  refundCents,
  sharesBack,
  unitsLeft,
  waysBack,
  waysOf,
  type WayBack,
} from '../../shared/order/refund.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Segments } from '../ui/segments.tsx';
import { UnitList } from '../ui/unit-list.tsx';
import { useWords } from '../words/use-words.ts';

type RefundFormProps = {
  readonly view: OrderView;
  readonly currency: string;
  /** Resolves to the failure in words. */
  readonly onRefund: (
    request: Omit<CallRequest<'refundOrder'>, 'approval'>,
  ) => Promise<string | undefined>;
  readonly onBack: () => void;
};

/** What to give back and why; the amount stands on the button before anything happens. */
export function RefundForm({ view, currency, onRefund, onBack }: RefundFormProps) {
  const { refunding: words, placed, split, locale } = useWords();
  const { order } = view;
  const events = view.events.map(({ event }) => event);
  const left = unitsLeft(order, events);
  const [units, setUnits] = useState<Readonly<Record<string, number>>>({});
  const [reason, setReason] = useState('');
  const [isCancelled, setIsCancelled] = useState(false);
  const [way, setWay] = useState<WayBack>();
  const [isSending, setIsSending] = useState(false);
  const [failure, setFailure] = useState<string>();
  const lines = order.lines.flatMap(({ lineId }) => {
    const quantity = units[lineId] ?? 0;
    return quantity > 0 ? [{ lineId, quantity }] : [];
  });
  const amount = refundCents(order, events, lines);
  const money = formatCents(amount.ok ? amount.value : 0, currency, locale);
  const isReady = lines.length > 0 && amount.ok && reason.trim() !== '' && !isSending;
  const go = async () => {
    setIsSending(true);
    setFailure(
      await onRefund({
        orderId: order.orderId,
        lines,
        isCancelled,
        reason: reason.trim(),
        ...(way !== undefined && { firstBy: way }),
      }),
    );
    setIsSending(false);
  };
  const amountCents = amount.ok ? amount.value : 0;
  const ways = waysBack(order, events).map(({ by }) => by);
  const shares = sharesBack(order, events, { amountCents, firstBy: way });
  const goWords = shares.by === 'not-paid-yet' ? words.goOff : words.go;
  const told = waysOf({ ...shares, amountCents }).map((one) =>
    split.backShare(split.backWays[one.by], formatCents(one.amountCents, currency, locale)),
  );
  return (
    <div className="order-detail">
      {failure !== undefined && (
        <p role="alert" className="warning" data-tone="danger">
          <Icon name="alert" /> <span>{failure}</span>
        </p>
      )}
      <UnitList
        name={words.items}
        lines={order.lines}
        most={left}
        units={units}
        onUnits={setUnits}
      />
      <Button onClick={() => setUnits(Object.fromEntries(left))}>{words.everything}</Button>
      <div className="presets" role="group" aria-label={words.reason}>
        {words.presets.map((preset) => (
          <Button key={preset} aria-pressed={reason === preset} onClick={() => setReason(preset)}>
            {preset}
          </Button>
        ))}
      </div>
      <label className="field">
        <span>{words.reason}</span>
        <input
          value={reason}
          maxLength={100}
          autoComplete="off"
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </label>
      <label className="refund-kitchen">
        <input
          type="checkbox"
          checked={isCancelled}
          onChange={(event) => setIsCancelled(event.currentTarget.checked)}
        />
        <span>{words.tellKitchen}</span>
      </label>
      {ways.length > 1 && (
        <div className="refund-ways">
          <Segments
            label={split.back}
            value={way ?? shares.by}
            onChange={setWay}
            options={ways.map((value) => ({ value, text: split.backWays[value] }))}
          />
          <p role="status">{shares.alsoBy !== undefined && told.join(' · ')}</p>
        </div>
      )}
      <footer className="order-actions">
        <Button icon="undo" onClick={onBack}>
          {placed.order(order.orderNumber)}
        </Button>
        <Button look="primary" disabled={!isReady} onClick={() => void go()}>
          {lines.length > 0 && reason.trim() !== '' ? goWords(money) : words.nothing}
        </Button>
      </footer>
    </div>
  );
}
