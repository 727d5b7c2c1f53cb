/**
 * What the crew says to the station, and what calls the crew: a handful beside tens of thousands of orders.
 * Without articles: with them, a guest's "a lemonade" was heard as "the lemonade", which is one that is ordered already.
 */
import type { SpokenItem } from './spoken-names.ts';

const LAST_ORDER = ['repeat last order', 'repeat the last order', 'please repeat last order'];
const PERSON = [
  'a team member please',
  'can i talk to a person',
  'can i speak to a manager please',
  'i want to talk to a real person',
];
const TIMES = 10;

export function crewSentences(items: readonly SpokenItem[]): readonly string[] {
  const ofItems = items.flatMap(({ singular, plural }) => [
    `eighty six ${singular[0]}`,
    `eighty six ${plural[0]}`,
    `${singular[0]} is back`,
    `${plural[0]} are back`,
    `we are out of ${plural[0]}`,
  ]);
  const often = Array.from({ length: TIMES }, () => [...LAST_ORDER, ...PERSON]).flat();
  return [...ofItems, ...often];
}
