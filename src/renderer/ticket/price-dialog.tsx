import { useState } from 'react';
import { formatCents, type Cents } from '../../shared/money.ts';
import type { WantedAdjustment } from '../../shared/order/adjustment.ts';
import type { TicketLine } from '../../shared/order/ticket.ts';
import { unitCents } from '../../shared/order/totals.ts';
import { CentsField } from '../ui/cents-field.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ReasonForm } from '../ui/reason-form.tsx';
import { useWords } from '../words/use-words.ts';

/** As much as is typed by mistake and can still be read. */
const MAX_TYPED_CENTS = 1_000_000;

type PriceDialogProps = {
  readonly line: TicketLine;
  readonly currency: string;
  readonly onAdjust: (adjustment: WantedAdjustment) => void;
  readonly onClose: () => void;
};

/** Another price for each unit of a line; never above the menu's. */
export function PriceDialog({ line, currency, onAdjust, onClose }: PriceDialogProps) {
  const { price: words, adjust, locale } = useWords();
  const [wanted, setWanted] = useState<Cents>();
  const menuCents = unitCents(line);
  const isTooMuch = wanted !== undefined && wanted > menuCents;
  return (
    <Dialog title={words.title(line.name)} onClose={onClose}>
      <p>{words.help(formatCents(menuCents, currency, locale))}</p>
      <ReasonForm
        reasons={adjust.reasons}
        presets={words.presets}
        label={adjust.ownReason}
        yes={adjust.yes}
        isHeldBack={wanted === undefined || isTooMuch}
        onReason={(reason) => {
          const { lineId } = line;
          if (wanted !== undefined) {
            onAdjust({ kind: 'line-price', reason, lineId, unitCents: wanted });
          }
          onClose();
        }}
      >
        <CentsField
          label={words.label}
          cents={wanted}
          maxCents={MAX_TYPED_CENTS}
          onCents={setWanted}
          currency={currency}
        />
        {isTooMuch && (
          <p role="alert" className="problem">
            {words.tooMuch}
          </p>
        )}
      </ReasonForm>
    </Dialog>
  );
}
