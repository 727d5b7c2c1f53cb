/** A seed as it stands, or after a few touches. */
import type { Page } from '@playwright/test';
import type { Language } from '../../../src/shared/people/person.ts';
import type { SeedName } from './seeds.ts';

export type Scene = {
  readonly name: string;
  readonly seed: SeedName;
  /** Of a station where nobody is signed in; English, if it is not named. */
  readonly language?: Language;
  readonly act?: (page: Page) => Promise<void>;
};
