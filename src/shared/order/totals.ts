/** The one place where money is added up: stations and the relay both call it. */
import type { Menu } from '../menu/menu.ts';
import { taxCents, type Cents } from '../money.ts';
import type { Adjustment } from './adjustment.ts';
import type { TicketLine, TicketTotals } from './ticket.ts';

export type PricedLine = Pick<
  TicketLine,
  'lineId' | 'quantity' | 'unitPriceCents' | 'modifiers' | 'choices'
>;

/** A line's price by the menu, before adjustments and tax: the item with its modifiers and options, times its quantity. */
export function lineCents(line: Omit<PricedLine, 'lineId'>): Cents {
  const extras = [...line.modifiers, ...line.choices];
  const unit = extras.reduce((sum, { priceCents }) => sum + priceCents, line.unitPriceCents);
  return unit * line.quantity;
}

/** A line's price after its own adjustments; the last one of a line counts. */
export function netLineCents(line: PricedLine, adjustments: readonly Adjustment[]): Cents {
  const listed = lineCents(line);
  const own = adjustments.findLast(
    (one) => (one.kind === 'comp' || one.kind === 'line-price') && one.lineId === line.lineId,
  );
  if (own?.kind === 'comp') return 0;
  if (own?.kind === 'line-price') return Math.min(listed, own.unitCents * line.quantity);
  return listed;
}

/**
 * Suggested lines count like confirmed ones. Discounts on lines come first, then those on the ticket in
 * their order, each off what is left; percentages and tax are rounded half up, tax once for the whole ticket.
 */
export function totalsOf(
  lines: readonly PricedLine[],
  adjustments: readonly Adjustment[],
  menu: { readonly restaurant: Pick<Menu['restaurant'], 'taxBasisPoints'> },
): TicketTotals {
  const subtotalCents = lines.reduce((sum, line) => sum + lineCents(line), 0);
  let net = lines.reduce((sum, line) => sum + netLineCents(line, adjustments), 0);
  for (const one of adjustments) {
    if (one.kind === 'percent') net -= Math.floor((net * one.basisPoints + 5_000) / 10_000);
    if (one.kind === 'amount') net -= Math.min(net, one.amountCents);
  }
  const tax = taxCents(net, menu.restaurant.taxBasisPoints);
  const discountCents = subtotalCents - net;
  return { subtotalCents, discountCents, taxCents: tax, totalCents: net + tax };
}
