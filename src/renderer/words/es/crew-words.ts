import type { crewWords as english } from '../crew-words.ts';

export const crewWords: typeof english = {
  crew: {
    hold: 'Mantener: orden',
    held: 'Di la orden…',
    help: 'Mantén y di: “eighty-six the lemonade”, “lemonade is back” o “repeat last order”',
  },
};
