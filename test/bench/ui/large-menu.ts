/**
 * A large restaurant's menu file, the same at every call: categories of very different sizes, modifiers,
 * required and optional choices, aliases, diets and allergens. Pure.
 */
import type { MenuSource } from '../../../src/shared/menu/menu-source.ts';

const STYLES = [
  'Classic',
  'Grilled',
  'Smoked',
  'Spicy',
  'Crispy',
  'Roasted',
  'Garden',
  'Harvest',
  'Double',
  'Junior',
  'Maple',
  'Jalapeño',
  'Lemon',
  'Truffle',
  'Country',
  'Coastal',
  'Farmer’s',
  'Midnight',
  'Sunrise',
  'Golden',
] as const;

const FILLINGS = [
  'Chicken',
  'Turkey',
  'Ham',
  'Salmon',
  'Shrimp',
  'Tofu',
  'Bacon',
  'Beef',
  'Mushroom',
  'Avocado',
] as const;

/** What is served in a category: the last word of its items' names. */
const CATEGORIES = [
  { name: 'Sandwiches', dish: 'Sandwich', share: 200 },
  { name: 'Burgers', dish: 'Burger', share: 150 },
  { name: 'Bowls', dish: 'Bowl', share: 120 },
  { name: 'Salads', dish: 'Salad', share: 100 },
  { name: 'Wraps', dish: 'Wrap', share: 80 },
  { name: 'Tacos', dish: 'Taco', share: 60 },
  { name: 'Pizzas', dish: 'Pizza', share: 50 },
  { name: 'Soups', dish: 'Soup', share: 40 },
  { name: 'Starters', dish: 'Bites', share: 40 },
  { name: 'Breakfast', dish: 'Omelet', share: 40 },
  { name: 'Entrees', dish: 'Plate', share: 30 },
  { name: 'Pastas', dish: 'Pasta', share: 30 },
  { name: 'Kids', dish: 'Little Plate', share: 20 },
  { name: 'Sides', dish: 'Side', share: 20 },
  { name: 'Sauces', dish: 'Sauce', share: 20 },
] as const;

/** Their items ask for a choice, so a tap opens a dialog instead of making a line. */
const ASKING = ['Salads', 'Pizzas', 'Entrees'];
const EXTRAS = ['Feta', 'Cheddar', 'Bacon', 'Avocado', 'Egg', 'Pickles', 'Onions', 'Tomato'];
const DIETS = ['vegan', 'vegetarian', 'gluten-free'];

/** A thousand items. */
export function largeMenu(): MenuSource {
  const items = CATEGORIES.flatMap(({ name, dish, share }, category) =>
    Array.from({ length: share }, (_, index) => itemOf(name, dish, category, index)),
  );
  return {
    restaurant: {
      id: '77777777-7777-4777-8777-777777777777',
      name: 'The Thousand Dishes',
      timeZone: 'America/New_York',
      currency: 'USD',
      taxRatePercent: 8.25,
    },
    categories: CATEGORIES.map(({ name }, index) => ({
      id: name.toLowerCase(),
      name,
      displayOrder: index + 1,
    })),
    items,
    modifiers: EXTRAS.flatMap((extra, index) => [
      {
        name: `Add ${extra}`,
        priceCents: 75 + 25 * index,
        itemIds: everyOther(items, index, 3),
      },
      { name: `No ${extra}`, priceCents: 0, itemIds: everyOther(items, index, 4) },
    ]).filter(({ itemIds }) => itemIds.length > 0),
    choices: CATEGORIES.map(({ name }) => ({
      categoryId: name.toLowerCase(),
      name: ASKING.includes(name) ? 'Dressing' : 'Side',
      min: ASKING.includes(name) ? 1 : 0,
      max: 1,
      options: ['House', 'Ranch', 'Honey Mustard', 'Balsamic', 'Blue Cheese'].map((option) => ({
        name: option,
        priceCents: option === 'Blue Cheese' ? 50 : 0,
      })),
    })),
    allergens: {
      dairy: ['feta', 'cheddar', 'cheese'],
      fish: ['salmon'],
      shellfish: ['shrimp'],
      egg: ['egg', 'omelet'],
      soy: ['tofu'],
    },
  };
}

function itemOf(
  categoryName: string,
  dish: string,
  category: number,
  index: number,
): MenuSource['items'][number] {
  const style = STYLES[Math.floor(index / FILLINGS.length) % STYLES.length] ?? '';
  const filling = FILLINGS[index % FILLINGS.length] ?? '';
  const diet = DIETS[(category + index) % 7];
  return {
    id: `${category + 1}${String(index).padStart(3, '0')}`,
    name: `${style} ${filling} ${dish}`,
    categoryId: categoryName.toLowerCase(),
    priceCents: 495 + ((category * 137 + index * 25) % 1_500),
    description: `${style} ${filling.toLowerCase()} from our own kitchen`,
    aliases: [
      `${filling.toLowerCase()} ${dish.toLowerCase()} ${style.toLowerCase()}`,
      `number ${category + 1} ${index}`,
    ],
    dietary: diet === undefined ? [] : [diet],
    prepMinutes: 3 + (index % 9),
  };
}

function everyOther(items: MenuSource['items'], offset: number, step: number): string[] {
  return items.filter((_, index) => index % step === offset % step).map(({ id }) => id);
}
