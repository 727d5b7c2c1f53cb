import { expect, test } from 'vitest';
import { screenHandlers } from '../../../src/main/screen-handlers.ts';
import { openSettings } from '../../../src/main/settings/open-settings.ts';
import { favouritesSchema, MAX_FAVOURITES } from '../../../src/shared/favourites.ts';
import { tempFolder } from '../../support/temp-folder.ts';

test('favourites are told to the screen at once, and there at the next start', async () => {
  const folder = await tempFolder();
  const { settings } = await openSettings(folder, Date.now);
  const told: (readonly string[])[] = [];
  const { setFavourites } = screenHandlers({
    settings,
    onScreen: () => undefined,
    onFavourites: (favourites) => void told.push(favourites),
  });
  expect(await setFavourites({ itemIds: ['503', 'gone', '103'] })).toEqual({
    ok: true,
    value: undefined,
  });
  expect(told).toEqual([['503', 'gone', '103']]);
  const again = await openSettings(folder, Date.now);
  expect(again.settings.current().favourites).toEqual(['503', 'gone', '103']);
});

test('an item is no favourite twice, and there are no more than a person finds', () => {
  const many = Array.from({ length: MAX_FAVOURITES + 1 }, (_, at) => String(at));
  expect(favouritesSchema.safeParse(['1', '1']).success).toBe(false);
  expect(favouritesSchema.safeParse(many).success).toBe(false);
  expect(favouritesSchema.safeParse(many.slice(1)).success).toBe(true);
});
