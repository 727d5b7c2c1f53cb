/** Changes to a station's favourites. Pure. */
import type { Favourites } from '../../shared/favourites.ts';

/** Puts the item last, or takes it off. */
export function toggled(favourites: Favourites, itemId: string): Favourites {
  return favourites.includes(itemId)
    ? favourites.filter((one) => one !== itemId)
    : [...favourites, itemId];
}

/** One place on among those that are shown: what this menu does not have keeps its place unseen. */
export function moved(
  favourites: Favourites,
  itemId: string,
  by: -1 | 1,
  isShown: (itemId: string) => boolean,
): Favourites {
  const shown = favourites.filter(isShown);
  const other = shown[shown.indexOf(itemId) + by];
  if (other === undefined || !shown.includes(itemId)) return favourites;
  return favourites.map((one) => {
    if (one === itemId) return other;
    return one === other ? itemId : one;
  });
}
