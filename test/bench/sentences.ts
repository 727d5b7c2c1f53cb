/** Plain orders, as guests say them; the benches speak them in turn. */
export const SENTENCES: readonly string[] = [
  'two greek bowls and a lemonade',
  'can i get three lemonades and a soul bowl please',
  'one soul bowl with no rice',
  'i would like two peach chicken and a lemonade',
  'two greek bowls and three summer salads',
  'a teriyaki salmon and two sweet teas please',
  'one summer succotash and one lemonade',
  'can i have two soul bowls and a greek bowl',
  'three greek bowls please',
  'i would like a hamburger steak and two lemonades',
];
