/**
 * A menu as the compiler listens for it: every phrase that names an item, every word that may stand
 * for one, and the things that modifiers and choices are about. Built once for each menu.
 */
import { isSlot } from '../../menu/combo.ts';
import type { Menu, MenuChoice, MenuItem } from '../../menu/menu.ts';
import { EVERYDAY_WORDS } from './everyday-words.ts';
import { shapeOf, soundOf, type SoundShape } from './sound.ts';
import { stem } from './stem.ts';
import { isPause, tokenize } from './tokens.ts';

/** What a modifier does with its thing: `Add Chicken`, `No Rice`, `Extra Collards`. */
export type ModifierVerb = 'add' | 'no' | 'extra' | 'light';

/** Something that modifiers or options are about: `chicken`, `ranch`. */
export type Thing = {
  readonly name: string;
  readonly modifiers: { readonly verb: ModifierVerb; readonly modifierId: string }[];
  readonly options: { readonly choiceId: string; readonly optionId: string }[];
};

export type Lexicon = {
  readonly menu: Menu;
  readonly items: ReadonlyMap<string, MenuItem>;
  readonly choices: ReadonlyMap<string, MenuChoice>;
  /** Stemmed phrase → ids of the items it names in full. */
  readonly named: ReadonlyMap<string, readonly string[]>;
  /** Stemmed phrase → the thing it means. */
  readonly things: ReadonlyMap<string, Thing>;
  /** Phrases without their spaces → the phrase. */
  readonly squeezed: ReadonlyMap<string, string>;
  readonly longestPhrase: number;
  /** Content word → the phrases that contain it, with their items. */
  readonly phrasesWith: ReadonlyMap<string, readonly ItemPhrase[]>;
  /** Content word → how many items have it in a name. */
  readonly spread: ReadonlyMap<string, number>;
  /** Every stemmed word the menu uses. */
  readonly vocabulary: ReadonlySet<string>;
  /** What a misheard stretch may have been, by how it begins. */
  readonly sounds: ReadonlyMap<number, readonly SoundTarget[]>;
  /** `dressing`, `bread`, `side` → ids of the choices called so. */
  readonly choiceNames: ReadonlyMap<string, readonly string[]>;
};

export type ItemPhrase = {
  readonly itemId: string;
  /** Each word once, in the phrase's order. */
  readonly words: readonly string[];
};

export type SoundTarget = {
  readonly sound: string;
  readonly shape: SoundShape;
  readonly words: readonly string[];
};

const LINKING = new Set(['with', 'and', 'the', 'of', 'a', 'an', 'in', 'on', 'w', 'or', 'style']);
const VERBS: Readonly<Record<string, ModifierVerb>> = {
  add: 'add',
  with: 'add',
  plus: 'add',
  sub: 'add',
  substitute: 'add',
  make: 'add',
  extra: 'extra',
  double: 'extra',
  more: 'extra',
  no: 'no',
  without: 'no',
  hold: 'no',
  remove: 'no',
  light: 'light',
  less: 'light',
  easy: 'light',
};
/** What people also call some choices. */
const CHOICE_NOUNS: Readonly<Record<string, readonly string[]>> = {
  bread: ['toast', 'bun', 'roll'],
  dressing: ['sauce', 'vinaigrette'],
};

export function buildLexicon(menu: Menu): Lexicon {
  const named = new Map<string, string[]>();
  const phrasesWith = new Map<string, ItemPhrase[]>();
  const spoken: string[][] = [];
  const served = servedNames(menu);
  for (const item of menu.items) {
    for (const phrase of servedPhrases(item, served))
      push(named, phrase.map(stem).join(' '), item.id);
    for (const phrase of itemPhrases(item)) {
      spoken.push(phrase);
      push(named, phrase.map(stem).join(' '), item.id);
      const words = [...new Set(phrase.map(stem).filter((word) => !LINKING.has(word)))];
      for (const word of words) push(phrasesWith, word, { itemId: item.id, words });
    }
  }
  const choiceNames = choiceNouns(menu);
  const things = collectThings(menu, choiceNames);
  const phrases = [...spoken, ...[...things.values()].map(({ name }) => name.split(' '))];
  const keys = [...named.keys(), ...things.keys()];
  return {
    menu,
    items: new Map(menu.items.map((item) => [item.id, item])),
    choices: new Map(menu.choices.map((choice) => [choice.id, choice])),
    named,
    things,
    squeezed: new Map(
      keys.filter((key) => key.includes(' ')).map((key) => [key.replaceAll(' ', ''), key]),
    ),
    longestPhrase: Math.max(1, ...keys.map((key) => key.split(' ').length)),
    phrasesWith,
    spread: new Map(
      [...phrasesWith].map(([word, of]) => [word, new Set(of.map(({ itemId }) => itemId)).size]),
    ),
    vocabulary: new Set(
      [...keys, ...phrases.map((words) => words.map(stem).join(' '))].flatMap((key) =>
        key.split(' '),
      ),
    ),
    sounds: soundTargets(phrases),
    choiceNames,
  };
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else if (!known.includes(value)) known.push(value);
}

export function plainWords(text: string): string[] {
  return tokenize(text)
    .map(({ word }) => word)
    .filter((word) => !isPause(word));
}

/** The name and the aliases, also without what stands in brackets or after `with`. */
function itemPhrases(item: MenuItem): string[][] {
  const short = item.name.replace(/\(.*?\)/g, ' ');
  const texts = [item.name, short, short.replace(/\s(?:with|w\/|w\.)\s.*$/i, ''), ...item.aliases];
  const unique = new Map(
    texts.map((text) => plainWords(text)).map((words) => [words.join(' '), words]),
  );
  unique.delete('');
  return [...unique.values()];
}

