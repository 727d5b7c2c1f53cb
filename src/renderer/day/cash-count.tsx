import { useRef, useState, type ReactNode } from 'react';
import { denominationsOf } from '../../shared/day/denominations.ts';
import { formatCents, type Cents } from '../../shared/money.ts';
import { AmountField } from '../ui/amount-field.tsx';
import { Button } from '../ui/button.tsx';
import { DigitPad } from '../ui/digit-pad.tsx';
import { Money } from '../ui/money.tsx';
import { Segments } from '../ui/segments.tsx';
import { useWords } from '../words/use-words.ts';
import { countedCents, typedCount, typedSum, type Pieces } from './count-draft.ts';

const KEYS = ['7', '8', '9', '4', '5', '6', '1', '2', '3', '0'] as const;

type CashCountProps = {
  readonly currency: string;
  readonly help: ReactNode;
  readonly yes: (amount: string) => string;
  readonly onCounted: (cents: Cents) => void;
};

/** Counts a drawer by notes and coins or as one sum; what should be there is not shown. */
export function CashCount({ currency, help, yes, onCounted }: CashCountProps) {
  const { count: words, locale } = useWords();
  const worths = denominationsOf(currency);
  const [way, setWay] = useState<'byPiece' | 'bySum'>(worths.length > 0 ? 'byPiece' : 'bySum');
  const [pieces, setPieces] = useState<Pieces>(new Map());
  const [sum, setSum] = useState<Cents>(0);
  const cents = way === 'byPiece' ? countedCents(pieces) : sum;
  const money = (amount: Cents) => formatCents(amount, currency, locale);
  return (
    <form
      className="cash-count"
      onSubmit={(event) => {
        event.preventDefault();
        onCounted(cents);
      }}
    >
      {help}
      {worths.length > 0 && (
        <Segments
          label={words.way}
          value={way}
          onChange={setWay}
          options={[
            { value: 'byPiece', text: words.byPiece },
            { value: 'bySum', text: words.bySum },
          ]}
        />
      )}
      {way === 'byPiece' ? (
        <PieceCount {...{ worths, pieces, money }} onChange={setPieces} />
      ) : (
        <AmountField
          label={words.sum}
          padLabel={words.pad}
          deleteLabel={words.deleteDigit}
          text={sum === 0 ? '' : money(sum)}
          onType={(digits) => setSum(typedSum(digits))}
        />
      )}
      <p className="counted" role="status">
        <span>{words.counted}</span>
        <strong>
          <Money cents={cents} currency={currency} />
        </strong>
      </p>
      <Button look="primary" icon="cash" submit>
        {yes(money(cents))}
      </Button>
    </form>
  );
}

type PieceCountProps = {
  readonly worths: readonly Cents[];
  readonly pieces: Pieces;
  readonly money: (cents: Cents) => string;
  readonly onChange: (pieces: Pieces) => void;
};

/** The pad writes into the field in focus; Enter goes to the next one, and after the last one counts. */
function PieceCount({ worths, pieces, money, onChange }: PieceCountProps) {
  const words = useWords().count;
  const fields = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(worths[0] ?? 0);
  const set = (worth: Cents, text: string) =>
    onChange(new Map(pieces).set(worth, typedCount(text)));
  const shown = (worth: Cents) => String(pieces.get(worth) ?? 0).replace(/^0$/, '');
  const focusAfter = (index: number) =>
    fields.current?.querySelectorAll('input')[index + 1]?.focus();
  return (
    <div className="piece-count">
      <div className="pieces" ref={fields}>
        {worths.map((worth, index) => (
          <label key={worth} className="piece" data-active={worth === active}>
            <span className="piece-worth">{money(worth)}</span>
            <span aria-hidden="true">×</span>
            <input
              value={shown(worth)}
              placeholder="0"
              inputMode="none"
              autoComplete="off"
              aria-label={words.pieces(money(worth))}
              onFocus={() => setActive(worth)}
              onChange={(event) => set(worth, event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || index === worths.length - 1) return;
                event.preventDefault();
                focusAfter(index);
              }}
            />
          </label>
        ))}
      </div>
      <DigitPad
        label={words.pad}
        keys={KEYS}
        deleteLabel={words.deleteDigit}
        onDigits={(digit) => set(active, `${shown(active)}${digit}`)}
        onDelete={() => set(active, shown(active).slice(0, -1))}
      />
    </div>
  );
}
