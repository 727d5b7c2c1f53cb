/** An order of the relay tests' one dish, as a station would send it. */
import { randomUUID } from 'node:crypto';
import { orderSchema, type Order } from '../../src/shared/order/order.ts';

export function greekOrder(menuVersion: string, change: Partial<Order> = {}): Order {
  return orderSchema.parse({
    orderId: randomUUID(),
    orderNumber: 'A-001',
    laneId: 'lane-1',
    sessionId: randomUUID(),
    ticketId: randomUUID(),
    orderType: 'takeout',
    menuVersion,
    lines: [
      {
        lineId: randomUUID(),
        itemId: '502',
        name: 'Greek Bowl',
        quantity: 2,
        unitPriceCents: 1_400,
        modifiers: [],
        choices: [],
      },
    ],
    adjustments: [],
    totals: { subtotalCents: 2_800, discountCents: 0, taxCents: 224, totalCents: 3_024 },
    tender: { kind: 'cash', tenderedCents: 4_000, tipCents: 0 },
    placedAtMs: 1_000,
    ...change,
  });
}
