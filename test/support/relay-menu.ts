/** The menu of the relay's tests: one dish. */
import { restaurantIdSchema } from '../../src/shared/ids.ts';

export const RESTAURANT_ID = restaurantIdSchema.parse('11111111-1111-1111-1111-111111111111');

export const MENU_SOURCE = {
  restaurant: {
    id: RESTAURANT_ID,
    name: 'Test Kitchen',
    timeZone: 'UTC',
    currency: 'USD',
    taxRatePercent: 8,
  },
  categories: [{ id: 'bowls', name: 'Bowls' }],
  items: [
    { id: '502', name: 'Greek Bowl', categoryId: 'bowls', priceCents: 1_400, aliases: ['greek'] },
  ],
};
