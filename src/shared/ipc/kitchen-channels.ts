/** Names of the kitchen window's calls and pushes, and nothing else (see `channels.ts`). What they carry: `kitchen-contract.ts`. */
export const KITCHEN_CALLS = ['getKitchen', 'moveOrder', 'setOpensAtStart'] as const;
export const KITCHEN_PUSHES = ['onBoard'] as const;

export type KitchenCallName = (typeof KITCHEN_CALLS)[number];
