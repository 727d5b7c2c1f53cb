/** Orders with any prices and reductions, added up by the one function that does. */
import {
  laneIdSchema,
  lineIdSchema,
  sessionIdSchema,
  ticketIdSchema,
} from '../../../src/shared/ids.ts';
import type { Adjustment } from '../../../src/shared/order/adjustment.ts';
import {
  orderSchema,
  type Order,
  type OrderType,
  type Tender,
} from '../../../src/shared/order/order.ts';
import { totalsOf } from '../../../src/shared/order/totals.ts';
import { personIdSchema, type PersonStamp } from '../../../src/shared/people/person.ts';

export type MadeOrder = {
  readonly lines: readonly {
    readonly quantity: number;
    readonly unitCents: number;
    readonly off: 'none' | 'comp' | 'price';
  }[];
  readonly percent: number | undefined;
  readonly amount: number | undefined;
  readonly tender: (totalCents: number) => Tender;
  readonly orderType: OrderType;
  readonly person: PersonStamp | undefined;
  readonly taxBasisPoints: number;
};

export function orderOf(made: MadeOrder, newId: () => string): Order {
  const approvedBy = { personId: personIdSchema.parse(newId()), name: 'Boss' };
  const why = () => ({ adjustmentId: newId(), reason: 'test', approvedBy });
  const lines = made.lines.map(({ quantity, unitCents }, index) => ({
    lineId: lineIdSchema.parse(newId()),
    itemId: String(index),
    name: `Item ${index}`,
    quantity,
    unitPriceCents: unitCents,
    modifiers: [],
    choices: [],
  }));
  const adjustments: Adjustment[] = lines.flatMap(
    ({ lineId, unitPriceCents }, index): Adjustment[] => {
      const off = made.lines[index]?.off;
      if (off === 'comp') return [{ kind: 'comp', ...why(), lineId }];
      if (off !== 'price') return [];
      return [{ kind: 'line-price', ...why(), lineId, unitCents: Math.floor(unitPriceCents / 3) }];
    },
  );
  if (made.percent !== undefined) {
    adjustments.push({ kind: 'percent', ...why(), basisPoints: made.percent, maxCents: 1e9 });
  }
  if (made.amount !== undefined) {
    adjustments.push({ kind: 'amount', ...why(), amountCents: made.amount, maxCents: made.amount });
  }
  const restaurant = { taxBasisPoints: made.taxBasisPoints };
  const totals = totalsOf(lines, adjustments, { restaurant });
  return orderSchema.parse({
    orderId: newId(),
    orderNumber: 'B-001',
    laneId: laneIdSchema.parse('counter-1'),
    sessionId: sessionIdSchema.parse(newId()),
    ticketId: ticketIdSchema.parse(newId()),
    orderType: made.orderType,
    menuVersion: '1',
    lines,
    adjustments,
    totals,
    tender: made.tender(totals.totalCents),
    ...(made.person !== undefined && { takenBy: made.person }),
    placedAtMs: 0,
  });
}
