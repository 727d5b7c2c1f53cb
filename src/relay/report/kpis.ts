/**
 * The figures that the rollout is judged by, for each restaurant and week. Pure. A share is null where nothing
 * was there to count: no orders is not 0 %.
 */
import { weeksIn } from './week.ts';

export type UtteranceFact = {
  readonly restaurantId: string;
  readonly sessionId: string;
  readonly arm: string;
  readonly via: string;
  readonly outcome: string;
  readonly fallbackReason: string | null;
  readonly waitMs: number | null;
  readonly atMs: number;
};
export type OrderFact = {
  readonly restaurantId: string;
  readonly sessionId: string;
  readonly atMs: number;
};
export type RatingFact = {
  readonly restaurantId: string;
  /** 1 to 5. */
  readonly score: number;
  readonly atMs: number;
};
/** Somebody pressed “Something went wrong”. */
export type SupportCallFact = { readonly restaurantId: string; readonly atMs: number };
export type Facts = {
  readonly restaurants: readonly {
    readonly restaurantId: string;
    readonly name: string;
    readonly timeZone: string;
  }[];
  readonly utterances: readonly UtteranceFact[];
  readonly orders: readonly OrderFact[];
  readonly ratings: readonly RatingFact[];
  readonly supportCalls: readonly SupportCallFact[];
};

export type ReportLine = {
  readonly restaurantId: string;
  readonly restaurant: string;
  readonly week: string;
  readonly sessions: number;
  readonly orders: number;
  readonly utterances: number;
  readonly fallbacks: number;
  /** Sessions all of whose utterances were answered, by streaming or whole ÷ sessions with an answer or a failure. */
  readonly sessionSuccess: number | null;
  /** Sessions with words that became an order ÷ sessions with words. */
  readonly orderCompletion: number | null;
  /** Orders whose guest was heard by voice ÷ orders. */
  readonly adoption: number | null;
  /** Mean of the grades, 1 to 5. */
  readonly satisfaction: number | null;
  readonly ratings: number;
  /** Presses of “Something went wrong”. */
  readonly supportCalls: number;
  /** From the end of speech to the words, of those that streamed. */
  readonly streamingP50Ms: number | null;
  readonly streamingP95Ms: number | null;
  /** Of those that went whole, from their arrival. */
  readonly batchP50Ms: number | null;
  readonly batchP95Ms: number | null;
};

/** What the plan asks for. */
export const TARGETS = {
  sessionSuccess: 0.95,
  orderCompletion: 0.9,
  adoption: 0.6,
  satisfaction: 4.5,
} as const;

/** One line a restaurant and week in which anything happened; the newest week first. */
export function reportOf(facts: Facts): ReportLine[] {
  const lines = facts.restaurants.flatMap((restaurant) => {
    const weekAt = weeksIn(restaurant.timeZone);
    const weekOfFact = ({ atMs }: { readonly atMs: number }) => weekAt(atMs);
    const isHere = (fact: { readonly restaurantId: string }) =>
      fact.restaurantId === restaurant.restaurantId;
    const utterances = groupBy(facts.utterances.filter(isHere), weekOfFact);
    const orders = groupBy(facts.orders.filter(isHere), weekOfFact);
    const ratings = groupBy(facts.ratings.filter(isHere), weekOfFact);
    const supportCalls = groupBy(facts.supportCalls.filter(isHere), weekOfFact);
    const weeks = new Set(
      [utterances, orders, ratings, supportCalls].flatMap((one) => [...one.keys()]),
    );
    const { restaurantId, name } = restaurant;
    return [...weeks].map((week) => ({
      restaurantId,
      restaurant: name,
      week,
      ...figuresOf({
        utterances: utterances.get(week) ?? [],
        orders: orders.get(week) ?? [],
        ratings: ratings.get(week) ?? [],
        supportCalls: supportCalls.get(week) ?? [],
      }),
    }));
  });
  return lines.sort(
    (a, b) => b.week.localeCompare(a.week) || a.restaurant.localeCompare(b.restaurant),
  );
}

function figuresOf({ utterances, orders, ratings, supportCalls }: Omit<Facts, 'restaurants'>) {
  const sessions = [...groupBy(utterances, ({ sessionId }) => sessionId).values()];
  const has = (session: readonly UtteranceFact[], outcome: string) =>
    session.some((utterance) => utterance.outcome === outcome);
  const decided = sessions.filter((one) => has(one, 'completed') || has(one, 'failed'));
  const heard = new Set(
    utterances.filter(({ outcome }) => outcome === 'completed').map(({ sessionId }) => sessionId),
  );
  const ordered = new Set(orders.map(({ sessionId }) => sessionId));
  const waits = (via: string) =>
    utterances.filter((one) => one.via === via).flatMap(({ waitMs }) => waitMs ?? []);
  return {
    sessions: sessions.length,
    orders: orders.length,
    utterances: utterances.length,
    fallbacks: utterances.filter((one) => one.arm === 'streaming' && one.fallbackReason !== null)
      .length,
    sessionSuccess: share(decided.filter((one) => !has(one, 'failed')).length, decided.length),
    orderCompletion: share([...heard].filter((id) => ordered.has(id)).length, heard.size),
    adoption: share(orders.filter(({ sessionId }) => heard.has(sessionId)).length, orders.length),
    satisfaction: share(
      ratings.reduce((sum, { score }) => sum + score, 0),
      ratings.length,
    ),
    ratings: ratings.length,
    supportCalls: supportCalls.length,
    streamingP50Ms: percentile(waits('streaming'), 0.5),
    streamingP95Ms: percentile(waits('streaming'), 0.95),
    batchP50Ms: percentile(waits('batch'), 0.5),
    batchP95Ms: percentile(waits('batch'), 0.95),
  };
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** Nearest rank. */
function percentile(values: readonly number[], rank: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * rank) - 1] ?? null;
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
