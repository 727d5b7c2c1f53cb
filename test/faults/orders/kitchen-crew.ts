/** The kitchen as its page works: asks for the orders, cooks what is new, bumps it until the relay has heard. */
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { OrderId } from '../../../src/shared/order/order.ts';
import { kitchenOrderSchema, type KitchenOrder } from '../../../src/shared/wire/kitchen.ts';

const POLL_MS = 400;
const COOKS = 4;
const feedSchema = z.object({ orders: z.array(kitchenOrderSchema) });

export class KitchenCrew {
  /** How often each order was cooked and heard of as such by the relay; 0: it was cancelled before. */
  readonly cooked = new Map<OrderId, number>();
  readonly #call: (path: string, body?: object) => Promise<unknown>;
  #isLeaving = false;
  #working: Promise<void> | undefined;

  constructor(linkUrl: string, token: string) {
    this.#call = async (path, body) => {
      const response = await fetch(`${linkUrl}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(10_000),
      });
      if (!response.ok) throw new Error(String(response.status));
      return response.json();
    };
  }

  start(): void {
    this.#working = this.#work();
  }

  async stop(): Promise<void> {
    this.#isLeaving = true;
    await this.#working;
  }

  async #work(): Promise<void> {
    while (!this.#isLeaving) {
      const feed = await this.#call('/v1/kitchen/orders').catch(() => undefined);
      if (feed !== undefined) await this.#cook(feedSchema.parse(feed).orders);
      await wait(POLL_MS);
    }
  }

  async #cook(orders: readonly KitchenOrder[]): Promise<void> {
    const isNew = ({ kitchenStatus }: KitchenOrder) => kitchenStatus === 'new';
    for (const { order } of orders) {
      this.cooked.set(order.orderId, this.cooked.get(order.orderId) ?? 0);
    }
    const next = orders.filter(isNew).map(({ order }) => order.orderId);
    const cook = async () => {
      for (let orderId = next.shift(); orderId !== undefined; orderId = next.shift()) {
        if (!(await this.#bump(orderId))) continue;
        this.cooked.set(orderId, (this.cooked.get(orderId) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: COOKS }, cook));
  }

  /** Taps until the relay has it, as a cook does; false: it was cancelled meanwhile, or the day is over. */
  async #bump(orderId: OrderId): Promise<boolean> {
    const path = `/v1/kitchen/orders/${orderId}/status`;
    while (!this.#isLeaving) {
      try {
        await this.#call(path, { kitchenStatus: 'completed' });
        return true;
      } catch (error) {
        if (error instanceof Error && error.message === '400') return false;
        await wait(50);
      }
    }
    return false;
  }
}