const SERVED = /^(?:iced|cold|hot)$/;

type ServedName = { readonly how: string; readonly noun: string };

/** Names that say only how a thing is served: `iced tea`. */
function servedNames(menu: Menu): ServedName[] {
  return menu.items.flatMap(itemPhrases).flatMap(([how, noun, ...rest]) => {
    if (how === undefined || noun === undefined || rest.length > 0) return [];
    return SERVED.test(how) ? [{ how, noun }] : [];
  });
}

/** `unsweet iced tea`, `iced unsweet tea`, `iced tea unsweet`, when another item is the `iced tea`. */
function servedPhrases(item: MenuItem, served: readonly ServedName[]): string[][] {
  return itemPhrases(item).flatMap(([kind, noun, ...rest]) => {
    if (kind === undefined || noun === undefined || rest.length > 0) return [];
    return served
      .filter((name) => name.noun === noun && name.how !== kind)
      .flatMap(({ how }) => [
        [kind, how, noun],
        [how, kind, noun],
        [how, noun, kind],
      ]);
  });
}

function choiceNouns(menu: Menu): Map<string, string[]> {
  const nouns = new Map<string, string[]>();
  const inOptions = new Set(
    menu.choices.flatMap(({ options }) => options.flatMap(({ name }) => plainWords(name))),
  );
  for (const choice of menu.choices.filter((one) => !isSlot(one))) {
    const name = plainWords(choice.name).map(stem).join(' ');
    const synonyms = (CHOICE_NOUNS[name] ?? []).filter((noun) => !inOptions.has(noun));
    for (const noun of [name, ...synonyms]) push(nouns, noun, choice.id);
  }
  return nouns;
}

function collectThings(menu: Menu, choiceNames: ReadonlyMap<string, string[]>): Map<string, Thing> {
  const things = new Map<string, Thing>();
  const thing = (words: readonly string[]): Thing => {
    const key = words.map(stem).join(' ');
    const known = things.get(key) ?? { name: words.join(' '), modifiers: [], options: [] };
    things.set(key, known);
    return known;
  };
  for (const modifier of menu.modifiers) {
    const words = plainWords(modifier.name);
    const verb = VERBS[words[0] ?? ''];
    const about = verb === undefined || words.length < 2 ? words : words.slice(1);
    thing(about).modifiers.push({ verb: verb ?? 'add', modifierId: modifier.id });
  }
  for (const choice of menu.choices.filter((one) => !isSlot(one))) {
    for (const option of choice.options) {
      thing(plainWords(option.name)).options.push({ choiceId: choice.id, optionId: option.id });
    }
  }
  const full = [...things];
  addShortNames(things, full, choiceNames);
  addCutNames(menu, things, full);
  for (const [key, known] of [...things]) {
    for (const [noun, choiceIds] of choiceNames) {
      const isItsNoun = known.options.some(({ choiceId }) => choiceIds.includes(choiceId));
      const phrase = `${key} ${noun}`;
      if (isItsNoun && !key.endsWith(` ${noun}`) && !things.has(phrase)) things.set(phrase, known);
    }
  }
  return things;
}

/** `vidalia` for Vidalia Onion, `noodles` for Peanut Noodles: one word, when it can mean no other thing. */
function addShortNames(
  things: Map<string, Thing>,
  full: readonly (readonly [string, Thing])[],
  choiceNames: ReadonlyMap<string, unknown>,
): void {
  const owners = new Map<string, Set<Thing>>();
  for (const [key, known] of full) {
    for (const word of key.split(' ')) owners.set(word, (owners.get(word) ?? new Set()).add(known));
  }
  for (const [key, known] of full) {
    const words = key.split(' ');
    for (const word of [words[0], words.at(-1)]) {
      if (word === undefined || words.length < 2 || things.has(word)) continue;
      const isFree = !choiceNames.has(word) && !EVERYDAY_WORDS.has(word);
      if (owners.get(word)?.size === 1 && isFree) things.set(word, known);
    }
  }
}

/** Each phrase, each run of two or more of its words, and each longer word by itself. */
function soundTargets(phrases: readonly (readonly string[])[]): Map<number, SoundTarget[]> {
  const targets = new Map<string, SoundTarget>();
  const add = (words: readonly string[]) => {
    const sound = soundOf(words);
    if (sound.length >= 3) targets.set(words.join(' '), { sound, shape: shapeOf(sound), words });
  };
  for (const phrase of phrases) {
    for (let from = 0; from < phrase.length; from += 1) {
      for (let to = from + 1; to <= phrase.length; to += 1) {
        const words = phrase.slice(from, to);
        if (!words.some((word) => LINKING.has(word)) || words.length === phrase.length) add(words);
      }
    }
  }
  const byOnset = new Map<number, SoundTarget[]>();
  for (const target of targets.values()) push(byOnset, target.shape.onset, target);
  return byOnset;
}

/** `guac` for Guacamole, when the menu itself says so of a dish. */
function addCutNames(
  menu: Menu,
  things: Map<string, Thing>,
  full: readonly (readonly [string, Thing])[],
): void {
  const words = new Set(menu.items.flatMap(itemPhrases).flat());
  for (const word of words) {
    if (word.length < 4 || things.has(word)) continue;
    const meant = full.filter(
      ([key]) => key !== word && key.startsWith(word) && !key.includes(' '),
    );
    const [only, ...others] = meant;
    if (only !== undefined && others.length === 0 && stem(only[0]) !== stem(word))
      things.set(word, only[1]);
  }
}
