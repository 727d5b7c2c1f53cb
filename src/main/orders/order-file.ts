/** One committed order on disk with all that happened to it, a file of its own in the folder of its day. */
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { orderViewSchema, type OrderCounts, type OrderView } from '../../shared/ipc/views.ts';
import type { OrderEvent } from '../../shared/order/order-event.ts';
import { balanceOf, isUnpaid } from '../../shared/order/refund.ts';
import { namesIn, readTextIfThere, setAside, writeDurably } from '../durable-file.ts';
import { parseJson } from '../parse-json.ts';

const { events, ...view } = orderViewSchema.omit({ balance: true }).shape;
const orderFileSchema = z.strictObject({
  format: z.literal(1),
  /** The restaurant's day. */
  day: z.iso.date(),
  ...view,
  events: events.default([]),
});
export type OrderFile = z.infer<typeof orderFileSchema>;

export function viewOf({ order, changeCents, delivery, refusal, events }: OrderFile): OrderView {
  const balance = balanceOf(order, eventsOf({ events }));
  return {
    order,
    changeCents,
    delivery,
    ...(refusal !== undefined && { refusal }),
    events,
    balance,
  };
}

export function eventsOf({ events }: Pick<OrderFile, 'events'>): readonly OrderEvent[] {
  return events.map(({ event }) => event);
}

/** What one order adds to the counts. */
export function countsOf(file: OrderFile): OrderCounts {
  const isRefused = file.delivery === 'refused' || hasEvent(file, 'refused');
  return {
    waiting: Number(file.delivery === 'waiting'),
    refused: Number(isRefused),
    unpaid: Number(isUnpaid(file.order, eventsOf(file))),
  };
}

/** Something of it is still to be sent. */
export function isWaiting(file: OrderFile): boolean {
  return (
    file.delivery === 'waiting' || (file.delivery === 'delivered' && hasEvent(file, 'waiting'))
  );
}

/** Nothing more has to become of it: delivered with its events, and paid. */
export function isDone(file: OrderFile): boolean {
  const { waiting, refused, unpaid } = countsOf(file);
  return waiting + refused + unpaid === 0 && !hasEvent(file, 'waiting');
}

function hasEvent({ events }: OrderFile, delivery: OrderView['delivery']): boolean {
  return events.some((one) => one.delivery === delivery);
}

export function saveOrderFile(directory: string, file: OrderFile) {
  const path = join(directory, 'open', file.day, `${file.order.orderId}.json`);
  return writeDurably(path, JSON.stringify(file));
}

/**
 * Every order of the days that are not closed, oldest first. What can't be read is set aside and told.
 * A day before yesterday that has nothing left to do is closed: kept, but not read again. Until then a guest
 * who comes back the next day gets money back.
 */
export async function loadOrderFiles(
  directory: string,
  yesterday: string,
  at: { readonly wallMs: number; readonly onCorrupt: (keptAs: string | undefined) => void },
): Promise<OrderFile[]> {
  await reopenDays(directory, yesterday);
  const files: OrderFile[] = [];
  for (const day of await namesIn(join(directory, 'open'))) {
    const ofDay = await loadDay(join(directory, 'open', day), at);
    if (day < yesterday && ofDay.every(isDone)) await closeDay(directory, day);
    else files.push(...ofDay);
  }
  return files.sort(
    (a, b) =>
      a.order.placedAtMs - b.order.placedAtMs || (a.order.orderId < b.order.orderId ? -1 : 1),
  );
}

async function loadDay(
  folder: string,
  { wallMs, onCorrupt }: Parameters<typeof loadOrderFiles>[2],
): Promise<OrderFile[]> {
  const names = await namesIn(folder, '.json');
  const files: OrderFile[] = [];
  for (const name of names) {
    const path = join(folder, name);
    const text = await readTextIfThere(path);
    const file = orderFileSchema.safeParse(text.ok ? parseJson(text.value ?? '') : undefined);
    if (file.success) files.push(file.data);
    else onCorrupt(await setAside(path, wallMs));
  }
  return files;
}

/** A clock that was ahead has closed days that are not over: their numbers must not be given again. */
async function reopenDays(directory: string, yesterday: string): Promise<void> {
  for (const name of await namesIn(directory)) {
    const day = /^closed-(\d{4}-\d{2}-\d{2})$/.exec(name)?.[1];
    if (day === undefined || day < yesterday) continue;
    await mkdir(join(directory, 'open'), { recursive: true });
    await rename(join(directory, name), join(directory, 'open', day)).catch(() => undefined);
  }
}

/** A day that can't be moved is read again at the next start: no harm. */
async function closeDay(directory: string, day: string): Promise<void> {
  await rename(join(directory, 'open', day), join(directory, `closed-${day}`)).catch(
    () => undefined,
  );
}
