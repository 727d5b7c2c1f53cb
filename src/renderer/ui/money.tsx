import { formatCents, type Cents } from '../../shared/money.ts';
import { useWords } from '../words/use-words.ts';

type MoneyProps = { readonly cents: Cents; readonly currency: string; readonly plus?: boolean };

/** The one way money is written on the screen. */
export function Money({ cents, currency, plus = false }: MoneyProps) {
  const { locale } = useWords();
  return (
    <span className="money">
      {plus && '+'}
      {formatCents(cents, currency, locale)}
    </span>
  );
}
