/** The kitchen window's calls. */
import { ok } from '../shared/result.ts';
import type { KitchenDesk } from '../shared/kitchen/kitchen-desk.ts';
import type { KitchenHandlers } from './ipc/answer-calls.ts';
import type { SettingsStore } from './settings/open-settings.ts';

export function kitchenHandlers({
  kitchen,
  settings,
}: {
  readonly kitchen: KitchenDesk;
  readonly settings: SettingsStore;
}): KitchenHandlers {
  return {
    getKitchen: () =>
      ok({ board: kitchen.board(), opensAtStart: settings.current().opensKitchenAtStart }),
    moveOrder: ({ orderId, to }) => kitchen.move(orderId, to),
    setOpensAtStart: ({ opensAtStart }) => settings.change({ opensKitchenAtStart: opensAtStart }),
  };
}
