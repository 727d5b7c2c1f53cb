/**
 * Which allergens a menu's own words give away. The source names ingredients (`dairy: feta`); a text
 * that contains one carries the allergen. What the words don't say stays unknown: an empty list is
 * no promise that a dish is safe, and screens must not say so.
 */
export type AllergenReader = (...texts: readonly string[]) => string[];

export function allergenReader(
  source: Readonly<Record<string, readonly string[]>>,
): AllergenReader {
  const table = Object.entries(source).map(([allergen, ingredients]) => ({
    allergen,
    ingredients: ingredients.map(plainWords),
  }));
  return (...texts) => {
    const spoken = texts.map((text) => ` ${plainWords(text)} `);
    return table
      .filter(({ ingredients }) =>
        ingredients.some((word) => spoken.some((text) => text.includes(` ${word} `))),
      )
      .map(({ allergen }) => allergen);
  };
}

function plainWords(text: string): string {
  return text
    .toLowerCase()
    .split(/[^\p{Letter}\p{Number}]+/u)
    .filter((word) => word !== '')
    .map((word) => (word.length > 3 && !word.endsWith('ss') ? word.replace(/s$/, '') : word))
    .join(' ');
}
