/** A seed as it stands, or after a few touches. */
import type { Page } from '@playwright/test';
import type { SeedName } from './seeds.ts';

export type Scene = {
  readonly name: string;
  readonly seed: SeedName;
  readonly act?: (page: Page) => Promise<void>;
};
