/** An order with everything that paper has to show. */
import { lineIdSchema } from '../../src/shared/ids.ts';
import { adjustmentsSchema } from '../../src/shared/order/adjustment.ts';
import { orderSchema, type Order } from '../../src/shared/order/order.ts';
import { totalsOf } from '../../src/shared/order/totals.ts';
import { personStampSchema } from '../../src/shared/people/person.ts';

export const KATE = personStampSchema.parse({
  personId: '0198f000-0000-7000-8000-00000000000a',
  name: 'Kate',
});

export const RESTAURANT = {
  name: 'The Greek Corner',
  timeZone: 'America/New_York',
  currency: 'USD',
};

const lineId = (nth: number) => lineIdSchema.parse(`0198f000-0000-7000-8000-00000000010${nth}`);
export const LINES = { bowl: lineId(1), salad: lineId(2), tea: lineId(3) };

const lines = [
  {
    lineId: LINES.bowl,
    itemId: '502',
    name: 'Greek Bowl',
    quantity: 2,
    unitPriceCents: 1_400,
    modifiers: [
      { modifierId: 'no-olives', name: 'No Olives', priceCents: 0 },
      { modifierId: 'add-salmon', name: 'Add Salmon', priceCents: 650 },
    ],
    choices: [{ choiceId: 'dressing', optionId: 'ranch', name: 'Ranch', priceCents: 0 }],
    note: 'Nut allergy, please use a clean board',
  },
  {
    lineId: LINES.salad,
    itemId: '301',
    name: 'Ensalada de Jalapeño y Queso con un Nombre Realmente Largo',
    quantity: 1,
    unitPriceCents: 1_050,
    modifiers: [],
    choices: [],
    note: 'On the side',
  },
  {
    lineId: LINES.tea,
    itemId: '103',
    name: 'Sweet Tea',
    quantity: 12,
    unitPriceCents: 300,
    modifiers: [],
    choices: [],
  },
];

const made = { approvedBy: KATE, reason: 'Birthday' };
const adjustments = adjustmentsSchema.parse([
  {
    kind: 'comp',
    adjustmentId: '0198f000-0000-7000-8000-000000000201',
    lineId: LINES.salad,
    ...made,
    reason: 'Waited too long',
  },
  {
    kind: 'percent',
    adjustmentId: '0198f000-0000-7000-8000-000000000202',
    basisPoints: 1_000,
    maxCents: 10_000,
    ...made,
  },
]);

export function printedOrder(change: Partial<Order> = {}): Order {
  return orderSchema.parse({
    orderId: '0198f000-0000-7000-8000-000000000001',
    orderNumber: 'B-042',
    laneId: 'lane-1',
    sessionId: '0198f000-0000-7000-8000-000000000002',
    ticketId: '0198f000-0000-7000-8000-000000000003',
    orderType: 'takeout',
    menuVersion: 'any',
    lines,
    adjustments,
    totals: totalsOf(lines, adjustments, { restaurant: { taxBasisPoints: 800 } }),
    tender: { kind: 'cash', tenderedCents: 10_000, tipCents: 500 },
    takenBy: KATE,
    placedAtMs: Date.UTC(2026, 10, 24, 17, 5),
    ...change,
  });
}
