/**
 * How people say what a menu prints. Everything is lower-case words separated by single spaces, apostrophes
 * kept, numbers as words: the form that the recogniser writes.
 */
import type { Menu } from '../../shared/menu/menu.ts';

export type SpokenItem = {
  readonly itemId: string;
  /** At least one way to say one of it; the name as printed comes first. */
  readonly singular: readonly [string, ...string[]];
  readonly plural: readonly [string, ...string[]];
  /** Modifiers as printed ("no rice", "add chicken"). */
  readonly modifiers: readonly string[];
  /** Options of its choices with the choice's name. */
  readonly options: readonly { readonly choice: string; readonly option: string }[];
};

/** "Sweet Tea w. Lemon" → "sweet tea with lemon"; "(Cold)" and other side remarks are not spoken. */
export function spoken(printed: string): string {
  return printed
    .toLowerCase()
    .replace(/\([^)]*\)/g, ' ')
    .replace(/\bw\.(?=\s|$)|\bw\//g, ' with ')
    .replace(/&/g, ' and ')
    .replace(/[’]/g, "'")
    .replace(/[^a-z' ]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** English plural of a name's last word; names that already end in s stay as they are. */
export function pluralOf(name: string): string {
  if (/[^s]s$/.test(name) || name.endsWith("'s")) return name;
  if (/(?:s|x|z|ch|sh)$/.test(name)) return `${name}es`;
  if (/[^aeiou]y$/.test(name)) return `${name.slice(0, -1)}ies`;
  return `${name}s`;
}

function singularOf(name: string): string {
  return /(?:ch|sh|x)es$/.test(name) ? name.slice(0, -2) : name;
}

export function spokenItems(menu: Menu): readonly SpokenItem[] {
  const modifierNames = new Map(menu.modifiers.map(({ id, name }) => [id, spoken(name)]));
  const choices = new Map(menu.choices.map((choice) => [choice.id, choice]));
  return menu.items.map((item) => {
    const names = waysToSay(item.name, item.aliases);
    const short = shortOf(names[0]);
    return {
      itemId: item.id,
      singular: [...mapNames(names, singularOf), ...short],
      plural: [...mapNames(names, pluralOf), ...short],
      modifiers: item.modifierIds.map((id) => modifierNames.get(id) ?? '').filter(Boolean),
      options: item.choiceIds.flatMap((id) => {
        const choice = choices.get(id);
        return (choice?.options ?? []).map((option) => ({
          choice: spoken(choice?.name ?? ''),
          option: spoken(option.name),
        }));
      }),
    };
  });
}

function waysToSay(name: string, aliases: readonly string[]): readonly [string, ...string[]] {
  const printed = spoken(name);
  return [printed, ...new Set(aliases.map(spoken).filter((way) => way !== '' && way !== printed))];
}

/** A name of three or more words without its last, as in "two chicken fajita keto": said alike for many. */
function shortOf(printed: string): readonly string[] {
  const words = printed.split(' ');
  const short = words.slice(0, -1).join(' ');
  return words.length >= 3 && !/ (?:with|and)$/.test(short) ? [short] : [];
}

/**
 * Leaves out names that sound like an earlier one of the same item ("lemon aid" beside "lemonade"), so that
 * the recogniser writes the printed one.
 */
export function withoutHomophones(
  items: readonly SpokenItem[],
  soundsOf: (name: string) => string,
): readonly SpokenItem[] {
  return items.map((item) => ({
    ...item,
    singular: distinct(item.singular, soundsOf),
    plural: distinct(item.plural, soundsOf),
  }));
}

function distinct(
  [first, ...others]: readonly [string, ...string[]],
  soundsOf: (name: string) => string,
): readonly [string, ...string[]] {
  const heard = new Set([soundsOf(first)]);
  const kept = others.filter((name) => {
    const sound = soundsOf(name);
    if (heard.has(sound)) return false;
    heard.add(sound);
    return true;
  });
  return [first, ...kept];
}

function mapNames(
  [first, ...others]: readonly [string, ...string[]],
  change: (name: string) => string,
): readonly [string, ...string[]] {
  return [change(first), ...others.map(change)];
}
