/** The one place where money is added up: stations and the relay both call it. */
import type { Menu } from '../menu/menu.ts';
import { taxCents, type Cents } from '../money.ts';
import type { TicketLine, TicketTotals } from './ticket.ts';

export type PricedLine = Pick<TicketLine, 'quantity' | 'unitPriceCents' | 'modifiers' | 'choices'>;

/** A line's price before tax: the item with its modifiers and options, times its quantity. */
export function lineCents(line: PricedLine): Cents {
  const extras = [...line.modifiers, ...line.choices];
  const unit = extras.reduce((sum, { priceCents }) => sum + priceCents, line.unitPriceCents);
  return unit * line.quantity;
}

/** Suggested lines count like confirmed ones; tax is rounded half up once for the whole ticket. */
export function totalsOf(
  lines: readonly PricedLine[],
  menu: { readonly restaurant: Pick<Menu['restaurant'], 'taxBasisPoints'> },
): TicketTotals {
  const subtotalCents = lines.reduce((sum, line) => sum + lineCents(line), 0);
  const tax = taxCents(subtotalCents, menu.restaurant.taxBasisPoints);
  return { subtotalCents, taxCents: tax, totalCents: subtotalCents + tax };
}
