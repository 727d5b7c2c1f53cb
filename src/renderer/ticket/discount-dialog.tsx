import { useState } from 'react';
import type { Cents } from '../../shared/money.ts';
import type { WantedAdjustment } from '../../shared/order/adjustment.ts';
import { CentsField } from '../ui/cents-field.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ReasonForm } from '../ui/reason-form.tsx';
import { Segments } from '../ui/segments.tsx';
import { useWords } from '../words/use-words.ts';

const PERCENTS = [5, 10, 15, 20, 50] as const;

type DiscountDialogProps = {
  readonly currency: string;
  /** What is left to take off. */
  readonly leftCents: Cents;
  readonly onAdjust: (adjustment: WantedAdjustment) => void;
  readonly onClose: () => void;
};

/** Off the whole ticket: how much, and why. */
export function DiscountDialog({ currency, leftCents, onAdjust, onClose }: DiscountDialogProps) {
  const words = useWords().adjust;
  const [how, setHow] = useState('10');
  const [amountCents, setAmountCents] = useState<Cents>();
  const isAmount = how === 'amount';
  const options = PERCENTS.map((percent) => ({
    value: String(percent),
    text: words.percents(percent),
  }));
  return (
    <Dialog title={words.title} onClose={onClose}>
      <p>{words.help}</p>
      <ReasonForm
        reasons={words.reasons}
        presets={words.presets}
        label={words.ownReason}
        yes={words.yes}
        isHeldBack={isAmount && (amountCents ?? 0) === 0}
        onReason={(reason) => {
          if (!isAmount) onAdjust({ kind: 'percent', reason, basisPoints: Number(how) * 100 });
          else if (amountCents !== undefined) onAdjust({ kind: 'amount', reason, amountCents });
          onClose();
        }}
      >
        <Segments
          label={words.how}
          value={how}
          onChange={setHow}
          options={[...options, { value: 'amount', text: words.amount }]}
        />
        {isAmount && (
          <CentsField
            label={words.amountLabel}
            cents={amountCents}
            maxCents={leftCents}
            onCents={setAmountCents}
            currency={currency}
          />
        )}
      </ReasonForm>
    </Dialog>
  );
}
