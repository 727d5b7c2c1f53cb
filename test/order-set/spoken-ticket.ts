/**
 * Tickets and ways to say them: for every line a sentence is made of names, numbers, modifiers and
 * options in the orders and with the fillers that people use. What is said must compile to the ticket.
 */
import fc from 'fast-check';
import type { Menu, MenuItem } from '../../src/shared/menu/menu.ts';

export type SpokenLine = {
  readonly itemId: string;
  readonly quantity: number;
  readonly names: readonly string[];
  readonly words: string;
};

const NUMBERS = ['', '', 'two', 'three', 'four', 'five', 'six'];
const OPENINGS = [
  '',
  'can i get ',
  "i'd like ",
  'hi could i please have ',
  'let me get ',
  'uh yeah give me ',
  "i'll have ",
  'we want ',
  "i'm gonna do ",
  'okay so um can we get ',
];
const LINKS = [
  ' and ',
  ', ',
  ' and also ',
  ' and then ',
  ', and ',
  ' plus ',
  ' and uh ',
  ' and can i get ',
];
const CLOSINGS = [
  '',
  ' please',
  " that's it",
  ' thank you',
  " and that'll be all",
  ' thanks so much',
];
const CORRECTIONS = [
  'no',
  'no wait',
  'sorry',
  'i mean',
  'actually',
  'actually make that',
  'uh no',
  ', wait, no,',
  'scratch that',
];
const FILLERS = ['', '', '', '', 'uh ', 'um ', 'like ', 'maybe '];

/** One line and one way of saying it. */
function spokenLine(menu: Menu): fc.Arbitrary<SpokenLine> {
  return fc.constantFrom(...menu.items).chain((item) =>
    fc
      .record({
        name: fc.constantFrom(...namesOf(item, menu)),
        quantity: fc.constantFrom(1, 1, 1, 2, 3, 4),
        filler: fc.constantFrom(...FILLERS),
        modifiers: modifiersOf(item, menu),
        options: optionsOf(item, menu),
        isOptionFirst: fc.boolean(),
        how: fc.nat(1_000),
        slip: fc.constantFrom('', '', '', '', 'count', 'item'),
        other: fc.constantFrom(...menu.items.filter(({ id }) => id !== item.id)),
        sorry: fc.constantFrom(...CORRECTIONS),
      })
      .map(
        ({
          name,
          quantity,
          filler,
          modifiers,
          options,
          isOptionFirst,
          how,
          slip,
          other,
          sorry,
        }) => {
          const said = [
            ...modifiers.map((modifier, index) => sayModifier(modifier, how + index)),
            ...(options.length > 0 ? [sayOptions(options, how)] : []),
          ];
          if (isOptionFirst) said.reverse();
          const count = quantity === 1 ? ['a', 'one', 'a'][how % 3] : NUMBERS[quantity];
          const before =
            slip === 'count' && quantity > 1
              ? `${NUMBERS[quantity + 1] ?? 'ten'} ${sorry} `
              : slip === 'item'
                ? `a ${namesOf(other, menu)[0] ?? ''} ${sorry} `
                : '';
          const dish = quantity === 1 ? name : plural(name);
          return {
            itemId: item.id,
            quantity,
            names: [...modifiers, ...options].sort(),
            words: [`${before}${count ?? ''} ${filler}${dish}`, ...said].join(' '),
          };
        },
      ),
  );
}

export function spokenTicket(
  menu: Menu,
): fc.Arbitrary<{ readonly lines: readonly SpokenLine[]; readonly say: string }> {
  return fc
    .record({
      lines: fc.uniqueArray(spokenLine(menu), {
        minLength: 1,
        maxLength: 4,
        selector: ({ itemId }) => itemId,
      }),
      opening: fc.constantFrom(...OPENINGS),
      links: fc.array(fc.constantFrom(...LINKS), { minLength: 4, maxLength: 4 }),
      closing: fc.constantFrom(...CLOSINGS),
    })
    .map(({ lines, opening, links, closing }) => ({
      lines,
      say:
        opening +
        lines
          .map(({ words }, index) => (index === 0 ? '' : (links[index] ?? ', ')) + words)
          .join('') +
        closing,
    }));
}

/** The name without brackets, and the aliases that name no other item. */
function namesOf(item: MenuItem, menu: Menu): string[] {
  const isShared = (alias: string) =>
    menu.items.some((other) => other !== item && other.aliases.includes(alias));
  const short = item.name
    .replace(/\(.*?\)/g, '')
    .replace(/ w\. .*$/, '')
    .replace('&', 'and')
    .trim()
    .toLowerCase();
  return [short, ...item.aliases.filter((alias) => !isShared(alias))];
}

function optionsOf(item: MenuItem, menu: Menu): fc.Arbitrary<string[]> {
  const choices = menu.choices.filter(({ id }) => item.choiceIds.includes(id));
  return fc
    .tuple(
      ...choices.map(({ options, max }) =>
        fc.subarray(
          options.map(({ name }) => name),
          { minLength: 0, maxLength: max },
        ),
      ),
    )
    .map((picked) => picked.flat());
}

/** Some of the item's modifiers, one for each thing: nobody wants light mayo and no mayo. */
function modifiersOf(item: MenuItem, menu: Menu): fc.Arbitrary<string[]> {
  const names = item.modifierIds.map((id) => modifierName(menu, id));
  const thing = (name: string) => name.split(' ').slice(1).join(' ');
  return fc
    .subarray(names)
    .map((some) =>
      some
        .filter((name, at) => some.findIndex((other) => thing(other) === thing(name)) === at)
        .slice(0, 3),
    );
}

function modifierName(menu: Menu, id: string): string {
  return menu.modifiers.find((modifier) => modifier.id === id)?.name ?? id;
}

const WAYS: Readonly<Record<string, readonly string[]>> = {
  Add: ['add', 'with', 'plus', 'with added', 'and add'],
  No: ['no', 'without', 'hold the', 'with no', 'but no', 'minus the'],
  Extra: ['extra', 'with extra', 'add extra', 'with double'],
  Light: ['light', 'easy on the', 'light on the'],
};

function sayModifier(name: string, how: number): string {
  const [verb = '', ...thing] = name.split(' ');
  const ways = WAYS[verb] ?? [verb.toLowerCase()];
  return `${ways[how % ways.length] ?? ''} ${thing.join(' ').toLowerCase()}`;
}

function sayOptions(options: readonly string[], how: number): string {
  const [first = '', ...rest] = options.map((option) => option.toLowerCase());
  const list =
    rest.length === 0
      ? first
      : `${[first, ...rest.slice(0, -1)].join(', ')} and ${rest.at(-1) ?? ''}`;
  return [`with ${list}`, list, `with the ${list}`][how % 3] ?? list;
}

function plural(name: string): string {
  if (/(?:s|succotash|tataki|caprese|chicken|blt|prosciutto|peaches|sampler plate)$/.test(name))
    return name;
  return name.endsWith('ch') ? `${name}es` : `${name}s`;
}
