/** Ways to order faster: combos, favourites, barcodes. */
export const quickWords = {
  combo: {
    make: 'Make it a combo',
    which: (item: string) => `${item}: which combo?`,
  },
  favourites: {
    title: 'Favourites',
    none: 'Nothing here yet. Hold an item, right-click it, or press the menu key (Shift+F10) on it to add it.',
    add: 'Add to favourites',
    remove: 'Take off the favourites',
    earlier: 'Earlier',
    later: 'Later',
    place: (at: number, of: number) => `Favourite ${at} of ${of}`,
    full: (most: number) =>
      `There are ${most} favourites, as many as there can be: take one off first.`,
  },
  scan: {
    unknown: (code: string) =>
      `Barcode ${code} is not on the menu. Find the item by its name; whoever keeps the menu can add the code.`,
    misread: (code: string) =>
      `The barcode was misread (${code}). Scan it again, or find the item by its name.`,
    weighed: (code: string) =>
      `${code} is a label of a scale, with a weight or price inside, which this till does not read. Find the item by its name.`,
    blocked: 'Nothing was added: close the window that is open, then scan again.',
  },
};
