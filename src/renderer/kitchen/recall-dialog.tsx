import type { BoardOrder } from '../../shared/kitchen/board.ts';
import type { Watched } from '../state/store.ts';
import { useStore } from '../state/use-store.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useWords } from '../words/use-words.ts';
import { clockText } from './clock-text.ts';

type RecallDialogProps = {
  /** Newest first. */
  readonly completed: readonly BoardOrder[];
  readonly clock: Watched<number>;
  readonly onRecall: (order: BoardOrder) => void;
  readonly onClose: () => void;
};

/** Enter recalls the order that was completed last. */
export function RecallDialog({ completed, clock, onRecall, onClose }: RecallDialogProps) {
  const words = useWords();
  const nowMs = useStore(clock);
  return (
    <Dialog title={words.kitchen.recallTitle} wide onClose={onClose}>
      {completed.length === 0 && <p>{words.kitchen.recallNone}</p>}
      <ul className="recalls">
        {completed.map((entry, index) => (
          <li key={entry.order.orderId}>
            <button
              type="button"
              className="recall"
              aria-label={words.kitchen.recallOrder(entry.order.orderNumber)}
              data-first={index === 0 || undefined}
              onClick={() => onRecall(entry)}
            >
              <strong>{entry.order.orderNumber}</strong>
              <span className="order-type" data-type={entry.order.orderType}>
                {words.orderType.names[entry.order.orderType]}
              </span>
              <span className="recall-lines">
                {entry.order.lines.map(({ quantity, name }) => `${quantity} ${name}`).join(', ')}
              </span>
              <span>{clockText(nowMs - entry.movedAtMs)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
