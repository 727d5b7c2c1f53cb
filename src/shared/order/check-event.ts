/** Whether something may happen to an order after all that did: the station asks before it writes, the relay before it books. */
import { fail, ok, type Result } from '../result.ts';
import type { OrderEvent } from './order-event.ts';
import type { Order } from './order.ts';
import { balanceOf, isRightWay, isUnpaid, refundCents } from './refund.ts';
import { isRightPart } from './split-bill.ts';

/** More than a restaurant could want with one order; beyond it somebody plays with the buttons. */
export const MAX_MONEY_EVENTS = 100;
/** The first tap and a few that correct it. They must not use up what money needs. */
export const MAX_RATINGS = 5;

/** `nothing-left`: given back or paid already; `totals-differ`: not the amount that it must be. */
export type EventRefusal = 'nothing-left' | 'totals-differ';

export function checkEvent(
  order: Order,
  earlier: readonly OrderEvent[],
  event: OrderEvent,
): Result<undefined, EventRefusal> {
  const isRating = event.kind === 'rated';
  const alike = earlier.filter(({ kind }) => (kind === 'rated') === isRating);
  if (alike.length >= (isRating ? MAX_RATINGS : MAX_MONEY_EVENTS)) return fail('nothing-left');
  switch (event.kind) {
    case 'rated':
      return ok(undefined);
    case 'refunded': {
      const amount = refundCents(order, earlier, event.lines);
      if (!amount.ok) return amount;
      const isRight = amount.value === event.amountCents && isRightWay(order, earlier, event);
      return isRight ? ok(undefined) : fail('totals-differ');
    }
    case 'settled': {
      const { tender, part } = event;
      if (!isUnpaid(order, earlier)) return fail('nothing-left');
      if (part !== undefined && !isRightPart(order, earlier, part)) return fail('totals-differ');
      const isEnough = tender.kind !== 'pay-later' && changeDue(order, earlier, event) >= 0;
      return isEnough ? ok(undefined) : fail('totals-differ');
    }
  }
}

/** What goes back to the guest who pays a bill, or a part of it; negative: cash that is not enough. */
export function changeDue(
  order: Order,
  earlier: readonly OrderEvent[],
  { tender, part }: Pick<Extract<OrderEvent, { kind: 'settled' }>, 'tender' | 'part'>,
): number {
  if (tender.kind !== 'cash') return 0;
  const toPayCents = part?.amountCents ?? balanceOf(order, earlier).dueCents;
  return tender.tenderedCents - tender.tipCents - toPayCents;
}
