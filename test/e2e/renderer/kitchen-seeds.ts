/** Boards of a kitchen screen: nothing to do, one order, a rush, late, cancelled, offline. */
import type { BoardOrder, KitchenBoard } from '../../../src/shared/kitchen/board.ts';
import { LOCAL_LANE } from '../../../src/shared/order/local-lane.ts';
import type { Order, OrderType } from '../../../src/shared/order/order.ts';
import { add, menu, newTicket, orderOf, withCommands } from './make-tickets.ts';

const MINUTE_MS = 60_000;

type Pick = NonNullable<Parameters<typeof add>[1]>;
type Wish = {
  readonly items: readonly (readonly [string, Pick?])[];
  readonly type?: OrderType;
  readonly ageMin?: number;
} & Partial<Omit<BoardOrder, 'order'>> & { readonly of?: Partial<Order> };

let count = 40;

/** The first of what must be chosen, where nothing was. */
function complete(name: string, pick: Pick = {}): Pick {
  const item = menu.items.find((one) => one.name === name);
  const needed = menu.choices.filter(({ id }) => item?.choiceIds.includes(id));
  const options = needed.flatMap((one) => one.options.slice(0, one.min).map((each) => each.name));
  return { options, ...pick };
}

function order({ items, type = 'takeout', ageMin = 0, of, ...rest }: Wish): BoardOrder {
  const ticket = withCommands(
    newTicket(),
    ...items.map(([name, pick]) => add(name, complete(name, pick))),
  );
  count += 1;
  const made = orderOf(
    {
      laneId: LOCAL_LANE.laneId,
      ticket,
      orderType: type,
      takenOver: false,
      canUndo: false,
      canRedo: false,
    },
    { kind: 'pay-later' },
    count,
  );
  if (!made.ok) throw new Error(made.failure);
  const receivedAtMs = Date.now() - ageMin * MINUTE_MS;
  return {
    order: { ...made.value.order, ...of },
    cancellations: [],
    kitchenStatus: 'new',
    receivedAtMs,
    movedAtMs: receivedAtMs,
    isSynchronised: true,
    ...rest,
  };
}

const board = (
  orders: readonly BoardOrder[],
  change: Partial<KitchenBoard> = {},
): KitchenBoard => ({ link: 'connected', orders, waitingMoves: 0, overtaken: [], ...change });

const family = () =>
  order({
    items: [
      ['Greek Salad', { options: ['Ranch'], note: 'Dressing on the side' }],
      ['Summer Salad', { quantity: 2, note: 'NUT ALLERGY' }],
      ['Greek Bowl', { modifiers: ['No Olives', 'No Feta'] }],
      ['Chicken Fajita Keto Bowl', { modifiers: ['Add Rice'] }],
      ['Lemonade', { quantity: 3 }],
    ],
    type: 'dine-in',
    ageMin: 3,
  });

const TYPES: readonly OrderType[] = ['drive-thru', 'takeout', 'dine-in', 'delivery'];
const DISHES: readonly (readonly [string, Pick?])[] = [
  ['Lemonade'],
  ['Peach Chicken'],
  ['Soul Bowl', { quantity: 2 }],
  ['BLT Sandwich', { note: 'Well done' }],
  ['Summer Succotash'],
  ['Teriyaki Salmon'],
  ['Sweet Tea w. Lemon', { quantity: 2 }],
];

function rush(): readonly BoardOrder[] {
  return Array.from({ length: 30 }, (_, index) =>
    order({
      items: Array.from(
        { length: 1 + (index % 4) },
        (_each, at) => DISHES[(index * 3 + at) % DISHES.length] ?? ['Lemonade'],
      ),
      type: TYPES[index % 4] ?? 'takeout',
      ageMin: (index * 7) % 9,
      kitchenStatus: index % 5 < 2 ? 'new' : index % 5 < 4 ? 'preparing' : 'ready',
    }),
  );
}

/** Cancels `quantity` of the line at that place. */
function cancelled(from: BoardOrder, at: number, quantity: number): BoardOrder {
  const line = from.order.lines[at];
  if (line === undefined) throw new Error('no such line');
  const cancellation = {
    eventId: crypto.randomUUID(),
    lines: [{ lineId: line.lineId, quantity }],
    reason: 'Guest changed their mind',
    cancelledAtMs: Date.now(),
  };
  return { ...from, cancellations: [...from.cancellations, cancellation] };
}

function changed(): readonly BoardOrder[] {
  const first = order({ items: [['Greek Bowl'], ['Lemonade', { quantity: 2 }]], ageMin: 2 });
  const { orderId, orderNumber } = first.order;
  const more = order({
    items: [['Watermelon Tataki'], ['Sweet Tea w. Lemon']],
    of: { addsTo: { orderId, orderNumber } },
  });
  const whole = order({ items: [['Tuna Salad']], type: 'delivery', kitchenStatus: 'cancelled' });
  const begun = order({
    items: [['Peach Chicken', { quantity: 2 }], ['Summer Succotash']],
    type: 'drive-thru',
    ageMin: 1,
    kitchenStatus: 'preparing',
  });
  return [cancelled(first, 1, 1), more, cancelled(whole, 0, 1), cancelled(begun, 0, 2)];
}

export const kitchenSeeds = {
  empty: () => board([]),
  one: () => board([family()]),
  rush: () =>
    board([
      ...rush(),
      order({ items: [['Lemonade']], kitchenStatus: 'completed', ageMin: 4 }),
      order({ items: [['Soul Bowl'], ['Lemonade']], kitchenStatus: 'completed', ageMin: 6 }),
    ]),
  late: () =>
    board([
      { ...family(), receivedAtMs: Date.now() - 17 * MINUTE_MS },
      order({ items: [['Lemonade']], type: 'drive-thru', ageMin: 5 }),
      order({ items: [['BLT Sandwich']], type: 'drive-thru', ageMin: 2.5 }),
      order({ items: [['Soul Bowl']], ageMin: 12, kitchenStatus: 'preparing' }),
      order({ items: [['Soul Bowl']], type: 'delivery', ageMin: 70, kitchenStatus: 'ready' }),
    ]),
  cancelled: () => board(changed()),
  offline: () =>
    board(
      [
        order({ items: [['Soul Bowl']], ageMin: 6, kitchenStatus: 'preparing' }),
        order({
          items: [['Lemonade', { quantity: 2 }], ['BLT Sandwich']],
          type: 'drive-thru',
          ageMin: 1,
          isSynchronised: false,
        }),
      ],
      { link: 'away', waitingMoves: 2 },
    ),
  alone: () => board([family()], { link: 'alone' }),
  overtaken: () =>
    board([family()], {
      overtaken: [{ orderNumber: 'B-041', kitchenStatus: 'ready', atMs: Date.now() }],
    }),
} satisfies Record<string, () => KitchenBoard>;

export type KitchenSeedName = keyof typeof kitchenSeeds;
