/** The board of the app's kitchen window: main keeps it, this shows it. */
import type { Kitchen } from '../../shared/ipc/kitchen-contract.ts';
import { fail } from '../../shared/result.ts';
import { createStore } from '../state/store.ts';
import { NOTHING_YET, type BoardStore, type KitchenSource } from './source.ts';

export function openWindowSource(kitchen: Kitchen): KitchenSource {
  const board: BoardStore = createStore(NOTHING_YET);
  const opensAtStart = createStore(false);
  let hasPush = false;
  const stop = kitchen.onBoard((next) => {
    hasPush = true;
    board.set(next);
  });
  const settled = <Reply>(reply: Promise<Reply>) => reply.catch(() => fail('internal' as const));
  void settled(kitchen.getKitchen(undefined)).then((view) => {
    if (!view.ok) return;
    opensAtStart.set(view.value.opensAtStart);
    if (!hasPush) board.set(view.value.board);
  });
  return {
    board,
    move: (orderId, to) => settled(kitchen.moveOrder({ orderId, to })),
    extra: {
      kind: 'window',
      opensAtStart,
      setOpensAtStart: (wanted) => {
        void settled(kitchen.setOpensAtStart({ opensAtStart: wanted })).then((kept) => {
          if (kept.ok) opensAtStart.set(wanted);
        });
      },
    },
    stop,
  };
}
