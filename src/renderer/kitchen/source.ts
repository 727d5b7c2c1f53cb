/** Where a board gets its orders from: the app's main process, or the relay that serves the page. */
import type { KitchenBoard } from '../../shared/kitchen/board.ts';
import type { KitchenStatus, OrderId } from '../../shared/order/order.ts';
import type { Result } from '../../shared/result.ts';
import type { Store, Watched } from '../state/store.ts';
import type { Words } from '../words/english.ts';

export type MoveRefusal = keyof Words['kitchen']['refused'];
export type DoorRefusal = keyof Words['kitchen']['door']['failures'];

export type KitchenSource = {
  readonly board: Watched<KitchenBoard>;
  readonly move: (orderId: OrderId, to: KitchenStatus) => Promise<Result<undefined, MoveRefusal>>;
  readonly extra:
    | {
        readonly kind: 'page';
        /** Undefined: the code is right. */
        readonly enter: (code: string) => Promise<DoorRefusal | undefined>;
      }
    | {
        readonly kind: 'window';
        readonly opensAtStart: Watched<boolean>;
        readonly setOpensAtStart: (opensAtStart: boolean) => void;
      };
  readonly stop: () => void;
};

export const NOTHING_YET: KitchenBoard = {
  link: 'connecting',
  orders: [],
  waitingMoves: 0,
  overtaken: [],
};

export type BoardStore = Store<KitchenBoard>;
