/**
 * Takes in what a restaurant says is sold out or back, decides which word counts, and tells every station. A
 * route calls it for a station; a kitchen may be another caller.
 */
import type { RestaurantId } from '../../shared/ids.ts';
import type { Menu } from '../../shared/menu/menu.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { isNewer, keyOf, nameOf, type SoldOutFact } from '../../shared/sold-out/sold-out.ts';
import type { DownMessage } from '../../shared/wire/down.ts';
import {
  MAX_SOLD_OUT_FACTS,
  type SoldOutAnswer,
  type SoldOutRequest,
} from '../../shared/wire/sold-out.ts';

/** A till that was offline for longer says what it has to say as if it were so old. */
const MAX_AGE_MS = 7 * 24 * 3_600_000;

type Stored = { readonly factId: string; readonly fact: SoldOutFact };

export type SoldOutDeskDeps = {
  readonly facts: {
    put(
      restaurantId: RestaurantId,
      subject: SoldOutFact['subject'],
      decide: (known: Stored | undefined) => Stored | undefined,
    ): Promise<{ readonly fact: SoldOutFact; readonly isNew: boolean }>;
    ofRestaurant(restaurantId: RestaurantId): Promise<SoldOutFact[]>;
  };
  readonly menuOf: (restaurantId: RestaurantId) => Menu | null;
  /** To every station of the restaurant that is connected. */
  readonly tell: (restaurantId: RestaurantId, message: DownMessage) => void;
  readonly wallMs: () => number;
};

export class SoldOutDesk {
  readonly #deps: SoldOutDeskDeps;
  /** What was told last, by restaurant and subject: the rest is what another relay took in. */
  readonly #told = new Map<RestaurantId, Map<string, string>>();

  constructor(deps: SoldOutDeskDeps) {
    this.#deps = deps;
  }

  /** `origin`: who says it, a station's id. What the restaurant's menu does not have is `item-unknown`. */
  async put(
    restaurantId: RestaurantId,
    origin: string,
    request: SoldOutRequest,
  ): Promise<Result<SoldOutAnswer, 'item-unknown'>> {
    const { facts, menuOf, tell, wallMs } = this.#deps;
    const menu = menuOf(restaurantId);
    if (menu === null || nameOf(request.subject, menu) === undefined) return fail('item-unknown');
    const nowMs = wallMs();
    const put = await facts.put(restaurantId, request.subject, (known) =>
      decide(known, factOf(request, origin, nowMs), request.factId),
    );
    if (put.isNew) {
      tell(restaurantId, { type: 'sold_out', facts: [put.fact] });
      this.#toldOf(restaurantId).set(keyOf(put.fact.subject), JSON.stringify(put.fact));
    }
    return ok({ fact: put.fact });
  }

  /** Everything that was said last, for a station that has just connected. */
  async greet(restaurantId: RestaurantId, send: (message: DownMessage) => void): Promise<void> {
    try {
      sendAll(await this.#deps.facts.ofRestaurant(restaurantId), send);
    } catch (error) {
      // When the store is back, all of it is told to all.
      this.#told.delete(restaurantId);
      throw error;
    }
  }

  /** What another relay has taken in, told to the stations here. */
  async follow(restaurantIds: ReadonlySet<RestaurantId>): Promise<void> {
    for (const restaurantId of this.#told.keys()) {
      if (!restaurantIds.has(restaurantId)) this.#told.delete(restaurantId);
    }
    for (const restaurantId of restaurantIds) {
      const told = this.#toldOf(restaurantId);
      const facts = await this.#deps.facts.ofRestaurant(restaurantId);
      const news = facts.filter((fact) => told.get(keyOf(fact.subject)) !== JSON.stringify(fact));
      sendAll(news, (message) => this.#deps.tell(restaurantId, message));
      for (const fact of news) told.set(keyOf(fact.subject), JSON.stringify(fact));
    }
  }

  #toldOf(restaurantId: RestaurantId): Map<string, string> {
    const told = this.#told.get(restaurantId) ?? new Map<string, string>();
    this.#told.set(restaurantId, told);
    return told;
  }
}

function sendAll(facts: readonly SoldOutFact[], send: (message: DownMessage) => void): void {
  for (let at = 0; at < facts.length; at += MAX_SOLD_OUT_FACTS) {
    send({ type: 'sold_out', facts: facts.slice(at, at + MAX_SOLD_OUT_FACTS) });
  }
}

function factOf(
  { subject, state, by, madeAtMs, sentAtMs }: SoldOutRequest,
  origin: string,
  nowMs: number,
): SoldOutFact {
  const ageMs = Math.min(MAX_AGE_MS, Math.max(0, sentAtMs - madeAtMs));
  return { subject, state, origin, atMs: nowMs - ageMs, ...(by !== undefined && { by }) };
}

/** One origin says its things in order, so its next word is the later one whatever the network took. */
function decide(known: Stored | undefined, fact: SoldOutFact, factId: string): Stored | undefined {
  if (known === undefined) return { factId, fact };
  if (known.factId === factId) return undefined;
  if (known.fact.origin === fact.origin) {
    return { factId, fact: { ...fact, atMs: Math.max(fact.atMs, known.fact.atMs + 1) } };
  }
  return isNewer(fact, known.fact) ? { factId, fact } : undefined;
}
