/** Sampled sentences of guests at this menu: the text that the language model is counted from. */
import type { Random } from './random.ts';
import { ALLERGY_REQUESTS, CORRECTIONS, INGREDIENTS, QUESTIONS, SMALL_TALK } from './small-talk.ts';
import type { SpokenItem } from './spoken-names.ts';

const COUNTS = [
  'two', 'two', 'two', 'three', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven',
  'twelve', 'fifteen', 'twenty', 'a couple of', 'a dozen',
] as const; // prettier-ignore

const ONE = ['a', 'a', 'a', 'a', 'a', 'one', 'one', 'one', 'one', '', ''] as const;

const OPENERS = [
  ...[
    '',
    '',
    '',
    '',
    '',
    "i'd like",
    "i'd like",
    'i would like',
    'i want',
    'i will have',
    "i'll have",
  ],
  ...[
    "i'll take",
    "we'll have",
    "we'd like",
    'can i get',
    'can i have',
    'could i get',
    'could i have',
  ],
  ...['may i have', 'let me get', 'give me', 'get me', 'hi can i get', 'hello i would like'],
  ...['hi i would like', 'yes i would like', 'okay i will have', 'and', 'also', 'and also', 'um'],
  ...[
    'and can i get',
    'please give me',
    "i'd like to order",
    'i want to order',
    'add',
    'please add',
  ],
  ...['can you add', 'and then', 'we need', "let's do", 'do'],
] as const satisfies readonly string[];

const CLOSERS = [
  '', '', '', '', '', '', 'please', 'please', 'to go', 'to go please', 'for here', 'for here please', 'thanks',
  'thank you', "that's all", "that's it", "and that's all", 'please thank you',
] as const; // prettier-ignore

const OMISSIONS = [
  'no',
  'no',
  'no',
  'with no',
  'with no',
  'without',
  'hold the',
  'and no',
] as const;
const FILLERS = ['um', 'uh'] as const;

type Kit = { readonly random: Random; readonly items: readonly [SpokenItem, ...SpokenItem[]] };

/** `howMany` sentences, each lower-case words; the same `random` gives the same sentences. */
export function* orderSentences(
  [first, ...others]: readonly SpokenItem[],
  howMany: number,
  random: Random,
): Generator<string> {
  if (first === undefined) return;
  const kit: Kit = { random, items: [first, ...others] };
  for (let made = 0; made < howMany; made += 1) yield tidy(sentence(kit), random);
}

function sentence(kit: Kit): string {
  const kind = kit.random.next();
  if (kind < 0.6) return order(kit);
  if (kind < 0.71) return fill(kit.random.pick(CORRECTIONS), kit);
  if (kind < 0.8) return answer(kit);
  if (kind < 0.83) return fill(kit.random.pick(QUESTIONS), kit);
  if (kind < 0.86) return kit.random.pick(ALLERGY_REQUESTS);
  return kit.random.pick(SMALL_TALK);
}

function order(kit: Kit): string {
  const { random } = kit;
  const opener = random.pick(OPENERS);
  const count = random.pick([1, 1, 1, 2, 2, 3]);
  const dishes = Array.from({ length: count }, () => dish(kit, opener !== ''));
  const joined = dishes.reduce((text, next, index) => {
    const isLast = index === count - 1;
    return `${text} ${isLast || random.chance(0.4) ? 'and' : ''} ${next}`;
  });
  const allergy = random.chance(0.06) ? random.pick(ALLERGY_REQUESTS) : '';
  return `${opener} ${joined} ${random.pick(CLOSERS)} ${allergy}`;
}

function dish(kit: Kit, mayBeDefinite: boolean): string {
  const { random } = kit;
  const item = random.pick(kit.items);
  const isOne = random.chance(0.55);
  const name = nameOf(isOne ? item.singular : item.plural, random);
  const one = mayBeDefinite && random.chance(0.15) ? 'the' : random.pick(ONE);
  const changes = random.chance(0.35) ? change(item, random) : '';
  return `${withArticle(isOne ? one : random.pick(COUNTS), name)} ${changes}`;
}

/** The printed name is said as often as all its aliases together. */
function nameOf(names: readonly [string, ...string[]], random: Random): string {
  return random.chance(0.5) ? names[0] : random.pick(names);
}

