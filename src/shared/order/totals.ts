/** The one place where money is added up: stations and the relay both call it. */
import type { Menu } from '../menu/menu.ts';
import { taxCents, type Cents } from '../money.ts';
import { ownAdjustment, type Adjustment, type WantedAdjustment } from './adjustment.ts';
import type { TicketLine, TicketTotals } from './ticket.ts';

export type PricedLine = Pick<
  TicketLine,
  'lineId' | 'quantity' | 'unitPriceCents' | 'modifiers' | 'choices'
>;

/** A line's price by the menu, before adjustments and tax: the item with its modifiers and options, times its quantity. */
export function lineCents(line: Omit<PricedLine, 'lineId'>): Cents {
  return unitCents(line) * line.quantity;
}

/** One unit by the menu: the item with its modifiers and options; a combo with its components' own. */
export function unitCents(
  line: Pick<PricedLine, 'unitPriceCents' | 'modifiers' | 'choices'>,
): Cents {
  return line.unitPriceCents + sumOf(line.modifiers) + sumOf(line.choices) + componentCents(line);
}

/** What a combo's components cost on top of their slots. */
function componentCents({ choices }: Pick<PricedLine, 'choices'>): Cents {
  return choices.reduce(
    (sum, component) => sum + sumOf(component.modifiers ?? []) + sumOf(component.choices ?? []),
    0,
  );
}

function sumOf(extras: readonly { readonly priceCents: Cents }[]): Cents {
  return extras.reduce((sum, { priceCents }) => sum + priceCents, 0);
}

/** A line's price after its own adjustment. */
export function netLineCents(line: PricedLine, adjustments: readonly Adjustment[]): Cents {
  const listed = lineCents(line);
  const own = ownAdjustment(adjustments, line.lineId);
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
  const net = netCents(lines, adjustments);
  const tax = taxCents(net, menu.restaurant.taxBasisPoints);
  const discountCents = subtotalCents - net;
  return { subtotalCents, discountCents, taxCents: tax, totalCents: net + tax };
}

/** What each adjustment takes off, for its row on the ticket and the receipt; together the discount. */
export function adjustmentCents(
  lines: readonly PricedLine[],
  adjustments: readonly Adjustment[],
): readonly { readonly adjustment: Adjustment; readonly offCents: Cents }[] {
  let net = lines.reduce((sum, line) => sum + netLineCents(line, adjustments), 0);
  return adjustments.map((adjustment) => {
    if (adjustment.kind === 'percent' || adjustment.kind === 'amount') {
      const offCents = offTicket(adjustment, net);
      net -= offCents;
      return { adjustment, offCents };
    }
    const line = lines.find(({ lineId }) => lineId === adjustment.lineId);
    const counts = ownAdjustment(adjustments, adjustment.lineId) === adjustment;
    const offCents = line && counts ? lineCents(line) - netLineCents(line, adjustments) : 0;
    return { adjustment, offCents };
  });
}

/** What a discount on the ticket would take off what `adjustments` leave: all that it may ever take off. */
export function discountNow(
  wanted: WantedAdjustment,
  lines: readonly PricedLine[],
  adjustments: readonly Adjustment[],
): Cents {
  return asked(wanted, netCents(lines, adjustments));
}

function netCents(lines: readonly PricedLine[], adjustments: readonly Adjustment[]): Cents {
  const ofLines = lines.reduce((sum, line) => sum + netLineCents(line, adjustments), 0);
  return adjustments.reduce((net, one) => net - offTicket(one, net), ofLines);
}

function offTicket(one: Adjustment, net: Cents): Cents {
  return 'maxCents' in one ? Math.min(asked(one, net), one.maxCents) : 0;
}

function asked(one: WantedAdjustment, net: Cents): Cents {
  if (one.kind === 'percent') return Math.floor((net * one.basisPoints + 5_000) / 10_000);
  return one.kind === 'amount' ? Math.min(net, one.amountCents) : 0;
}
