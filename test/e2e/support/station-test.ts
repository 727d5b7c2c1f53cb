/** Playwright fixture: a whole product for each test that asks for one, taken down when the test ends. */
import { test as base } from '@playwright/test';
import { bringUpStation, type Station, type StationOptions } from '../../support/station.ts';

type Fixtures = { readonly startStation: (options?: StationOptions) => Promise<Station> };

export const test = base.extend<Fixtures>({
  startStation: async ({}, use) => {
    const stops: (() => Promise<void>)[] = [];
    await use((options = {}) => bringUpStation(options, stops));
    for (const stop of stops.reverse()) await stop();
  },
});