function withArticle(number: string, name: string): string {
  return number === 'a' && /^[aeiou]/.test(name) ? `an ${name}` : `${number} ${name}`;
}

function change(item: SpokenItem, random: Random): string {
  const first = oneChange(item, random);
  return random.chance(0.3) ? `${first} and ${oneChange(item, random)}` : first;
}

function oneChange(item: SpokenItem, random: Random): string {
  const [modifier, ...modifiers] = item.modifiers;
  if (modifier !== undefined && random.chance(0.7)) {
    return sayModifier(random.pick([modifier, ...modifiers]), random);
  }
  const [option, ...options] = item.options;
  if (option !== undefined && random.chance(0.6)) {
    return sayOptions(random.pick([option, ...options]), random.pick([option, ...options]), random);
  }
  const ingredient = random.pick(INGREDIENTS);
  if (random.chance(0.7)) return `${random.pick(OMISSIONS)} ${ingredient}`;
  return random.pick([
    `with extra ${ingredient}`,
    `extra ${ingredient}`,
    `with ${ingredient}`,
    `${ingredient} on the side`,
    'dressing on the side',
  ]);
}

/** "no rice" → "with no rice", "without rice" …; "add chicken" → "with chicken", "and add chicken" … */
function sayModifier(printed: string, random: Random): string {
  const [verb = '', ...rest] = printed.split(' ');
  const thing = rest.join(' ');
  if (verb === 'no') return random.chance(0.4) ? printed : `${random.pick(OMISSIONS)} ${thing}`;
  if (verb !== 'add') return `${random.pick(['', 'with', 'and'])} ${printed}`;
  return random.pick([
    printed,
    `with ${printed}`,
    `with ${printed}`,
    `and ${printed}`,
    `with ${thing}`,
    `with extra ${thing}`,
  ]);
}

function sayOptions(
  first: SpokenItem['options'][number],
  second: SpokenItem['options'][number],
  random: Random,
): string {
  if (first.choice !== second.choice || first.option === second.option || random.chance(0.5)) {
    return sayOption(first, random);
  }
  const [one, other] = [first, second].map(({ option }) =>
    isCountable(option) && random.chance(0.5) ? `a ${option}` : option,
  );
  return `with ${one ?? ''} and ${other ?? ''}`;
}

function sayOption({ choice, option }: SpokenItem['options'][number], random: Random): string {
  const named = choice.endsWith('s') || choice === 'side' ? option : `${option} ${choice}`;
  const article = isCountable(option) ? 'a ' : '';
  return random.pick([
    `with ${option}`,
    `with ${named}`,
    named,
    `on ${named}`,
    `on ${option}`,
    `with ${article}${option}`,
    `and ${article}${option}`,
    `and ${named}`,
    `with ${option} on the side`,
    `and ${article}${named} on the side`,
  ]);
}

/** "a fruit cup", but "rice", "collards". */
function isCountable(option: string): boolean {
  return option.includes(' ') && !option.endsWith('s');
}

/** What is said when the till has asked for a choice or a detail. */
function answer(kit: Kit): string {
  const { random } = kit;
  const item = random.pick(kit.items);
  const lead = random.pick(['', '', '', 'yes', 'can i get', "i'll take", 'um', 'and']);
  const closer = random.pick(['', '', 'please', 'please', 'is fine', 'thanks']);
  return `${lead} ${random.chance(0.7) ? oneChange(item, random) : nameOf(item.singular, random)} ${closer}`;
}

function fill(template: string, kit: Kit): string {
  const { random } = kit;
  return template
    .replace(/(\ban?) \{item\}/g, () =>
      withArticle('a', nameOf(random.pick(kit.items).singular, random)),
    )
    .replace(/\{item\}/g, () => nameOf(random.pick(kit.items).singular, random))
    .replace(/\{items\}/g, () => nameOf(random.pick(kit.items).plural, random))
    .replace(/\{count\}/g, () => random.pick(['one', ...COUNTS]));
}

function tidy(text: string, random: Random): string {
  const words = text.split(' ').filter((word) => word !== '');
  return words
    .flatMap((word) => (random.chance(0.002) ? [random.pick(FILLERS), word] : [word]))
    .join(' ');
}
