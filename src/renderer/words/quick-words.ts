/** Ways to order faster: combos, favourites, barcodes. */
export const quickWords = {
  combo: {
    make: 'Make it a combo',
    which: (item: string) => `${item}: which combo?`,
  },
};
