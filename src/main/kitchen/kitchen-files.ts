/** What the kitchen board must not lose on disk: the moves of its people, and the relay's last word for a start without it. */
import { join } from 'node:path';
import type { z } from 'zod';
import {
  EMPTY_MEMORY,
  kitchenMemorySchema,
  type KitchenMemory,
} from '../../shared/kitchen/kitchen-memory.ts';
import { readTextIfThere, setAside, writeDurably } from '../durable-file.ts';
import { parseJson } from '../parse-json.ts';

const movesFileSchema = kitchenMemorySchema.pick({ moves: true });
const feedFileSchema = kitchenMemorySchema.omit({ moves: true });

export type KitchenFiles = {
  readonly memory: KitchenMemory;
  readonly keepMoves: (memory: KitchenMemory) => ReturnType<typeof writeDurably>;
  readonly keepFeed: (memory: KitchenMemory) => ReturnType<typeof writeDurably>;
};

/** One write of a file after the other, so that the newest is the one that stays. */
export async function openKitchenFiles(
  directory: string,
  at: { readonly wallMs: number; readonly onCorrupt: (keptAs: string | undefined) => void },
): Promise<KitchenFiles> {
  const moves = join(directory, 'moves.json');
  const feed = join(directory, 'feed.json');
  const memory = {
    ...EMPTY_MEMORY,
    ...(await read(feed, feedFileSchema, at)),
    ...(await read(moves, movesFileSchema, at)),
  };
  const writeMoves = inTurn(moves);
  const writeFeed = inTurn(feed);
  return {
    memory,
    keepMoves: (kept) => writeMoves({ moves: kept.moves }),
    keepFeed: ({ feed: orders, clockAheadMs, told }) =>
      writeFeed({ feed: orders, clockAheadMs, told }),
  };
}

function inTurn(path: string) {
  let last: Promise<unknown> = Promise.resolve();
  return (content: object) => {
    const write = last.then(() => writeDurably(path, JSON.stringify(content)));
    last = write;
    return write;
  };
}

async function read<Content>(
  path: string,
  schema: z.ZodType<Content>,
  { wallMs, onCorrupt }: Parameters<typeof openKitchenFiles>[1],
): Promise<Content | undefined> {
  const text = await readTextIfThere(path);
  if (text.ok && text.value === undefined) return undefined;
  const parsed = schema.safeParse(text.ok ? parseJson(text.value ?? '') : undefined);
  if (parsed.success) return parsed.data;
  onCorrupt(await setAside(path, wallMs));
  return undefined;
}
