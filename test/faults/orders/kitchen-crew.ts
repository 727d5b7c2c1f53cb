/** The kitchen as its page works: asks for the orders, cooks what is new, bumps it until the relay has heard. */
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { OrderId } from '../../../src/shared/order/order.ts';
import { kitchenOrderSchema, type KitchenOrder } from '../../../src/shared/wire/kitchen.ts';

const POLL_MS = 400;
const feedSchema = z.object({ orders: z.array(kitchenOrderSchema) });

export class KitchenCrew {
  /** How often each order came up to be cooked; 0: it was cancelled before. */
  readonly seen = new Map<OrderId, number>();
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
    for (const { order, kitchenStatus } of orders) {
      const times = this.seen.get(order.orderId) ?? 0;
      this.seen.set(order.orderId, kitchenStatus === 'new' ? times + 1 : times);
      if (kitchenStatus === 'new') await this.#bump(order.orderId);
    }
  }

  /** Until the relay has it, as a cook taps again; a cancelled order can't be bumped any more. */
  async #bump(orderId: OrderId): Promise<void> {
    const path = `/v1/kitchen/orders/${orderId}/status`;
    for (let tries = 0; tries < 60; tries += 1) {
      try {
        await this.#call(path, { kitchenStatus: 'completed' });
        return;
      } catch (error) {
        if (error instanceof Error && error.message === '400') return;
        await wait(50);
      }
    }
  }
}
