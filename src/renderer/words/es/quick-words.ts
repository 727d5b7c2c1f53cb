/** Ways to order faster, in Spanish: combos, favourites, barcodes. */
export const quickWords = {
  combo: {
    make: 'Hacerlo combo',
    which: (item: string) => `${item}: ¿en qué combo?`,
  },
};
