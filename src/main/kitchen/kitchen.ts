/**
 * The kitchen board of this station: the relay's orders and the station's own in one list, with the moves of its
 * people on disk before they count. Works while the kitchen window is open, and until its moves are sent.
 */
import type { OrderView } from '../../shared/ipc/views.ts';
import type { KitchenBoard } from '../../shared/kitchen/board.ts';
import { KitchenDesk } from '../../shared/kitchen/kitchen-desk.ts';
import type { OwnOrder } from '../../shared/kitchen/kitchen-memory.ts';
import type { OrderId } from '../../shared/order/order.ts';
import { fail, type Result } from '../../shared/result.ts';
import type { KitchenFeed, KitchenMove } from '../../shared/wire/kitchen.ts';
import { openKitchenFiles } from './kitchen-files.ts';

/** With the desk's pause between two calls a link that hangs is on the board within 5 s. */
const CALL_DEADLINE_MS = 3_000;

export type KitchenRelay = {
  readonly kitchenFeed: () => Promise<Result<KitchenFeed, string>>;
  readonly moveInKitchen: (orderId: OrderId, move: KitchenMove) => Promise<Result<unknown, string>>;
};

export type KitchenDeps = {
  readonly directory: string;
  /** The station's own orders that the kitchen may still have to make. */
  readonly ownOrders: () => readonly OrderView[];
  /** Undefined until someone says where the relay is. */
  readonly relay: KitchenRelay | undefined;
  readonly onBoard: (board: KitchenBoard) => void;
  readonly onCorrupt: (keptAs: string | undefined) => void;
  readonly wallMs: () => number;
};

export type Kitchen = {
  readonly desk: KitchenDesk;
  /** Somebody looks at the board, or no longer. */
  readonly setShown: (isShown: boolean) => void;
};

export async function openKitchen(deps: KitchenDeps): Promise<Kitchen> {
  const { relay, wallMs, onBoard } = deps;
  const files = await openKitchenFiles(deps.directory, { ...deps, wallMs: wallMs() });
  const noRelay = () => Promise.resolve(fail('not-enrolled'));
  let isShown = false;
  const restIfDone = ({ waitingMoves }: KitchenBoard) => {
    if (!isShown && waitingMoves === 0) void desk.stop();
  };
  const desk = new KitchenDesk({
    memory: files.memory,
    own: () => deps.ownOrders().map(ownOrderOf),
    ask: () => inTime(relay?.kitchenFeed() ?? noRelay()),
    send: (orderId, move) => inTime(relay?.moveInKitchen(orderId, move) ?? noRelay()),
    keepMoves: files.keepMoves,
    // The next answer of the relay says it again: a disk that refuses costs a start without the relay its view.
    keepFeed: (memory) => void files.keepFeed(memory),
    onBoard: (board) => {
      onBoard(board);
      restIfDone(board);
    },
    wallMs,
    pause,
  });
  if (files.memory.moves.length > 0) desk.start();
  return {
    desk,
    setShown: (isNow) => {
      isShown = isNow;
      if (isNow) desk.start();
      else restIfDone(desk.board());
    },
  };
}

function ownOrderOf({ order, delivery, events }: OrderView): OwnOrder {
  const cancellations = events.flatMap(({ event }) =>
    event.kind === 'refunded' && event.isCancelled
      ? [
          {
            eventId: event.eventId,
            lines: event.lines,
            reason: event.reason,
            cancelledAtMs: event.atMs,
          },
        ]
      : [],
  );
  return { order, cancellations, isDelivered: delivery === 'delivered' };
}

/** A call that is given up may still arrive: the relay moves an order only from where the screen saw it. */
async function inTime<Answer>(
  call: Promise<Result<Answer, string>>,
): Promise<Result<Answer, string>> {
  const { over, end } = pause(CALL_DEADLINE_MS);
  const answer = await Promise.race([call, over.then(() => fail('relay-away'))]);
  end();
  return answer;
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
