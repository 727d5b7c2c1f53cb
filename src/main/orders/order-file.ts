/** One committed order on disk, a file of its own in the folder of its day. */
import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { orderViewSchema, type OrderView } from '../../shared/ipc/views.ts';
import { isMissing, readTextIfThere, setAside, writeDurably } from '../durable-file.ts';

const orderFileSchema = z.strictObject({
  format: z.literal(1),
  /** The restaurant's day. */
  day: z.iso.date(),
  ...orderViewSchema.shape,
});
export type OrderFile = z.infer<typeof orderFileSchema>;

export function viewOf({ order, changeCents, delivery, refusal }: OrderFile): OrderView {
  return { order, changeCents, delivery, ...(refusal !== undefined && { refusal }) };
}

export function saveOrderFile(directory: string, file: OrderFile) {
  const path = join(directory, 'open', file.day, `${file.order.orderId}.json`);
  return writeDurably(path, JSON.stringify(file));
}

/**
 * Every order of the days that are not closed, oldest first. What can't be read is set aside and told.
 * A day before `today` that has nothing left to deliver is closed: kept, but not read again.
 */
export async function loadOrderFiles(
  directory: string,
  today: string,
  at: { readonly wallMs: number; readonly onCorrupt: (keptAs: string | undefined) => void },
): Promise<OrderFile[]> {
  const files: OrderFile[] = [];
  for (const day of await namesIn(join(directory, 'open'))) {
    const ofDay = await loadDay(join(directory, 'open', day), at);
    const isOver = day < today && ofDay.every(({ delivery }) => delivery === 'delivered');
    if (isOver) await closeDay(directory, day);
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
  const names = (await namesIn(folder)).filter((name) => name.endsWith('.json'));
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

/** A day that can't be moved is read again at the next start: no harm. */
async function closeDay(directory: string, day: string): Promise<void> {
  await rename(join(directory, 'open', day), join(directory, `closed-${day}`)).catch(
    () => undefined,
  );
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
