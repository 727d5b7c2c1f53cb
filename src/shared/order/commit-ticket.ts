/** From ticket to order, and the relay's check of one: both price every line by the menu, in one way. */
import type { LaneId } from '../ids.ts';
import type { Menu } from '../menu/menu.ts';
import type { Cents } from '../money.ts';
import type { PersonStamp } from '../people/person.ts';
import { fail, ok, type Result } from '../result.ts';
import { missingChoices } from './missing-choices.ts';
import type { Order, OrderId, OrderType, Tender } from './order.ts';
import { priceSelection, selectionOf, type LineParts } from './price-selection.ts';
import type { LineChoice, Ticket, TicketLine, TicketTotals } from './ticket.ts';
import { totalsOf } from './totals.ts';

export type CommitFailure =
  'nothing-to-commit' | 'unconfirmed-lines' | 'choice-required' | 'tender-too-small';

export type Commit = {
  readonly orderId: OrderId;
  readonly orderNumber: string;
  readonly laneId: LaneId;
  readonly orderType: OrderType;
  readonly tender: Tender;
  readonly takenBy?: PersonStamp;
  readonly addsTo?: NonNullable<Order['addsTo']>;
  readonly placedAtMs: number;
  readonly menu: Menu;
};

/**
 * The ticket as an order. A line that is only suggested, or that the menu no longer has at this price, is
 * `unconfirmed-lines`: a person must look at it first. Totals are added up anew.
 */
export function commitTicket(
  ticket: Ticket,
  { menu, ...commit }: Commit,
): Result<{ readonly order: Order; readonly changeCents: Cents }, CommitFailure> {
  if (ticket.lines.length === 0) return fail('nothing-to-commit');
  const isSure = ticket.lines.every(
    (line) => line.status === 'confirmed' && isAsOnMenu(line, menu) === 'same',
  );
  if (!isSure) return fail('unconfirmed-lines');
  if (ticket.lines.some((line) => missingChoices(menu, line).length > 0)) {
    return fail('choice-required');
  }
  const totals = totalsOf(ticket.lines, ticket.adjustments, menu);
  const changeCents = changeOf(commit.tender, totals);
  if (changeCents < 0) return fail('tender-too-small');
  const order: Order = {
    ...commit,
    sessionId: ticket.sessionId,
    ticketId: ticket.ticketId,
    menuVersion: menu.version,
    lines: ticket.lines.map(orderLine),
    adjustments: ticket.adjustments,
    totals,
  };
  return ok({ order, changeCents });
}

function orderLine(line: TicketLine): Order['lines'][number] {
  const { lineId, itemId, name, quantity, unitPriceCents, modifiers, choices, note } = line;
  const priced = { itemId, name, quantity, unitPriceCents, modifiers, choices };
  return { lineId, ...priced, ...(note !== undefined && { note }) };
}

/**
 * Whether `menu` (of the order's `menuVersion`) sells these lines at these prices, required choices and
 * all, and whether the sums are right. Nothing that came from outside is believed.
 */
export function checkOrder(
  order: Order,
  menu: Menu,
): Result<undefined, 'item-unknown' | 'totals-differ'> {
  for (const line of order.lines) {
    const found = isAsOnMenu(line, menu);
    if (found === 'unknown' || missingChoices(menu, line).length > 0) return fail('item-unknown');
    if (found === 'other') return fail('totals-differ');
  }
  const lineIds = new Set<string>(order.lines.map(({ lineId }) => lineId));
  const isOfOrder = order.adjustments.every((one) => !('lineId' in one) || lineIds.has(one.lineId));
  if (!isOfOrder) return fail('totals-differ');
  const totals = totalsOf(order.lines, order.adjustments, menu);
  const isSame =
    totals.subtotalCents === order.totals.subtotalCents &&
    totals.discountCents === order.totals.discountCents &&
    totals.taxCents === order.totals.taxCents &&
    totals.totalCents === order.totals.totalCents;
  return isSame && changeOf(order.tender, totals) >= 0 ? ok(undefined) : fail('totals-differ');
}

/** Negative: cash that is not enough. */
function changeOf(tender: Tender, { totalCents }: TicketTotals): Cents {
  return tender.kind === 'cash' ? tender.tenderedCents - tender.tipCents - totalCents : 0;
}

function isAsOnMenu(line: LineParts, menu: Menu): 'same' | 'other' | 'unknown' {
  const priced = priceSelection(menu, selectionOf(line));
  if (!priced.ok) return 'unknown';
  return wording(priced.value) === wording(line) ? 'same' : 'other';
}

/** A line's names and prices in one comparable text. */
export function wording({ name, unitPriceCents, modifiers, choices }: LineParts): string {
  return JSON.stringify([
    name,
    unitPriceCents,
    modifiers.map(modifierWording),
    choices.map((choice) => [
      ...optionWording(choice),
      choice.itemId,
      (choice.modifiers ?? []).map(modifierWording),
      (choice.choices ?? []).map(optionWording),
    ]),
  ]);
}

function modifierWording({ modifierId, name, priceCents }: LineParts['modifiers'][number]) {
  return [modifierId, name, priceCents];
}

function optionWording({ choiceId, optionId, name, priceCents }: LineChoice) {
  return [choiceId, optionId, name, priceCents];
}
