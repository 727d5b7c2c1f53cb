/** Which order stands where on the board. */
import type { OrderId } from '../order/order.ts';
import type { BoardOrder } from './board.ts';
import { cookLines, type CookLine } from './cook-lines.ts';
import { dueAtMs, patienceRank } from './urgency.ts';

export const BOARD_COLUMNS = ['new', 'preparing', 'ready'] as const;
export type BoardColumn = (typeof BOARD_COLUMNS)[number];

export type Columns = Readonly<Record<BoardColumn, readonly BoardOrder[]>> & {
  /** Newest first; can be recalled. */
  readonly completed: readonly BoardOrder[];
};

/**
 * What is due first stands first; more for an order (`addsTo`) stands right after it while both are in one column. A
 * cancelled order stands among the new ones until someone has seen it.
 */
export function columnsOf(
  orders: readonly BoardOrder[],
  isSeen: (eventId: string) => boolean,
): Columns {
  const byDue = orders.toSorted(
    (a, b) =>
      dueAtMs(a) - dueAtMs(b) ||
      patienceRank(a) - patienceRank(b) ||
      (a.order.orderId < b.order.orderId ? -1 : 1),
  );
  const of = (column: BoardColumn) =>
    withAdditions(byDue.filter((order) => columnOf(order, isSeen) === column));
  const completed = orders
    .filter(({ kitchenStatus }) => kitchenStatus === 'completed')
    .toSorted((a, b) => b.movedAtMs - a.movedAtMs);
  return { new: of('new'), preparing: of('preparing'), ready: of('ready'), completed };
}

function columnOf(
  order: BoardOrder,
  isSeen: (eventId: string) => boolean,
): BoardColumn | undefined {
  const { kitchenStatus } = order;
  if (kitchenStatus === 'cancelled') return hasUnseen(order, isSeen) ? 'new' : undefined;
  return kitchenStatus === 'completed' ? undefined : kitchenStatus;
}

/** Something was cancelled and nobody at this screen has said that they saw it. */
export function hasUnseen(
  { cancellations }: Pick<BoardOrder, 'cancellations'>,
  isSeen: (eventId: string) => boolean,
): boolean {
  return cancellations.some(({ eventId }) => !isSeen(eventId));
}

function withAdditions(column: readonly BoardOrder[]): readonly BoardOrder[] {
  const here = new Set(column.map(({ order }) => order.orderId));
  const isAddition = ({ order }: BoardOrder) =>
    order.addsTo !== undefined && here.has(order.addsTo.orderId);
  const placed = new Set<OrderId>();
  const place = (one: BoardOrder): readonly BoardOrder[] => {
    if (placed.has(one.order.orderId)) return [];
    placed.add(one.order.orderId);
    const more = column.filter(({ order }) => order.addsTo?.orderId === one.order.orderId);
    return [one, ...more.flatMap(place)];
  };
  // Two orders that add to each other are nobody's addition: they come last, but they come.
  return [...column.filter((one) => !isAddition(one)), ...column].flatMap(place);
}

/** A combo is made of its components. */
function dishesOf({ name, choices }: Pick<CookLine, 'name' | 'choices'>): readonly string[] {
  const components = choices.filter(({ itemId }) => itemId !== undefined);
  return components.length === 0 ? [name] : components.map((component) => component.name);
}

export type AllDay = { readonly name: string; readonly count: number };

/** How many of each are still to be made, most first: what a cook puts on the grill at once. */
export function allDay(orders: readonly BoardOrder[]): readonly AllDay[] {
  const counts = new Map<string, number>();
  for (const order of orders) {
    if (order.kitchenStatus !== 'new' && order.kitchenStatus !== 'preparing') continue;
    for (const line of cookLines(order)) {
      if (line.toMake === 0) continue;
      for (const name of dishesOf(line)) counts.set(name, (counts.get(name) ?? 0) + line.toMake);
    }
  }
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .toSorted((a, b) => b.count - a.count || a.name.localeCompare(b.name));
}
