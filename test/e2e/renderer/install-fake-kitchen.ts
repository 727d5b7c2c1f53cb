/** `window.kitchen` on a page without Electron: the board that the address names, which moves as main would move it. */
import type { KitchenBoard } from '../../../src/shared/kitchen/board.ts';
import type { Kitchen } from '../../../src/shared/ipc/kitchen-contract.ts';
import { mayMove } from '../../../src/shared/order/kitchen-move.ts';
import { fail, ok } from '../../../src/shared/result.ts';
import { kitchenSeeds, type KitchenSeedName } from './kitchen-seeds.ts';

export type FakeKitchen = Kitchen & {
  /** As main would push it. */
  readonly show: (change: Partial<KitchenBoard>) => void;
  readonly board: () => KitchenBoard;
};

const wanted = new URLSearchParams(location.search).get('seed');
const isSeed = (name: string | null): name is KitchenSeedName =>
  name !== null && name in kitchenSeeds;

function createFakeKitchen(first: KitchenBoard): FakeKitchen {
  const listeners = new Set<(board: KitchenBoard) => void>();
  let board = first;
  let opensAtStart = false;
  const show = (change: Partial<KitchenBoard>) => {
    board = { ...board, ...change };
    for (const listener of listeners) listener(board);
  };
  return {
    show,
    board: () => board,
    getKitchen: () => Promise.resolve(ok({ board, opensAtStart })),
    moveOrder: ({ orderId, to }) => {
      const entry = board.orders.find(({ order }) => order.orderId === orderId);
      if (entry === undefined) return Promise.resolve(fail('unknown-order'));
      if (!mayMove(entry.kitchenStatus, to)) return Promise.resolve(fail('may-not-move'));
      const moved = { ...entry, kitchenStatus: to, movedAtMs: Date.now() };
      show({ orders: board.orders.map((one) => (one === entry ? moved : one)) });
      return Promise.resolve(ok(undefined));
    },
    setOpensAtStart: (request) => {
      ({ opensAtStart } = request);
      return Promise.resolve(ok(undefined));
    },
    onBoard: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

const fake = createFakeKitchen(kitchenSeeds[isSeed(wanted) ? wanted : 'empty']());
Object.assign(globalThis, { kitchen: fake, fakeKitchen: fake });
