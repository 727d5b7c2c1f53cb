/** What the store knows for the report: how utterances went, which sessions became orders, how guests graded. */
import { z } from 'zod';
import type { Database } from './database.ts';

const orderFactSchema = z.object({ sessionId: z.string(), placedAtMs: z.number() });
const ratingFactSchema = z.object({ kind: z.literal('rated'), score: z.number() });

export async function readReportFacts(db: Database, sinceMs: number) {
  const [utterances, orders, events, supportCalls] = await Promise.all([
    db
      .selectFrom('utterances')
      .select([
        'restaurant_id as restaurantId',
        'session_id as sessionId',
        'arm',
        'via',
        'outcome',
        'fallback_reason as fallbackReason',
        'wait_ms as waitMs',
        'ended_at_ms as atMs',
      ])
      .where('ended_at_ms', '>=', sinceMs)
      .execute(),
    db
      .selectFrom('orders')
      .select(['restaurant_id', 'order_json'])
      .where('received_at_ms', '>=', sinceMs)
      .execute(),
    db
      .selectFrom('order_events')
      .innerJoin('orders', 'orders.order_id', 'order_events.order_id')
      .select(['orders.restaurant_id', 'event_json', 'order_events.received_at_ms'])
      .where('order_events.received_at_ms', '>=', sinceMs)
      .execute(),
    db
      .selectFrom('support_calls')
      .select(['restaurant_id as restaurantId', 'made_at_ms as atMs'])
      .where('made_at_ms', '>=', sinceMs)
      .execute(),
  ]);
  return {
    utterances,
    supportCalls,
    orders: orders.map(({ restaurant_id, order_json }) => {
      const { sessionId, placedAtMs } = orderFactSchema.parse(JSON.parse(order_json));
      return { restaurantId: restaurant_id, sessionId, atMs: placedAtMs };
    }),
    ratings: events.flatMap(({ restaurant_id, event_json, received_at_ms }) => {
      const rating = ratingFactSchema.safeParse(JSON.parse(event_json));
      if (!rating.success) return [];
      return { restaurantId: restaurant_id, score: rating.data.score, atMs: received_at_ms };
    }),
  };
}
