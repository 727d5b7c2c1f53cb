/** The contract between main and the kitchen window: less than the till may do, and nothing of the till's. */
import { z } from 'zod';
import { kitchenBoardSchema, type KitchenBoard } from '../kitchen/board.ts';
import { kitchenStatusSchema, orderIdSchema } from '../order/order.ts';
import type { Result } from '../result.ts';
import type { KitchenCallName } from './kitchen-channels.ts';

const kitchenViewSchema = z.strictObject({
  board: kitchenBoardSchema,
  /** This station is a kitchen display. */
  opensAtStart: z.boolean(),
});

export const kitchenCalls = {
  getKitchen: { request: z.undefined(), reply: kitchenViewSchema, failures: [] },
  /** On the board and on disk before this answers; sent when the relay can take it. */
  moveOrder: {
    request: z.strictObject({ orderId: orderIdSchema, to: kitchenStatusSchema }),
    reply: z.undefined(),
    failures: ['unknown-order', 'may-not-move', 'cannot-save'],
  },
  setOpensAtStart: {
    request: z.strictObject({ opensAtStart: z.boolean() }),
    reply: z.undefined(),
    failures: ['cannot-save'],
  },
} as const satisfies Record<
  KitchenCallName,
  { request: z.ZodType; reply: z.ZodType; failures: readonly string[] }
>;

export type KitchenRequest<Name extends KitchenCallName> = z.infer<
  (typeof kitchenCalls)[Name]['request']
>;
export type KitchenResult<Name extends KitchenCallName> = Result<
  z.infer<(typeof kitchenCalls)[Name]['reply']>,
  (typeof kitchenCalls)[Name]['failures'][number] | 'bad-request' | 'internal'
>;

/** `window.kitchen` */
export type Kitchen = {
  readonly [Name in KitchenCallName]: (
    request: KitchenRequest<Name>,
  ) => Promise<KitchenResult<Name>>;
} & { readonly onBoard: (listener: (board: KitchenBoard) => void) => () => void };
