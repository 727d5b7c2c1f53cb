/** The board of the relay's page: asks the relay that served it, and keeps its moves in the browser. */
import { z } from 'zod';
import { KitchenDesk } from '../../shared/kitchen/kitchen-desk.ts';
import { EMPTY_MEMORY, type KitchenMemory } from '../../shared/kitchen/kitchen-memory.ts';
import { pendingMoveSchema } from '../../shared/kitchen/settle-move.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { problemSchema } from '../../shared/wire/http.ts';
import { kitchenFeedSchema, kitchenMoveAnswerSchema } from '../../shared/wire/kitchen.ts';
import { createStore } from '../state/store.ts';
import { NOTHING_YET, type BoardStore, type KitchenSource } from './source.ts';

/** With the desk's pause between two calls a link that hangs is seen within 5 s. */
const CALL_DEADLINE_MS = 3_000;
const TOKEN = 'kitchen-token';
const MOVES = 'kitchen-moves';

const tokenAnswerSchema = z.object({ token: z.string().min(1) });

export function openPageSource(storage: Storage): KitchenSource {
  const board: BoardStore = createStore(NOTHING_YET);
  const ask = async <Answer>(path: string, schema: z.ZodType<Answer>, body?: object) => {
    const token = storage.getItem(TOKEN);
    return callRelay(path, schema, { token, body });
  };
  const desk = new KitchenDesk({
    memory: readMoves(storage),
    own: () => [],
    ask: () =>
      storage.getItem(TOKEN) === null
        ? Promise.resolve(fail('bad-token'))
        : ask('orders', kitchenFeedSchema),
    send: (orderId, move) => ask(`orders/${orderId}/status`, kitchenMoveAnswerSchema, move),
    keepMoves: ({ moves }) => Promise.resolve(keep(storage, moves)),
    keepFeed: () => undefined,
    onBoard: board.set,
    wallMs: () => Date.now(),
    pause,
  });
  desk.start();
  return {
    board,
    move: (orderId, to) => desk.move(orderId, to),
    extra: {
      kind: 'page',
      enter: async (code) => {
        const answered = await ask('token', tokenAnswerSchema, { code: code.trim().toUpperCase() });
        if (!answered.ok) return refusalOf(answered.failure);
        storage.setItem(TOKEN, answered.value.token);
        desk.askNow();
        return undefined;
      },
    },
    stop: () => void desk.stop(),
  };
}

function refusalOf(failure: string): 'code-unknown' | 'too-many-requests' | 'away' {
  if (failure === 'too-many-requests') return failure;
  return failure === 'code-unknown' || failure === 'bad-request' ? 'code-unknown' : 'away';
}

/** The failure is the relay's code, or `away`. */
async function callRelay<Answer>(
  path: string,
  schema: z.ZodType<Answer>,
  { token, body }: { readonly token: string | null; readonly body: object | undefined },
): Promise<Result<Answer, string>> {
  try {
    const response = await fetch(new URL(`../v1/kitchen/${path}`, location.href), {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      signal: AbortSignal.timeout(CALL_DEADLINE_MS),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    if (response.ok) {
      const parsed = schema.safeParse(answer);
      return parsed.success ? ok(parsed.data) : fail('away');
    }
    const problem = problemSchema.safeParse(answer);
    return fail(problem.success ? problem.data.code : 'away');
  } catch {
    return fail('away');
  }
}

function readMoves(storage: Storage): KitchenMemory {
  try {
    const stored: unknown = JSON.parse(storage.getItem(MOVES) ?? '[]');
    return { ...EMPTY_MEMORY, moves: z.array(pendingMoveSchema).parse(stored) };
  } catch {
    return EMPTY_MEMORY;
  }
}

function keep(storage: Storage, moves: KitchenMemory['moves']): Result<undefined, 'cannot-save'> {
  try {
    storage.setItem(MOVES, JSON.stringify(moves));
    return ok(undefined);
  } catch {
    return fail('cannot-save');
  }
}

function pause(ms: number): { readonly over: Promise<void>; readonly end: () => void } {
  let end: () => void = () => undefined;
  const over = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    end = () => {
      clearTimeout(timer);
      resolve();
    };
  });
  return { over, end };
}
